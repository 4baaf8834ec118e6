import { brandById } from "#brands"
import type { Context } from "#kernel/context"
import type { Customer } from "./model.ts"
import { type ProfileRow, selectCluster, selectRoot } from "./storage-profiles.ts"

/** The person behind this id, wherever merges have taken them. Undefined when the brand has no such customer. */
export async function customerById(ctx: Context, customerId: string): Promise<Customer | undefined> {
  const row = await selectRoot(ctx, customerId)
  return row && customerOf(row, row.language ?? (await brandLanguage(ctx)))
}

/** Every id under which this person was ever known, the one they are known by now first. Empty for a stranger. */
export const clusterOf = (ctx: Context, customerId: string): Promise<string[]> => selectCluster(ctx, customerId)

/** In which language to speak to people who did not say. */
export const brandLanguage = async (ctx: Context): Promise<"ja" | "en"> =>
  (await brandById(ctx, ctx.brandId))?.language ?? "ja"

export function customerOf(row: ProfileRow, language: "ja" | "en"): Customer {
  const {
    members: _members,
    source: _source,
    revision: _revision,
    own: _own,
    firstSeenAt: _seen,
    updatedAt: _updated,
    ...customer
  } = row
  return { ...customer, language }
}
