import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import { CustomerError } from "./errors.ts"
import { customerById } from "./find-customer.ts"
import { selectConsents } from "./storage-consents.ts"
import { selectIdentities } from "./storage-identities.ts"
import { selectMerges } from "./storage-merges.ts"
import { selectCluster, selectClusterOwns } from "./storage-roots.ts"

/** What another capability keeps of one person, for their own request to see it (S72). `name` is its key in the export. */
export type PersonalData = {
  readonly name: string
  /** Plain data; `customerIds` are all ids the person ever had. */
  readonly read: (ctx: Context, customerIds: readonly string[]) => Promise<unknown>
}
export const personalData = contributionPoint<PersonalData>("customers.personal-data")

/** Everything kept of one person, as plain data (A17, S72). Throws `customers.Unknown`. */
export async function exportCustomer(ctx: Context, customerId: string): Promise<Record<string, unknown>> {
  return inTransaction(ctx, async (ctx) => {
    const customer = await customerById(ctx, customerId)
    if (!customer || customer.erasedAt) throw CustomerError.Unknown({ field: "customerId" })
    const ids = await selectCluster(ctx, customer.customerId)
    const own = await selectClusterOwns(ctx, [customer.customerId])
    const parts = ctx.product.contributed(personalData)
    const others = await Promise.all(parts.map(async ({ name, read }) => [name, await read(ctx, ids)] as const))
    await audit(ctx, { action: "customers.exported", subject: `customer:${customer.customerId}` })
    return {
      exportedAt: ctx.now().toISOString(),
      customer,
      ids,
      said: own.map(({ customerId, own }) => ({
        customerId,
        words: Object.entries(own).map(([name, { v, t, s }]) => ({
          name,
          value: v,
          at: new Date(t).toISOString(),
          source: s,
        })),
      })),
      identities: await selectIdentities(ctx, customer.customerId),
      consents: await selectConsents(ctx, ids),
      merges: await selectMerges(ctx, ids),
      ...Object.fromEntries(others),
    }
  })
}
