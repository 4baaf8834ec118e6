import { productContent, productsByExternal } from "#catalog"
import { type Order, ordersOf } from "#orders"
import type { Context } from "#kernel/context"
import type { MyPageCard } from "../cards.ts"
import type { Piece } from "../model-card.ts"

const title = { ja: "お持ちの品のこと", en: "About what you have" }
const more = { ja: "くわしく読む", en: "Read more" }

/** Goods of how many of her last orders are told about, and of how many goods at most. */
const [lastOrders, mostGoods] = [10, 6]

/** What the brand tells about goods that she has at home: how to use them, what they are made of (F13). */
export const contentsCard: MyPageCard = {
  key: "contents",
  order: 75,
  title,
  read: async (ctx, customerId, language) => {
    const orders = (await ordersOf(ctx, customerId, lastOrders)).filter(({ cancelledAt }) => cancelledAt === null)
    const told = await productContent(ctx, await ownedGoods(ctx, orders), "delivered", language)
    const pieces = told.slice(0, mostGoods).map(({ title, pieces, passport }): Piece => {
      const read: Piece[] = pieces.flatMap(({ title, body, url }): Piece[] => [
        { kind: "text", text: title },
        { kind: "text", text: body, tone: "quiet" },
        ...(url
          ? [{ kind: "list" as const, items: [{ icon: "star" as const, title: more[language], href: url }] }]
          : []),
      ])
      const rows: Piece[] = passport.length > 0 ? [{ kind: "rows", rows: passport }] : []
      return { kind: "fold", title, pieces: [...read, ...rows] }
    })
    return pieces.length > 0 ? { pieces } : null
  },
}

/** The catalogue's ids of what these orders hold, the newest first, each once. */
async function ownedGoods(ctx: Context, orders: readonly Order[]): Promise<string[]> {
  const ids: string[] = []
  for (const [source, those] of Map.groupBy(orders, (order) => order.source)) {
    const wanted = [...new Set(those.flatMap(({ lines }) => lines.flatMap((line) => line.productExternalId ?? [])))]
    const found = new Map(
      (await productsByExternal(ctx, source, wanted)).map(({ externalId, productId }) => [externalId, productId]),
    )
    ids.push(...wanted.flatMap((externalId) => found.get(externalId) ?? []))
  }
  return [...new Set(ids)]
}
