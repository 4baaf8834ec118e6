import { route } from "#kernel/capability"
import type { Context } from "#kernel/context"
import { applyMilestone, applyOrder, applyRefund } from "./apply-order.ts"
import {
  getOrder,
  getOrderBuyer,
  getPurchases,
  listOrderBuyers,
  listOrders,
  listWaiting,
  postMilestone,
  postRefund,
  putOrder,
} from "./contract.ts"
import { OrderError } from "./errors.ts"
import { browseOrders, type Order, orderById, ordersByIds, purchasesOf } from "./find-order.ts"
import { selectHistory, selectWaiting } from "./storage-read.ts"

const milestones = {
  "payment-approved": "approvedAt",
  "stock-allocated": "allocatedAt",
  cancelled: "cancelledAt",
} as const

export const routes = [
  route(listOrders, async (ctx, { cursor, limit, ...asked }) => {
    const page = await browseOrders(ctx, asked, { cursor, limit })
    return { items: page.items.map(summary), cursor: page.cursor }
  }),
  route(getOrder, async (ctx, { orderId }) => {
    const order = await known(ctx, orderId)
    return {
      ...order,
      ...summary(order),
      lines: [...order.lines],
      refunds: [...order.refunds],
      history: await selectHistory(ctx, orderId),
    }
  }),
  route(getOrderBuyer, async (ctx, { orderId }) => known(ctx, orderId)),
  route(listOrderBuyers, async (ctx, { orderIds }) => {
    const orders = await ordersByIds(ctx, orderIds.split(",").filter(isId).slice(0, 200))
    return { items: orders.map(({ orderId, customerId, buyer }) => ({ orderId, customerId, name: nameOf(buyer) })) }
  }),
  route(getPurchases, (ctx, { customerId }) => purchasesOf(ctx, customerId)),
  route(putOrder, (ctx, { quiet, ...snapshot }) => applyOrder(ctx, snapshot, { quiet })),
  route(postRefund, (ctx, { source, externalId, refund }) => applyRefund(ctx, { source, externalId }, refund)),
  route(postMilestone, (ctx, { source, externalId, milestone, at }) =>
    applyMilestone(ctx, { source, externalId }, milestones[milestone], at),
  ),
  route(listWaiting, async (ctx, { olderThanHours }) => ({
    items: await selectWaiting(ctx, new Date(ctx.now().getTime() - olderThanHours * 3_600_000)),
  })),
]

async function known(ctx: Context, orderId: string): Promise<Order> {
  const order = await orderById(ctx, orderId)
  if (!order) throw OrderError.Unknown({ field: "orderId" })
  return order
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** Family name first, as it is said in Japan; the shop's own rendering when it gives no parts. */
const nameOf = ({ familyName, givenName, displayName }: Order["buyer"]): string | null =>
  [familyName, givenName].filter(Boolean).join(" ") || displayName || null

const summary = (order: Order) => ({
  ...order,
  isGift: order.gift?.isGift ?? false,
  pieces: order.lines.reduce((sum, line) => sum + line.quantity, 0),
})
