import { resolveCustomer } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { gather } from "#kernel/gather"
import { OrderError } from "./errors.ts"
import type { Milestone, OrderFacts, OrderState, Refund } from "./model.ts"
import { OrderSnapshot } from "./model.ts"
import {
  countsAsPurchase,
  factsOf,
  fold,
  isLate,
  refundedOf,
  refundedQuantities,
  statusOf,
  totalOf,
  unknownOrder,
} from "./order-rules.ts"
import { hashOf } from "./snapshot-hash.ts"
import {
  insertOrders,
  lockOrders,
  nameKey,
  type OrderName,
  type OrderRow,
  updateOrders,
  type WrittenOrder,
} from "./storage.ts"
import { tell } from "./tell-order.ts"

export type AppliedOrder = { readonly orderId: string; readonly customerId: string | null }
/** `quiet`: the past is being brought in; everything counts as late, so no message goes out. */
export type How = { readonly quiet?: boolean }

/**
 * Takes in all that a shop says about an order. Snapshots may come twice, late or in any order: the result is the same
 * (G8, F50). What happened for the first time is recorded as events and announced, once. Throws `orders.NotASnapshot`.
 */
export async function applyOrder(ctx: Context, snapshot: OrderSnapshot, how: How = {}): Promise<AppliedOrder> {
  const parsed = OrderSnapshot.safeParse(snapshot)
  if (!parsed.success) throw OrderError.NotASnapshot({ field: parsed.error.issues[0]?.path.join(".") || "(body)" })
  const body = parsed.data
  return hear(ctx, body, { snapshot: { body, hash: hashOf(body) } }, how)
}

/** A refund told by itself. When its order is not here yet it waits for it (F50). */
export const applyRefund = (ctx: Context, order: OrderName, refund: Refund, how: How = {}): Promise<AppliedOrder> =>
  hear(ctx, order, { refunds: [refund] }, how)

/** A moment told by itself, as by a warehouse that has put the stock aside (E03). When its order is not here yet it waits. */
export const applyMilestone = (
  ctx: Context,
  order: OrderName,
  milestone: Milestone,
  at: Date,
  how: How = {},
): Promise<AppliedOrder> => hear(ctx, order, { [milestone]: at }, how)

async function hear(ctx: Context, name: OrderName, facts: OrderFacts, how: How): Promise<AppliedOrder> {
  return inTransaction(ctx, async (ctx) => {
    for (;;) {
      const before = await lockOrder(ctx, name)
      const state = fold(before?.state ?? unknownOrder, facts)
      const buyer = await buyerOf(ctx, before, facts, state)
      if (before && isSame(before.state, state)) return { orderId: before.orderId, customerId: before.customerId }
      const order = written(
        ctx,
        { orderId: before?.orderId ?? ctx.id(), ...name, ...buyer, state },
        how,
        !before?.state.snapshot,
      )
      if (before) await updateOrder(ctx, order, !isSameGoods(before.state, state))
      else if (!(await insertOrder(ctx, order))) continue
      await tell(ctx, order, toldBefore(before))
      return { orderId: order.orderId, customerId: order.customerId }
    }
  })
}

// Orders that are heard of side by side are read and written in the same few statements.
const lockOrder = (ctx: Context, name: OrderName): Promise<OrderRow | undefined> =>
  gather(ctx, "orders.lock", name, async (ctx, names) => {
    const found = await lockOrders(ctx, names)
    return names.map((name) => found.get(nameKey(name)))
  })
/** False when another transaction was first: read it and fold again. */
const insertOrder = (ctx: Context, order: WrittenOrder): Promise<boolean> =>
  gather(ctx, "orders.insert", order, async (ctx, orders) => {
    const mine = await insertOrders(ctx, orders)
    return orders.map(({ orderId }) => mine.has(orderId))
  })
const updateOrder = (ctx: Context, order: WrittenOrder, linesToo: boolean): Promise<void> =>
  gather(ctx, "orders.update", { order, linesToo }, async (ctx, changes) => {
    await updateOrders(ctx, changes)
    return changes.map(() => undefined)
  })

/** Whatever had become of an order was told when it was written. */
export const toldBefore = (before: OrderRow | undefined): string[] =>
  before ? factsOf(before.state).map(({ fact }) => fact) : []

type Bought = { customerId: string | null; buyerHash: string | null }

/** Whose order it is: looked up only when the shop describes the buyer otherwise than before. */
async function buyerOf(
  ctx: Context,
  before: OrderRow | undefined,
  facts: OrderFacts,
  state: OrderState,
): Promise<Bought> {
  const known = { customerId: before?.customerId ?? null, buyerHash: before?.buyerHash ?? null }
  const body = facts.snapshot?.body
  if (state.redactedAt) return { customerId: null, buyerHash: null }
  if (!body) return known
  const buyerHash = hashOf(body.customer)
  const isNewest = state.snapshot?.hash === facts.snapshot?.hash
  if (buyerHash === known.buyerHash) return known
  if (body.customer.identities.length === 0) return isNewest ? { customerId: null, buyerHash } : known
  const { customerId } = await resolveCustomer(ctx, {
    identities: body.customer.identities.map(given),
    profile: given(body.customer.profile),
    source: body.source.split(":")[0] ?? body.source,
    at: earlier(body.updatedAt, ctx.now()),
  })
  // An outdated snapshot may teach us another identity, but not whose the order is.
  return isNewest ? { customerId, buyerHash } : known
}

type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Without the fields that are there but hold nothing. */
export const given = <T extends object>(fields: T): Given<T> =>
  // safe: only entries without a value were taken away
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>

export function written(
  ctx: Context,
  order: Pick<WrittenOrder, "orderId" | "source" | "externalId" | "customerId" | "buyerHash" | "state">,
  how: How,
  firstSight: boolean,
): WrittenOrder {
  const { state } = order
  const body = state.snapshot?.body
  const now = ctx.now()
  return {
    ...order,
    total: body ? totalOf(body) : null,
    refunded: refundedOf(state),
    refundedQuantities: refundedQuantities(state),
    status: statusOf(state),
    counted: countsAsPurchase(state),
    clockSkew:
      body !== undefined && Math.max(body.updatedAt.getTime(), body.placedAt.getTime()) > now.getTime() + skewMs,
    cause: ctx.cause,
    news: factsOf(state).map((fact) => ({
      ...fact,
      at: earlier(fact.at, now),
      late: (how.quiet ?? false) || isLate(fact, state, now, firstSight),
    })),
  }
}

/** How far a shop's clock may run ahead before we mark the order (F50). */
const skewMs = 10 * 60_000
export const earlier = (a: Date, b: Date) => (a < b ? a : b)

const milestonesOf = (s: OrderState) =>
  JSON.stringify([s.approvedAt, s.allocatedAt, s.cancelledAt, s.deletedAt, s.redactedAt])
export const isSameGoods = (a: OrderState, b: OrderState) =>
  a.snapshot?.hash === b.snapshot?.hash && JSON.stringify(a.refunds) === JSON.stringify(b.refunds)
export const isSame = (a: OrderState, b: OrderState) => isSameGoods(a, b) && milestonesOf(a) === milestonesOf(b)
