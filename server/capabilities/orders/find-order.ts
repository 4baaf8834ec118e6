import { clusterOf } from "#customers"
import type { Context } from "#kernel/context"
import { gather } from "#kernel/gather"
import { OrderError } from "./errors.ts"
import type { OrderBody, OrderLine, OrderStatus, Refund } from "./model.ts"
import { numberKey, refundedQuantities } from "./order-rules.ts"
import {
  type FoundOrder,
  type OrderFilter,
  type Purchases,
  selectByName,
  selectByNumber,
  selectOrders,
  selectPage,
  selectPurchases,
} from "./storage-read.ts"

/** An order as the rest of the product reads it. Amounts in minor units of `currency`. */
export type Order = Omit<
  OrderBody,
  "customer" | "lines" | "totals" | "refunds" | "paymentApprovedAt" | "stockAllocatedAt" | "cancelledAt"
> & {
  readonly orderId: string
  /** As it was when the order was last told; `customerById` follows merges. Null when nobody we know bought it. */
  readonly customerId: string | null
  readonly buyer: OrderBody["customer"]["profile"]
  readonly status: OrderStatus
  /** Whether it counts as a purchase (D26). */
  readonly counted: boolean
  readonly clockSkew: boolean
  readonly lines: readonly (OrderLine & { readonly refundedQuantity: number })[]
  readonly totals: Required<Omit<OrderBody["totals"], "total">> & { readonly total: number }
  readonly refunds: readonly Refund[]
  readonly paymentApprovedAt: Date | null
  readonly stockAllocatedAt: Date | null
  readonly cancelledAt: Date | null
  readonly firstSeenAt: Date
}

/** The order with this id, if the brand has it. */
export const orderById = (ctx: Context, orderId: string): Promise<Order | undefined> =>
  gather(ctx, "orders.by-id", orderId, async (ctx, ids) => {
    const found = new Map((await ordersByIds(ctx, ids)).map((order) => [order.orderId, order]))
    return ids.map((id) => found.get(id))
  })

/** The orders with these ids that the brand has, in no particular order. */
export const ordersByIds = async (ctx: Context, orderIds: readonly string[]): Promise<Order[]> =>
  (await selectOrders(ctx, orderIds)).map(orderOf)

/** Orders with this number, newest first; a number may be written "#1001", "＃1001" or "1001". Two shops can share one. */
export const ordersByNumber = async (ctx: Context, number: string): Promise<Order[]> =>
  (await selectByNumber(ctx, numberKey(number), 20)).map(orderOf)

/** The newest order with this number. */
export const orderByNumber = async (ctx: Context, number: string): Promise<Order | undefined> =>
  (await ordersByNumber(ctx, number))[0]

/** The order that a source knows by this id. */
export async function orderByExternalId(ctx: Context, source: string, externalId: string): Promise<Order | undefined> {
  const row = await selectByName(ctx, source, externalId)
  return row && orderOf(row)
}

/** Everything a person has ordered, newest first, whichever of their merged profiles it was ordered under. */
export async function ordersOf(ctx: Context, customerId: string, limit = 100): Promise<Order[]> {
  return (await selectPage(ctx, { customerIds: await known(ctx, customerId) }, undefined, limit)).map(orderOf)
}

/** Everything that was ordered under these ids, newest first. */
export const ordersOfIds = async (ctx: Context, customerIds: readonly string[]): Promise<Order[]> =>
  (await selectPage(ctx, { customerIds }, undefined, 10_000)).map(orderOf)

/** What a person has bought, cancelled and returned orders left out (D26), over all of their merged profiles. */
export async function purchasesOf(ctx: Context, customerId: string): Promise<Purchases> {
  return selectPurchases(ctx, await known(ctx, customerId))
}

const known = async (ctx: Context, customerId: string): Promise<string[]> => {
  const cluster = await clusterOf(ctx, customerId)
  return cluster.length > 0 ? cluster : [customerId]
}

export type Asked = Omit<OrderFilter, "customerIds" | "numberKey"> & {
  readonly customerId?: string | undefined
  /** Beginning of an order number. */
  readonly number?: string | undefined
}

/** A page of orders, newest first. `cursor` of one page asks for the next. */
export async function browseOrders(
  ctx: Context,
  { customerId, number, ...filter }: Asked,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: Order[]; cursor: string | null }> {
  const customerIds = customerId === undefined ? undefined : await known(ctx, customerId)
  const asked = { ...filter, customerIds, numberKey: number === undefined ? undefined : numberKey(number) }
  const rows = await selectPage(ctx, asked, readCursor(page.cursor), page.limit)
  const last = rows.length === page.limit ? rows.at(-1) : undefined
  return { items: rows.map(orderOf), cursor: last ? writeCursor(last) : null }
}

const writeCursor = ({ orderId, state }: FoundOrder) =>
  Buffer.from(`${state.snapshot?.body.placedAt.toISOString()} ${orderId}`).toString("base64url")

function readCursor(cursor: string | undefined): [Date, string] | undefined {
  if (cursor === undefined) return undefined
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString())
  if (!found?.[1] || !found[2]) throw OrderError.BadCursor({ field: "cursor" })
  return [new Date(found[1]), found[2]]
}

function orderOf({ state, total, refunded, ...row }: FoundOrder): Order {
  const body = state.snapshot?.body
  if (!body) throw new Error("an order without a snapshot was read")
  const {
    customer,
    paymentApprovedAt: _approved,
    stockAllocatedAt: _allocated,
    cancelledAt: _cancelled,
    refunds: _refunds,
    ...rest
  } = body
  const returned = refundedQuantities(state)
  return {
    ...rest,
    orderId: row.orderId,
    customerId: row.customerId,
    status: row.status,
    counted: row.counted,
    clockSkew: row.clockSkew,
    firstSeenAt: row.firstSeenAt,
    buyer: customer.profile,
    lines: body.lines.map((line) => ({ ...line, refundedQuantity: returned.get(line.externalId) ?? 0 })),
    totals: { ...body.totals, total, refunded },
    refunds: state.refunds,
    paymentApprovedAt: state.approvedAt,
    stockAllocatedAt: state.allocatedAt,
    cancelledAt: state.cancelledAt,
  }
}
