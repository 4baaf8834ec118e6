import { MessagesSquare } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const relay = defineFeature({
  name: "relay",
  pages: [page("/settings/team-chat", async () => (await import("./chats.tsx")).TeamChats)],
  settings: [
    {
      to: "/settings/team-chat",
      label: { ja: "チームのチャット", en: "Team chat" },
      about: {
        ja: "フローなどのお知らせを、SlackやDiscordにも。",
        en: "Notices of flows and others, in Slack or Discord, too.",
      },
      icon: MessagesSquare,
      right: "brand:read",
      order: 72,
    },
  ],
})
