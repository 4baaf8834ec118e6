import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { knownRows } from "#kernel/known-rows"
import { type LiveReward, type Reward, RewardDocument, type RewardState } from "./model.ts"

type Row = Omit<Reward, "draft" | "live"> & { draft: unknown; live: unknown }
const rewardOf = ({ draft, live, ...row }: Row): Reward => ({
  ...row,
  draft: draft === null ? null : RewardDocument.parse(draft),
  live: live === null ? null : RewardDocument.parse(live),
})

const columns =
  sql.raw(`r.reward_id as "rewardId", r.state, r.draft, r.version, v.document as live, r.revision, r.taken,
  r.created_at as "createdAt", r.changed_at as "changedAt"`)
const from = sql.raw(`rewards.rewards r left join rewards.versions v
  on v.brand_id = r.brand_id and v.reward_id = r.reward_id and v.version = r.version`)

export async function insertReward(ctx: Context, rewardId: string, draft: RewardDocument): Promise<void> {
  await sql`insert into rewards.rewards (brand_id, reward_id, draft, created_at, changed_at)
    values (${ctx.brandId}, ${rewardId}, ${JSON.stringify(draft)}::jsonb, ${ctx.now()}, ${ctx.now()})`.execute(ctx.db)
}

export async function selectReward(ctx: Context, rewardId: string): Promise<Reward | undefined> {
  const { rows } = await sql<Row>`select ${columns} from ${from}
    where r.brand_id = ${ctx.brandId} and r.reward_id = ${rewardId}`.execute(ctx.db)
  return rows.map(rewardOf)[0]
}

/** All of them, those that are live first, then the newest. */
export async function selectRewards(ctx: Context): Promise<Reward[]> {
  const { rows } = await sql<Row>`select ${columns} from ${from} where r.brand_id = ${ctx.brandId}
    order by array_position(array['live', 'paused', 'draft', 'ended'], r.state), r.created_at desc, r.reward_id desc limit 500`.execute(
    ctx.db,
  )
  return rows.map(rewardOf)
}

async function readLive(ctx: Context): Promise<readonly LiveReward[]> {
  const { rows } = await sql<Omit<LiveReward, "document"> & { document: unknown }>`
    select r.reward_id as "rewardId", r.version, v.document, r.taken from ${from}
    where r.brand_id = ${ctx.brandId} and r.state = 'live' and v.document is not null
    order by (v.document ->> 'points')::int, r.created_at, r.reward_id limit 500`.execute(ctx.db)
  return rows.map((row) => ({ ...row, document: RewardDocument.parse(row.document) }))
}
const live = knownRows("rewards.live", readLive, "where-shown")

/** What can be had, the least points first. */
export const selectLive = (ctx: Context): Promise<readonly LiveReward[]> => live.get(ctx, "all")

type Change = {
  readonly draft?: RewardDocument | null | undefined
  readonly state?: RewardState | undefined
  readonly published?: { readonly version: number; readonly stock: number | null } | undefined
}

/** False when somebody else was faster. */
export async function updateReward(
  ctx: Context,
  rewardId: string,
  { draft, state, published }: Change,
  basedOn: number | undefined,
): Promise<boolean> {
  live.change(ctx, "all")
  const { numAffectedRows } = await sql`update rewards.rewards set revision = revision + 1, changed_at = ${ctx.now()},
      state = coalesce(${state ?? null}, state)
      ${draft === undefined ? sql`` : sql`, draft = ${draft === null ? null : JSON.stringify(draft)}::jsonb`}
      ${published ? sql`, version = ${published.version}, stock = ${published.stock}` : sql``}
    where brand_id = ${ctx.brandId} and reward_id = ${rewardId}
      ${basedOn === undefined ? sql`` : sql`and revision = ${basedOn}`}`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function insertVersion(
  ctx: Context,
  version: { rewardId: string; version: number; document: RewardDocument; by: string },
): Promise<void> {
  await sql`insert into rewards.versions (brand_id, reward_id, version, document, published_at, published_by)
    values (${ctx.brandId}, ${version.rewardId}, ${version.version}, ${JSON.stringify(version.document)}::jsonb, ${ctx.now()}, ${version.by})`.execute(
    ctx.db,
  )
}

export async function selectVersion(
  ctx: Context,
  rewardId: string,
  version: number,
): Promise<RewardDocument | undefined> {
  const { rows } = await sql<{ document: unknown }>`select document from rewards.versions
    where brand_id = ${ctx.brandId} and reward_id = ${rewardId} and version = ${version}`.execute(ctx.db)
  return rows.map(({ document }) => RewardDocument.parse(document))[0]
}

/** The documents of these versions, by `<reward>:<version>`. */
export async function selectDocuments(
  ctx: Context,
  wanted: readonly { readonly rewardId: string; readonly version: number }[],
): Promise<Map<string, RewardDocument>> {
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ rewardId: string; version: number; document: unknown }>`
    select distinct v.reward_id as "rewardId", v.version, v.document from rewards.versions v
    join unnest(${wanted.map((w) => w.rewardId)}::uuid[], ${wanted.map((w) => w.version)}::int[]) as w(id, n)
      on v.reward_id = w.id and v.version = w.n
    where v.brand_id = ${ctx.brandId}`.execute(ctx.db)
  return new Map(rows.map((row) => [`${row.rewardId}:${row.version}`, RewardDocument.parse(row.document)]))
}

/**
 * Takes pieces of what is left, in one guarded statement (F70): of many at the same moment none gets more than there is. The
 * row is held until the transaction ends. False when too few are left.
 */
export async function takeStock(ctx: Context, rewardId: string, quantity: number): Promise<boolean> {
  live.change(ctx, "all")
  const { numAffectedRows } = await sql`update rewards.rewards set taken = taken + ${quantity}
    where brand_id = ${ctx.brandId} and reward_id = ${rewardId} and (stock is null or taken + ${quantity} <= stock)`.execute(
    ctx.db,
  )
  return numAffectedRows === 1n
}

export async function giveStockBack(ctx: Context, rewardId: string, quantity: number): Promise<void> {
  live.change(ctx, "all")
  await sql`update rewards.rewards set taken = greatest(0, taken - ${quantity})
    where brand_id = ${ctx.brandId} and reward_id = ${rewardId}`.execute(ctx.db)
}
