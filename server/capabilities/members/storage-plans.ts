import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Holding, HoldingState } from "./model-plans.ts"

const columns =
  sql.raw(`h.holding_id as "holdingId", m.root_id as "customerId", h.plan_id as "planId", h.kind, h.state, h.cause,
  h.evidence, h.asked_at as "askedAt", h.from_at as "from", h.until_at as "until", h.reason`)
const joined = sql.raw(
  `members.holdings h join members.members m on m.brand_id = h.brand_id and m.customer_id = h.customer_id`,
)

export type NewHolding = Omit<Holding, "customerId" | "reason"> & {
  readonly memberId: string
  readonly decidedBy: string | null
}

/** False when this cause had begun it before. */
export async function insertHolding(ctx: Context, h: NewHolding): Promise<boolean> {
  const decidedAt = h.state === "waiting" ? null : ctx.now()
  const { numAffectedRows } = await sql`
    insert into members.holdings (brand_id, holding_id, customer_id, plan_id, kind, state, cause, evidence, asked_at, from_at, until_at, decided_at, decided_by)
    values (${ctx.brandId}, ${h.holdingId}, ${h.memberId}, ${h.planId}, ${h.kind}, ${h.state}, ${h.cause}, ${JSON.stringify(h.evidence)}::jsonb,
      ${h.askedAt}, ${h.from}, ${h.until}, ${decidedAt}, ${h.decidedBy})
    on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** What somebody asked for or has under any of her ids, the newest first. */
export async function selectHoldings(ctx: Context, rootId: string): Promise<Holding[]> {
  const { rows } = await sql<Holding>`select ${columns} from ${joined}
    where h.brand_id = ${ctx.brandId} and m.root_id = ${rootId} order by h.asked_at desc, h.holding_id`.execute(ctx.db)
  return rows
}

/** Requests that wait for staff, the oldest first. */
export async function selectWaiting(ctx: Context, limit: number): Promise<Holding[]> {
  const { rows } = await sql<Holding>`select ${columns} from ${joined}
    where h.brand_id = ${ctx.brandId} and h.state = 'waiting' order by h.asked_at, h.holding_id limit ${limit}`.execute(
    ctx.db,
  )
  return rows
}

export async function holdHolding(ctx: Context, holdingId: string): Promise<Holding | undefined> {
  const { rows } = await sql<Holding>`select ${columns} from ${joined}
    where h.brand_id = ${ctx.brandId} and h.holding_id = ${holdingId} for update of h`.execute(ctx.db)
  return rows[0]
}

/** What this cause began, held. */
export async function holdByCause(ctx: Context, cause: string): Promise<Holding[]> {
  const { rows } = await sql<Holding>`select ${columns} from ${joined}
    where h.brand_id = ${ctx.brandId} and h.cause = ${cause} and h.state in ('active', 'waiting')
    order by h.holding_id for update of h`.execute(ctx.db)
  return rows
}

export async function decideHolding(
  ctx: Context,
  holdingId: string,
  d: { state: HoldingState; from: Date | null; until: Date | null; by: string; reason: string | null },
): Promise<void> {
  await sql`update members.holdings set state = ${d.state}, from_at = coalesce(${d.from}, from_at), until_at = ${d.until},
      decided_at = ${ctx.now()}, decided_by = ${d.by}, reason = ${d.reason}
    where brand_id = ${ctx.brandId} and holding_id = ${holdingId}`.execute(ctx.db)
}

/** When the last active time of a plan ends; undefined when she has none. */
export async function selectPlanEnd(ctx: Context, rootId: string, planId: string): Promise<Date | null | undefined> {
  const { rows } = await sql<{ until: Date | null }>`select h.until_at as until from ${joined}
    where h.brand_id = ${ctx.brandId} and m.root_id = ${rootId} and h.plan_id = ${planId} and h.state = 'active'
    order by h.until_at desc nulls first limit 1`.execute(ctx.db)
  return rows[0]?.until
}

export type PlanTime = { rootId: string; planId: string; from: Date; until: Date | null }

/** Times of plans, over or not, that touch a span of instants, both ends included. */
export async function selectPlansBetween(
  ctx: Context,
  rootIds: readonly string[],
  from: Date,
  until: Date,
): Promise<PlanTime[]> {
  const { rows } = await sql<PlanTime>`
    select m.root_id as "rootId", h.plan_id as "planId", h.from_at as "from", h.until_at as "until" from ${joined}
    where h.brand_id = ${ctx.brandId} and m.root_id = any(${[...rootIds]}::uuid[]) and h.state in ('active', 'ended')
      and h.from_at <= ${until} and (h.until_at is null or h.until_at > ${from})`.execute(ctx.db)
  return rows
}

/** Ends what has run out, at most so many. Returns them. */
export async function endOver(ctx: Context, limit: number): Promise<Holding[]> {
  const { rows } = await sql<Holding>`
    with over as (
      select brand_id, holding_id from members.holdings where brand_id = ${ctx.brandId} and state = 'active' and until_at <= ${ctx.now()}
      order by until_at limit ${limit} for update
    ), ended as (
      update members.holdings h set state = 'ended' from over
      where h.brand_id = over.brand_id and h.holding_id = over.holding_id returning h.*
    )
    select ${columns} from ended h join members.members m on m.brand_id = h.brand_id and m.customer_id = h.customer_id`.execute(
    ctx.db,
  )
  return rows
}

/** All of a person who leaves. */
export async function endHoldings(ctx: Context, rootId: string): Promise<void> {
  await sql`update members.holdings h set state = case when h.state = 'waiting' then 'refused' else 'ended' end, until_at = least(h.until_at, ${ctx.now()})
    from members.members m
    where h.brand_id = ${ctx.brandId} and m.brand_id = h.brand_id and m.customer_id = h.customer_id and m.root_id = ${rootId}
      and h.state in ('active', 'waiting')`.execute(ctx.db)
}

/** People who have each plan now, and requests that wait. */
export async function countHoldings(ctx: Context): Promise<{ planId: string; active: number; waiting: number }[]> {
  const { rows } = await sql<{ planId: string; active: number; waiting: number }>`
    select h.plan_id as "planId", count(distinct m.root_id) filter (where h.state = 'active')::int as active,
      count(*) filter (where h.state = 'waiting')::int as waiting
    from ${joined} where h.brand_id = ${ctx.brandId} group by 1`.execute(ctx.db)
  return rows
}

/** Whether an article stands for any plan that was published. */
export async function anyPlanIsSold(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ sold: boolean }>`select exists (select from members.documents
    where brand_id = ${ctx.brandId} and name >= 'plan:' and name < 'plan;' and published_at is not null
      and jsonb_array_length(document->'skus') > 0) as sold`.execute(ctx.db)
  return rows[0]?.sold ?? false
}
