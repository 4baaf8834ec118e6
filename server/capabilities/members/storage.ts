import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Door, PlanKind } from "./model.ts"

/** The row that counts for a person, with her live card. */
export type MemberRow = {
  /** The id under which she joined: what belongs to her membership is kept under it. */
  readonly memberId: string
  readonly rootId: string
  readonly enrolledAt: Date
  readonly door: Door
  readonly leftAt: Date | null
  readonly ring: string | null
  readonly termsVersion: number | null
  readonly termsAt: Date | null
  readonly rankKey: string | null
  readonly rankSince: Date | null
  readonly rankUntil: Date | null
  readonly rankTotal: number | null
  readonly nextKey: string | null
  readonly missing: number | null
  readonly ranksVersion: number | null
  readonly card: string | null
}

const own = sql.raw(`m.customer_id as "memberId", m.root_id as "rootId", m.enrolled_at as "enrolledAt", m.door,
  m.left_at as "leftAt", m.ring, m.terms_version as "termsVersion", m.terms_at as "termsAt", m.rank_key as "rankKey",
  m.rank_since as "rankSince", m.rank_until as "rankUntil", m.rank_total::float8 as "rankTotal", m.next_key as "nextKey",
  m.missing::float8 as missing, m.ranks_version as "ranksVersion"`)

const card = (ctx: Context) => sql`(select c.card from members.cards c where c.brand_id = ${ctx.brandId}
  and c.customer_id = m.customer_id and c.ended_at is null order by c.made_at desc, c.card limit 1) as card`

/** Those of these people who are or were members, by the ids that they are known by now. */
export async function selectMembers(ctx: Context, rootIds: readonly string[]): Promise<MemberRow[]> {
  if (rootIds.length === 0) return []
  const { rows } = await sql<MemberRow>`select ${own}, ${card(ctx)} from members.members m
    where m.brand_id = ${ctx.brandId} and m.root_id = any(${rootIds}::uuid[]) and m.is_main`.execute(ctx.db)
  return rows
}

/** The same, held until the transaction ends, always in one order. */
export async function holdMembers(ctx: Context, rootIds: readonly string[]): Promise<MemberRow[]> {
  if (rootIds.length === 0) return []
  const { rows } = await sql<MemberRow>`select ${own}, ${card(ctx)} from members.members m
    where m.brand_id = ${ctx.brandId} and m.root_id = any(${rootIds}::uuid[]) and m.is_main
    order by m.customer_id for update of m`.execute(ctx.db)
  return rows
}

export type NewMember = { customerId: string; enrolledAt: Date; door: Door; ring: string | null }

