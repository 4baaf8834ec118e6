import { Store } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const settingsShops = defineFeature({
  name: "settings-shops",
  pages: [page("/settings/shops", async () => (await import("./shops.tsx")).Shops)],
  settings: [
    {
      to: "/settings/shops",
      label: { ja: "ショップ", en: "Shops" },
      about: {
        ja: "注文が届くところ。接続の様子と取りこぼしの取り込み。",
        en: "Where orders come from, how the connections stand, missed orders.",
      },
      icon: Store,
      right: "brand:read",
      order: 30,
    },
  ],
})
