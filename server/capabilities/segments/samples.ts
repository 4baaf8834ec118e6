import { customersByIds } from "#customers"
import type { Context } from "#kernel/context"
import type { Sample } from "./model-segment.ts"

/** People as lists show them, in the order given; names and addresses only for those who may see personal data. */
export async function samples(ctx: Context, customerIds: readonly string[]): Promise<Sample[]> {
  const found = await customersByIds(ctx, customerIds)
  const mayRead = ctx.rights?.has("customers:personal") ?? true
  return customerIds.flatMap((customerId) => {
    const customer = found.get(customerId)
    if (!customer) return []
    const { displayName, email } = customer
    return [{ customerId, displayName: mayRead ? displayName : null, email: mayRead ? email : null }]
  })
}
