import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Suspect } from "./identity-rules.ts"

export type MergeRule = "same-person" | "became-known" | "staff"

export async function insertMerge(
  ctx: Context,
  merge: { mergeId: string; fromId: string; intoId: string; rule: MergeRule },
): Promise<void> {
  await sql`
    insert into customers.merges (brand_id, merge_id, from_id, into_id, rule, actor, cause, merged_at)
    values (${ctx.brandId}, ${merge.mergeId}, ${merge.fromId}, ${merge.intoId}, ${merge.rule}, ${JSON.stringify(ctx.actor)}::jsonb, ${ctx.cause},
      ${ctx.now()})`.execute(ctx.db)
}

export async function setMergedInto(ctx: Context, customerId: string, intoId: string | null): Promise<void> {
  await sql`
    update customers.profiles set merged_into = ${intoId}, revision = revision + 1, updated_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and customer_id = ${customerId}`.execute(ctx.db)
}

export async function undoMerge(ctx: Context, mergeId: string): Promise<void> {
  await sql`
    update customers.merges set undone_at = ${ctx.now()}, undone_by = ${JSON.stringify(ctx.actor)}::jsonb
    where brand_id = ${ctx.brandId} and merge_id = ${mergeId} and undone_at is null`.execute(ctx.db)
}

/** Puts pairs up for somebody to look at; pairs that were looked at stay as decided. */
export async function insertCandidates(
  ctx: Context,
  pairs: readonly { customerId: string; suspect: Suspect }[],
): Promise<void> {
  if (pairs.length === 0) return
  const rows = pairs.flatMap(({ customerId, suspect: { customerId: other, key } }) => {
    const [low, high] = [customerId, other].sort()
    return low === high ? [] : [{ low, high, evidence: { shared: { kind: key.kind, issuer: key.issuer } } }]
  })
  await sql`
    insert into customers.merge_candidates (brand_id, low_id, high_id, evidence, found_at)
    select distinct on (low, high) ${ctx.brandId}::uuid, low, high, evidence, ${ctx.now()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(low uuid, high uuid, evidence jsonb)
    order by low, high
    on conflict do nothing`.execute(ctx.db)
}

/** Whether somebody decided that a profile in one cluster and one in the other are two people. */
export async function selectApart(ctx: Context, rootA: string, rootB: string): Promise<boolean> {
  const { rows } = await sql<{ apart: boolean }>`
    with recursive down as (
      select customer_id as root_id, customer_id from customers.profiles
      where brand_id = ${ctx.brandId} and customer_id in (${rootA}, ${rootB})
      union all
      select down.root_id, p.customer_id from down
      join customers.profiles p on p.brand_id = ${ctx.brandId} and p.merged_into = down.customer_id
    )
    select exists (
      select from down a join down b on a.root_id <> b.root_id and a.customer_id < b.customer_id
      join customers.merge_candidates c on c.brand_id = ${ctx.brandId} and c.low_id = a.customer_id and c.high_id = b.customer_id
      where c.state = 'apart'
    ) as apart`.execute(ctx.db)
  return rows[0]?.apart ?? false
}

/** Marks a pair as decided, whether or not it had been put up for review. */
export async function decideCandidate(ctx: Context, a: string, b: string, state: "merged" | "apart"): Promise<void> {
  const [low, high] = [a, b].sort()
  await sql`
    insert into customers.merge_candidates (brand_id, low_id, high_id, evidence, state, found_at, decided_at, decided_by)
    values (${ctx.brandId}, ${low}, ${high}, '{}', ${state}, ${ctx.now()}, ${ctx.now()}, ${JSON.stringify(ctx.actor)}::jsonb)
    on conflict (brand_id, low_id, high_id) do update set state = excluded.state, decided_at = excluded.decided_at,
      decided_by = excluded.decided_by`.execute(ctx.db)
}

/** Whatever was doubtful between these two groups of profiles is settled: they are one. */
export async function settleCandidates(
  ctx: Context,
  ours: readonly string[],
  theirs: readonly string[],
): Promise<void> {
  await sql`
    update customers.merge_candidates set state = 'merged', decided_at = ${ctx.now()}, decided_by = ${JSON.stringify(ctx.actor)}::jsonb
    where brand_id = ${ctx.brandId} and state <> 'merged'
      and ((low_id = any(${ours}::uuid[]) and high_id = any(${theirs}::uuid[])) or (low_id = any(${theirs}::uuid[]) and high_id = any(${ours}::uuid[])))`.execute(
    ctx.db,
  )
}

export type CandidateRow = { lowId: string; highId: string; evidence: unknown; foundAt: Date }

/** Pairs that somebody should look at, the oldest first, after this pair. */
export async function selectCandidates(
  ctx: Context,
  after: { foundAt: string; lowId: string; highId: string } | null,
  limit: number,
): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    select low_id as "lowId", high_id as "highId", evidence, found_at as "foundAt" from customers.merge_candidates
    where brand_id = ${ctx.brandId} and state = 'open'
      and (${after === null} or (found_at, low_id, high_id) > (${after?.foundAt ?? null}::timestamptz, ${after?.lowId ?? null}::uuid, ${after?.highId ?? null}::uuid))
    order by found_at, low_id, high_id limit ${limit}`.execute(ctx.db)
  return rows
}

export type MergeRow = {
  mergeId: string
  fromId: string
  intoId: string
  rule: MergeRule
  mergedAt: Date
  undoneAt: Date | null
}

/** Every merge that these profiles were part of, the newest first. */
export async function selectMerges(ctx: Context, customerIds: readonly string[]): Promise<MergeRow[]> {
  const { rows } = await sql<MergeRow>`
    select merge_id as "mergeId", from_id as "fromId", into_id as "intoId", rule, merged_at as "mergedAt", undone_at as "undoneAt"
    from customers.merges where brand_id = ${ctx.brandId} and (from_id = any(${customerIds}::uuid[]) or into_id = any(${customerIds}::uuid[]))
    order by merged_at desc, merge_id desc`.execute(ctx.db)
  return rows
}
