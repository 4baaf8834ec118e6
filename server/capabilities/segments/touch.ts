import type { Context } from "#kernel/context"
import { insertTouched } from "./storage-touched.ts"

/** Has these people looked at again, in the caller's transaction: something that decides where they belong has changed. */
export const touchCustomers = (ctx: Context, customerIds: readonly string[]): Promise<void> =>
  insertTouched(ctx, customerIds, true)

export const onFacts = (ctx: Context, { customerIds }: { customerIds: string[] }): Promise<void> =>
  insertTouched(ctx, customerIds, false)

export const onCustomer = (ctx: Context, { customerId }: { customerId: string | null }): Promise<void> =>
  customerId === null ? Promise.resolve() : touchCustomers(ctx, [customerId])

export const onCustomers = (ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> =>
  touchCustomers(ctx, customerIds)

export const onMerge = (ctx: Context, { from, into }: { from: string; into: string }): Promise<void> =>
  touchCustomers(ctx, [from, into])

export async function onPastOrders(
  ctx: Context,
  { orders }: { orders: readonly { customerId: string | null }[] },
): Promise<void> {
  const ids = orders.flatMap((order) => (order.customerId === null ? [] : [order.customerId]))
  await touchCustomers(ctx, [...new Set(ids)])
}
