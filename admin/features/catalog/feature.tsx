import { Rss, ShoppingBag } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const catalog = defineFeature({
  name: "catalog",
  pages: [
    page("/products", async () => (await import("./products.tsx")).Products),
    page("/products/$productId", async () => (await import("./product.tsx")).ProductPage),
    page("/products/$productId/content", async () => (await import("./content.tsx")).ContentPage),
    page("/settings/feeds", async () => (await import("./feeds.tsx")).Feeds),
  ],
  navigation: [
    {
      to: "/products",
      label: { ja: "商品", en: "Products" },
      icon: ShoppingBag,
      group: "people",
      order: 35,
      within: "/orders",
      right: "catalog:read",
    },
  ],
  find: {
    label: { ja: "商品", en: "Products" },
    search: async (query, signal) => (await import("./find.ts")).find(query, signal),
  },
  settings: [
    {
      to: "/settings/feeds",
      label: { ja: "商品フィード", en: "Product feeds" },
      about: {
        ja: "Google Merchant 形式の商品データを、決まった間隔で取り込みます。",
        en: "Products in Google Merchant form, fetched every so many hours.",
      },
      icon: Rss,
      right: "catalog:read",
      order: 45,
    },
  ],
})
