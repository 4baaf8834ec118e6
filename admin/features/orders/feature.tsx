import { ShoppingCart } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const orders = defineFeature({
  name: "orders",
  pages: [
    page("/orders", async () => (await import("./orders.tsx")).Orders),
    page("/orders/$orderId", async () => (await import("./order.tsx")).OrderPage),
  ],
  navigation: [
    {
      to: "/orders",
      label: { ja: "注文", en: "Orders" },
      icon: ShoppingCart,
      group: "people",
      order: 25,
      underThumb: true,
      right: "orders:read",
    },
  ],
  commands: [
    {
      to: "/orders?period=day",
      label: { ja: "きょうの注文を見る", en: "See today's orders" },
      also: { ja: "本日 受注", en: "today" },
      icon: ShoppingCart,
      right: "orders:read",
    },
    {
      to: "/orders?status=received",
      label: { ja: "決済を待っている注文を見る", en: "See orders that wait for payment" },
      also: { ja: "未入金 コンビニ払い", en: "unpaid" },
      icon: ShoppingCart,
      right: "orders:read",
    },
  ],
  find: {
    label: { ja: "注文", en: "Orders" },
    search: async (query, signal) => (await import("./find.ts")).find(query, signal),
  },
})
