import { MessageCircle } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"
import { useUnreadTalks } from "./use-unread.ts"

export const line = defineFeature({
  name: "line",
  pages: [
    page("/line", async () => (await import("./talks.tsx")).Talks),
    page("/line/caught", async () => (await import("./caught.tsx")).CaughtLine),
    page("/settings/line", async () => (await import("./settings.tsx")).LineSettingsPage),
  ],
  navigation: [
    {
      to: "/line",
      label: { ja: "LINE", en: "LINE" },
      icon: MessageCircle,
      group: "people",
      order: 55,
      within: "/messages",
      right: "customers:personal",
      useCount: useUnreadTalks,
    },
  ],
  commands: [
    {
      to: "/line/caught",
      label: { ja: "テスト環境のLINE", en: "LINE of the test brand" },
      icon: MessageCircle,
      right: "customers:personal",
      also: { ja: "キャッチャー 吹き出し", en: "catcher bubbles" },
    },
  ],
  settings: [
    {
      to: "/settings/line",
      label: { ja: "LINE", en: "LINE" },
      about: {
        ja: "公式アカウントをつなぐ、残りの通数、料金、友だち追加。",
        en: "Connect the official account; what is left of the month, prices, how people become friends.",
      },
      icon: MessageCircle,
      right: "brand:read",
      order: 42,
    },
  ],
})
