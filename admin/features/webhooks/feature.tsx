import { Webhook } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const webhooks = defineFeature({
  name: "webhooks",
  pages: [page("/settings/webhooks", async () => (await import("./webhooks.tsx")).Webhooks)],
  settings: [
    {
      to: "/settings/webhooks",
      label: { ja: "Webhook", en: "Webhooks" },
      about: {
        ja: "注文や荷物、セグメントの出入りを、ほかのシステムへ知らせる。",
        en: "Tell other systems of orders, parcels and who entered or left a segment.",
      },
      icon: Webhook,
      right: "keys:write",
      order: 74,
    },
  ],
})
