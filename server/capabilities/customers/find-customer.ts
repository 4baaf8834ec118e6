import { brandById } from "#brands"
import type { Context } from "#kernel/context"
import { gather } from "#kernel/gather"
import type { Customer } from "./model.ts"
import { type ProfileRow } from "./storage-profiles.ts"
import { selectCluster, selectRoots } from "./storage-roots.ts"

/** The person behind this id, wherever merges have taken them. Undefined when the brand has no such customer. */
export const customerById = (ctx: Context, customerId: string): Promise<Customer | undefined> =>
  gather(ctx, "customers.by-id", customerId, async (ctx, ids) => {
    const found = await customersByIds(ctx, ids)
    return ids.map((id) => found.get(id))
  })

/** The people behind many ids at once, by the ids as given; strangers are missing. */
export async function customersByIds(ctx: Context, customerIds: readonly string[]): Promise<Map<string, Customer>> {
  const roots = await selectRoots(ctx, customerIds)
  const language = roots.size === 0 ? "ja" : await brandLanguage(ctx)
  return new Map([...roots].map(([id, row]) => [id, customerOf(row, row.language ?? language)]))
}

/** Every id under which this person was ever known, the one they are known by now first. Empty for a stranger. */
export const clusterOf = (ctx: Context, customerId: string): Promise<string[]> => selectCluster(ctx, customerId)

/** In which language to speak to people who did not say. */
export const brandLanguage = async (ctx: Context): Promise<"ja" | "en"> =>
  (await brandById(ctx, ctx.brandId))?.language ?? "ja"

export function customerOf(row: ProfileRow, language: "ja" | "en"): Customer {
  const { members: _members, source: _source, revision: _revision, own: _own, updatedAt: _updated, ...customer } = row
  return { ...customer, language }
}
