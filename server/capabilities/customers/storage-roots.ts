import { type RawBuilder, sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Own } from "./profile-rules.ts"
import { type ProfileRow, profileColumns } from "./storage-profiles.ts"

const up = (ctx: Context, customerId: string): RawBuilder<unknown> => sql`
  up as (
    select customer_id, merged_into from customers.profiles where brand_id = ${ctx.brandId} and customer_id = ${customerId}
    union all
    select p.customer_id, p.merged_into from up
    join customers.profiles p on p.brand_id = ${ctx.brandId} and p.customer_id = up.merged_into
  )`

/** The root of whatever cluster this profile is in now. */
export async function selectRoot(ctx: Context, customerId: string): Promise<ProfileRow | undefined> {
  const { rows } = await sql<ProfileRow>`
    with recursive ${up(ctx, customerId)}
    select ${profileColumns} from up join customers.profiles p on p.brand_id = ${ctx.brandId} and p.customer_id = up.customer_id
    where up.merged_into is null`.execute(ctx.db)
  return rows[0]
}

/** The same for many: each id as given with its root; strangers are missing. */
export async function selectRoots(ctx: Context, customerIds: readonly string[]): Promise<Map<string, ProfileRow>> {
  const { rows } = await sql<ProfileRow & { startId: string }>`
    with recursive up as (
      select customer_id as start_id, customer_id, merged_into from customers.profiles
      where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
      union all
      select up.start_id, p.customer_id, p.merged_into from up
      join customers.profiles p on p.brand_id = ${ctx.brandId} and p.customer_id = up.merged_into
    )
    select up.start_id as "startId", ${profileColumns} from up
    join customers.profiles p on p.brand_id = ${ctx.brandId} and p.customer_id = up.customer_id
    where up.merged_into is null`.execute(ctx.db)
  return new Map(rows.map(({ startId, ...row }) => [startId, row]))
}

/** Every profile of the cluster that this one is in, the root first. Empty when there is no such profile. */
export async function selectCluster(ctx: Context, customerId: string): Promise<string[]> {
  const { rows } = await sql<{ customerId: string }>`
    with recursive ${up(ctx, customerId)}, down as (
      select customer_id, 0 as depth from up where merged_into is null
      union all
      select p.customer_id, down.depth + 1 from down
      join customers.profiles p on p.brand_id = ${ctx.brandId} and p.merged_into = down.customer_id
    )
    select customer_id as "customerId" from down order by depth, customer_id`.execute(ctx.db)
  return rows.map((row) => row.customerId)
}

/** What was said of each profile in the clusters below these roots, roots included. */
export async function selectClusterOwns(
  ctx: Context,
  rootIds: readonly string[],
): Promise<{ rootId: string; customerId: string; own: Own }[]> {
  const { rows } = await sql<{ rootId: string; customerId: string; own: Own }>`
    with recursive down as (
      select customer_id as root_id, customer_id, own from customers.profiles
      where brand_id = ${ctx.brandId} and customer_id = any(${rootIds}::uuid[])
      union all
      select down.root_id, p.customer_id, p.own from down
      join customers.profiles p on p.brand_id = ${ctx.brandId} and p.merged_into = down.customer_id
    )
    select root_id as "rootId", customer_id as "customerId", own from down`.execute(ctx.db)
  return rows
}

/** Holds these profiles until the transaction ends, in one order for everybody. */
export async function lockProfiles(ctx: Context, customerIds: readonly string[]): Promise<ProfileRow[]> {
  const { rows } = await sql<ProfileRow>`
    select ${profileColumns} from customers.profiles p where p.brand_id = ${ctx.brandId} and p.customer_id = any(${customerIds}::uuid[])
    order by p.customer_id for update`.execute(ctx.db)
  return rows
}

/** Holds those of these roots that are still as they were read. Returns their ids. */
export async function holdRoots(
  ctx: Context,
  roots: readonly { customerId: string; revision: number }[],
): Promise<Set<string>> {
  if (roots.length === 0) return new Set()
  const { rows } = await sql<{ customerId: string; revision: number }>`
    select customer_id as "customerId", revision from customers.profiles
    where brand_id = ${ctx.brandId} and customer_id = any(${roots.map((r) => r.customerId)}::uuid[])
      and merged_into is null and erased_at is null
    order by customer_id for update`.execute(ctx.db)
  const read = new Map(roots.map((root) => [root.customerId, root.revision]))
  return new Set(rows.filter((row) => read.get(row.customerId) === row.revision).map((row) => row.customerId))
}

/**
 * Holds the roots of these profiles. `held`: each id with its root; `strangers`: ids the brand doesn't have. An id in
 * neither was merged while we waited.
 */
export async function holdRootsOf(
  ctx: Context,
  customerIds: readonly string[],
): Promise<{ held: { startId: string; customerId: string; members: number }[]; strangers: Set<string> }> {
  const { rows } = await sql<{ startId: string; customerId: string; members: number; root: boolean }>`
    with recursive up as (
      select customer_id as start_id, customer_id, merged_into from customers.profiles
      where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
      union all
      select up.start_id, p.customer_id, p.merged_into from up
      join customers.profiles p on p.brand_id = ${ctx.brandId} and p.customer_id = up.merged_into
    )
    select up.start_id as "startId", p.customer_id as "customerId", p.members from up
    join customers.profiles p on p.brand_id = ${ctx.brandId} and p.customer_id = up.customer_id
    where up.merged_into is null and p.merged_into is null
    order by p.customer_id for update of p`.execute(ctx.db)
  if (rows.length === customerIds.length) return { held: rows, strangers: new Set() }
  const { rows: known } = await sql<{ id: string }>`select customer_id as id from customers.profiles
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  const ours = new Set(known.map((row) => row.id))
  return { held: rows, strangers: new Set(customerIds.filter((id) => !ours.has(id))) }
}

/** Every profile of the clusters below these roots, the roots themselves included, by root. */
export async function selectClusters(ctx: Context, rootIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ rootId: string; customerId: string }>`
    with recursive down as (
      select customer_id as root_id, customer_id from customers.profiles
      where brand_id = ${ctx.brandId} and customer_id = any(${rootIds}::uuid[])
      union all
      select down.root_id, p.customer_id from down
      join customers.profiles p on p.brand_id = ${ctx.brandId} and p.merged_into = down.customer_id
    )
    select root_id as "rootId", customer_id as "customerId" from down`.execute(ctx.db)
  const clusters = new Map<string, string[]>()
  for (const { rootId, customerId } of rows) {
    const known = clusters.get(rootId)
    if (known) known.push(customerId)
    else clusters.set(rootId, [customerId])
  }
  return clusters
}
