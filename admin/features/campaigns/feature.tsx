import { CalendarDays, Megaphone, Plus } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const campaigns = defineFeature({
  name: "campaigns",
  pages: [
    page("/campaigns", async () => (await import("./campaigns.tsx")).Campaigns),
    page("/campaigns/calendar", async () => (await import("./calendar.tsx")).Calendar),
    page("/campaigns/new", async () => (await import("./compose.tsx")).NewCampaign),
    page("/campaigns/$campaignId", async () => (await import("./campaign.tsx")).CampaignPage),
    page("/campaigns/$campaignId/edit", async () => (await import("./compose.tsx")).EditCampaign),
    page("/settings/campaigns", async () => (await import("./settings.tsx")).CampaignRules),
  ],
  navigation: [
    {
      to: "/campaigns",
      label: { ja: "キャンペーン", en: "Campaigns" },
      icon: Megaphone,
      group: "people",
      order: 24,
      right: "messages:read",
    },
  ],
  commands: [
    {
      to: "/campaigns/new",
      label: { ja: "キャンペーンを作る", en: "New campaign" },
      also: { ja: "配信 メルマガ お知らせ 一斉", en: "send newsletter blast" },
      icon: Plus,
      right: "messages:write",
    },
    {
      to: "/campaigns/calendar",
      label: { ja: "配信カレンダー", en: "Calendar of sendings" },
      also: { ja: "予定 祝日", en: "schedule holidays plan" },
      icon: CalendarDays,
      right: "messages:read",
    },
  ],
  find: {
    label: { ja: "キャンペーン", en: "Campaigns" },
    search: async (query, signal) => (await import("./find.ts")).find(query, signal),
  },
  settings: [
    {
      to: "/settings/campaigns",
      label: { ja: "キャンペーンの決まり", en: "Rules for campaigns" },
      about: {
        ja: "承認の要る人数、人数の確認、給料日。",
        en: "Who approves from how many on, what is typed, payday.",
      },
      icon: Megaphone,
      right: "brand:read",
      order: 46,
    },
  ],
})
