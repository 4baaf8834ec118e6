import { CircleUserRound } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const mypage = defineFeature({
  name: "mypage",
  pages: [page("/settings/my-page", async () => (await import("./my-page.tsx")).MyPageSettingsPage)],
  commands: [
    {
      label: { ja: "マイページの並びと言葉", en: "Customers' own page" },
      to: "/settings/my-page",
      icon: CircleUserRound,
      right: "loyalty:read",
      also: { ja: "会員ページ 会員証 公開ページ", en: "member page card public rewards widget" },
    },
  ],
  settings: [
    {
      to: "/settings/my-page",
      label: { ja: "マイページ", en: "Customers' own page" },
      about: {
        ja: "項目の並び、言葉、実際のお客様での見え方、お店のサイトへの置き方。",
        en: "Its sections, its words, how a real customer sees it, and what to put on the shop's pages.",
      },
      icon: CircleUserRound,
      right: "loyalty:read",
      order: 44,
    },
  ],
})
