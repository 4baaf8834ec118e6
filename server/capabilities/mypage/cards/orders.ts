import type { Brand } from "#brands"
import { formatDay, formatMoney } from "#messages"
import { type Order, ordersOf } from "#orders"
import { type Shipment, shipmentsOf } from "#shipments"
import { brandAtHand, trackingLink } from "#tracking"
import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"
import { dayIn } from "#kernel/zones"
import type { MyPageCard } from "../cards.ts"
import type { ListItem, Tag } from "../model-card.ts"

const words = {
  title: { ja: "ご注文", en: "Orders" },
  all: { ja: "すべて見る", en: "See all" },
  other: { ja: "ほか{n}種", en: "and {n} more" },
  store: { ja: "お店で", en: "in the shop" },
  cancelled: { ja: "取り消し", en: "Cancelled" },
  late: { ja: "お届けに遅れ", en: "Late" },
  arrived: { ja: "お届け済み", en: "Delivered" },
  moving: { ja: "お届け中", en: "On its way" },
  packing: { ja: "準備中", en: "Being prepared" },
}

/** What she has ordered, the newest first, each leading to its own page with where it is. */
export const ordersCard: MyPageCard = {
  key: "orders",
  order: 70,
  title: words.title,
  read: async (ctx, customerId, language) => {
    const orders = await ordersOf(ctx, customerId, 4)
    if (orders.length === 0) return null
    const { brand } = await brandAtHand(ctx)
    const items = await orderItems(ctx, orders.slice(0, 3), { brand, language })
    const more = orders.length > 3 ? { label: words.all[language], href: "orders" } : null
    return { pieces: [{ kind: "list", items }], more }
  },
}

type Said = { readonly brand: Brand; readonly language: Language }

/** Orders as rows that lead to their tracking pages. */
export async function orderItems(ctx: Context, orders: readonly Order[], said: Said): Promise<ListItem[]> {
  const items: ListItem[] = []
  for (const order of orders) items.push(itemOf(ctx, order, await shipmentsOf(ctx, order.orderId), said))
  return items
}

function itemOf(ctx: Context, order: Order, parcels: readonly Shipment[], { brand, language }: Said): ListItem {
  const [first] = order.lines
  const rest = order.lines.length - 1
  const title = [first?.title ?? order.number, rest > 0 ? words.other[language].replace("{n}", String(rest)) : ""]
  const amount = formatMoney({ amount: order.totals.total, currency: order.currency }, language)
  const place = order.channel === "store" ? ` ${words.store[language]}` : ""
  return {
    icon: order.channel === "store" ? "shop" : "box",
    title: title.filter(Boolean).join(" "),
    small: `${formatDay(dayIn(brand.zone, order.placedAt), language)} ${order.number}${place} ${amount}`,
    tag: tagOf(order, parcels, language),
    href: trackingLink(ctx, brand.slug, order.orderId),
  }
}

function tagOf(order: Order, all: readonly Shipment[], language: Language): Tag | null {
  if (order.cancelledAt) return { tone: "alert", label: words.cancelled[language] }
  if (order.channel === "store") return null
  const parcels = all.filter(({ cancelledAt }) => cancelledAt === null)
  if (parcels.length === 0) return { tone: "wait", label: words.packing[language] }
  if (parcels.every(({ deliveredAt }) => deliveredAt)) return { tone: "done", label: words.arrived[language] }
  return { tone: "move", label: words.moving[language] }
}
