import { MessagesSquare } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const dm = defineFeature({
  name: "dm",
  pages: [
    page("/dm", async () => (await import("./talks.tsx")).DmTalks),
    page("/dm/$service/$userId", async () => (await import("./talk.tsx")).DmTalk),
    page("/settings/dm", async () => (await import("./settings.tsx")).DmSettingsPage),
  ],
  commands: [
    {
      to: "/dm",
      label: { ja: "InstagramとMessengerのやりとり", en: "Talks on Instagram and Messenger" },
      icon: MessagesSquare,
      right: "customers:personal",
      also: { ja: "DM ダイレクトメッセージ", en: "dm direct message" },
    },
  ],
  settings: [
    {
      to: "/settings/dm",
      label: { ja: "Instagram・Messenger", en: "Instagram, Messenger" },
      about: {
        ja: "Facebookページをつなぐ、24時間のきまり、お知らせの合言葉。",
        en: "Connect a Facebook page; the 24-hour rule; the word by which people join.",
      },
      icon: MessagesSquare,
      right: "brand:read",
      order: 44,
    },
  ],
})
