import { Truck } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const settingsShipping = defineFeature({
  name: "settings-shipping",
  pages: [page("/settings/shipping", async () => (await import("./shipping.tsx")).Shipping)],
  settings: [
    {
      to: "/settings/shipping",
      label: { ja: "発送", en: "Shipping" },
      about: {
        ja: "締めの時刻、出荷の日数、休み、配送会社。お届け予定はここから決まります。",
        en: "Cut-off, processing days, closed days, carrier: what delivery promises follow from.",
      },
      icon: Truck,
      right: "brand:read",
      order: 35,
    },
  ],
})