/** Returns the ids of those who are new. */
export async function insertMembers(ctx: Context, members: readonly NewMember[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into members.members (brand_id, customer_id, root_id, enrolled_at, door, ring)
    select ${ctx.brandId}, r."customerId", r."customerId", r."enrolledAt", r.door, r.ring
    from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as r("customerId" uuid, "enrolledAt" timestamptz, door text, ring text)
    order by 2
    on conflict do nothing returning customer_id as id`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** Somebody who left, or who was in a ring only, belongs from now on. */
export async function reopenMember(ctx: Context, memberId: string, member: NewMember): Promise<void> {
  await sql`update members.members set enrolled_at = ${member.enrolledAt}, door = ${member.door}, ring = ${member.ring}, left_at = null
    where brand_id = ${ctx.brandId} and customer_id = ${memberId}`.execute(ctx.db)
}

export async function markLeft(ctx: Context, memberId: string): Promise<void> {
  await sql`update members.members set left_at = ${ctx.now()}, rank_key = null, rank_since = null, rank_until = null,
      rank_total = null, next_key = null, missing = null, judge_at = null
    where brand_id = ${ctx.brandId} and customer_id = ${memberId}`.execute(ctx.db)
}

/** Gives these numbers; returns the members whose number was free. */
export async function insertCards(
  ctx: Context,
  cards: readonly { card: string; customerId: string }[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into members.cards (brand_id, card, customer_id, made_at)
    select ${ctx.brandId}, r.card, r."customerId", ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(cards)}::jsonb) as r(card text, "customerId" uuid)
    on conflict do nothing returning customer_id as id`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** The lost card opens nothing any more. */
export async function endCards(ctx: Context, memberId: string): Promise<void> {
  await sql`update members.cards set ended_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and customer_id = ${memberId} and ended_at is null`.execute(ctx.db)
}

export type Holder = {
  readonly customerId: string
  /** Whether she is a member now. */
  readonly belongs: boolean
  /** The beta ring by which alone she is one. */
  readonly ring: string | null
}

/** Whose cards these are, by the ids that they are known by now; cards that open nothing are missing. */
export async function selectCardHolders(ctx: Context, cards: readonly string[]): Promise<Map<string, Holder>> {
  const { rows } = await sql<Holder & { card: string }>`
    select asked.card, held.* from json_array_elements_text(${JSON.stringify(cards)}::json) as asked(card)
    -- Looked up one by one, whatever the planner believes; as a list it would be planned anew for each.
    cross join lateral (
      select m.root_id as "customerId", main.left_at is null as belongs, main.ring from members.cards c
      join members.members m on m.brand_id = c.brand_id and m.customer_id = c.customer_id
      join members.members main on main.brand_id = m.brand_id and main.root_id = m.root_id and main.is_main
      where c.brand_id = ${ctx.brandId} and c.card = asked.card and c.ended_at is null limit 1
    ) held`.execute(ctx.db)
  return new Map(rows.map(({ card, ...holder }) => [card, holder]))
}

export type Acceptance = {
  readonly version: number
  readonly acceptedAt: Date
  readonly door: string
  readonly evidence: Record<string, unknown>
}

/** False when she had accepted this version before: the first time stands. */
export async function insertAcceptance(
  ctx: Context,
  memberId: string,
  { version, acceptedAt, door, evidence }: Acceptance,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into members.acceptances (brand_id, customer_id, version, accepted_at, door, evidence)
    values (${ctx.brandId}, ${memberId}, ${version}, ${acceptedAt}, ${door}, ${JSON.stringify(evidence)}::jsonb)
    on conflict do nothing`.execute(ctx.db)
  if (numAffectedRows !== 1n) return false
  await sql`update members.members set terms_version = ${version}, terms_at = ${acceptedAt}
    where brand_id = ${ctx.brandId} and customer_id = ${memberId} and coalesce(terms_version, 0) < ${version}`.execute(
    ctx.db,
  )
  return true
}

/** What a person accepted under any of her ids, the newest first. */
export async function selectAcceptances(ctx: Context, rootId: string): Promise<Acceptance[]> {
  const { rows } = await sql<Acceptance>`
    select a.version, a.accepted_at as "acceptedAt", a.door, a.evidence from members.acceptances a
    join members.members m on m.brand_id = a.brand_id and m.customer_id = a.customer_id
    where a.brand_id = ${ctx.brandId} and m.root_id = ${rootId} order by a.version desc, a.accepted_at`.execute(ctx.db)
  return rows
}

export type ActivePlan = { rootId: string; planId: string; kind: PlanKind; until: Date | null }

/** The plans that hold now, each once with its last end. */
export async function selectActivePlans(ctx: Context, rootIds: readonly string[]): Promise<ActivePlan[]> {
  if (rootIds.length === 0) return []
  const { rows } = await sql<ActivePlan>`
    select m.root_id as "rootId", h.plan_id as "planId", h.kind,
      case when bool_or(h.until_at is null) then null else max(h.until_at) end as until
    from members.members m
    join members.holdings h on h.brand_id = m.brand_id and h.customer_id = m.customer_id
    where m.brand_id = ${ctx.brandId} and m.root_id = any(${rootIds}::uuid[]) and h.state = 'active'
      and (h.until_at is null or h.until_at > ${ctx.now()})
    group by 1, 2, 3 order by 2`.execute(ctx.db)
  return rows
}
