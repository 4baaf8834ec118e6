import { clusterOf, type Customer, customerById, erasedAt, identitiesOf } from "#customers"
import { type Order, ordersOf } from "#orders"
import type { Context } from "#kernel/context"
import type { Traits } from "./doubt-rules.ts"
import { selectHints } from "./storage-claims.ts"
import { traitsOf } from "./traits-rules.ts"

/** Prints of browsers and networks are made by this, too: they can be compared and tell nothing. */
export const printOf =
  (ctx: Context) =>
  (value: string): string =>
    ctx.keys.fingerprint(`${ctx.brandId}:referrals:${value}`).slice(0, 32)

export type KnownPerson = { readonly customer: Customer; readonly ids: readonly string[]; readonly traits: Traits }

/** How many of somebody's orders are read for addresses and phones: enough for a household. */
const lastOrders = 20

/** What tells this person from others; undefined for a stranger or somebody erased. `order` is one more of theirs. */
export async function knowPerson(ctx: Context, customerId: string, order?: Order): Promise<KnownPerson | undefined> {
  const customer = await customerById(ctx, customerId)
  if (!customer || customer.erasedAt) return undefined
  const identities = await identitiesOf(ctx, customer.customerId)
  const orders = [...(await ordersOf(ctx, customer.customerId, lastOrders)), ...(order ? [order] : [])]
  const ids = await clusterOf(ctx, customer.customerId)
  const hints = await selectHints(ctx, ids)
  const of = (kind: string) => identities.filter((one) => one.kind === kind).map((one) => one.value)
  const traits = traitsOf(
    {
      emails: [customer.email, ...of("email"), ...orders.map((one) => one.buyer.email)],
      phones: [
        customer.phone,
        ...of("phone"),
        ...orders.flatMap((one) => [one.buyer.phone, one.shippingAddress?.phone, one.billingAddress?.phone]),
      ],
      // A gift goes to somebody else's home.
      addresses: [
        customer.address,
        ...orders.flatMap((one) => [one.billingAddress, one.gift?.isGift ? null : one.shippingAddress]),
      ],
      ...hints,
    },
    printOf(ctx),
  )
  return { customer, ids, traits }
}

/** Who was erased within this time and is back is no newcomer (S62). */
const rememberedMs = 365 * 86_400_000

export async function hasComeBack(ctx: Context, customerId: string): Promise<boolean> {
  const erased = await erasedAt(ctx, await identitiesOf(ctx, customerId))
  return erased !== null && ctx.now().getTime() - erased.getTime() < rememberedMs
}
