import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { type IssueWeight, RingReport, type RingState } from "./model-ring.ts"
import { Numbers } from "./model-numbers.ts"

export type Ring = {
  readonly ringId: string
  readonly name: string
  readonly goal: string
  readonly state: RingState
  readonly numbers: Numbers
  readonly revision: number
  readonly starts: Date | null
  readonly ends: Date
  readonly endedAt: Date | null
  readonly report: RingReport | null
  readonly createdAt: Date
  readonly people: number
}

const columns = sql.raw(`r.ring_id as "ringId", r.name, r.goal, r.state, r.numbers, r.revision, r.starts, r.ends,
  r.ended_at as "endedAt", r.report, r.created_at as "createdAt", (select count(*)::int from rehearsal.ring_people p
    where p.brand_id = r.brand_id and p.ring_id = r.ring_id) as people`)

type Row = Omit<Ring, "numbers" | "report"> & { readonly numbers: unknown; readonly report: unknown }
const ringOf = (row: Row): Ring => ({
  ...row,
  numbers: Numbers.parse(row.numbers),
  report: row.report === null ? null : RingReport.parse(row.report),
})

type NewRing = Pick<Ring, "ringId" | "name" | "goal" | "numbers" | "ends">

export async function insertRing(ctx: Context, { ringId, name, goal, numbers, ends }: NewRing): Promise<void> {
  await sql`insert into rehearsal.rings (brand_id, ring_id, name, goal, numbers, ends, created_at)
    values (${ctx.brandId}, ${ringId}, ${name}, ${goal}, ${JSON.stringify(numbers)}::jsonb, ${ends}, ${ctx.now()})`.execute(
    ctx.db,
  )
}

export async function selectRing(ctx: Context, ringId: string): Promise<Ring | undefined> {
  const { rows } = await sql<Row>`select ${columns} from rehearsal.rings r
    where r.brand_id = ${ctx.brandId} and r.ring_id = ${ringId}`.execute(ctx.db)
  return rows.map(ringOf)[0]
}

/** One at a time: who changes a ring waits for whoever is at it. */
export async function holdRing(ctx: Context, ringId: string): Promise<void> {
  await sql`select from rehearsal.rings where brand_id = ${ctx.brandId} and ring_id = ${ringId} for update`.execute(
    ctx.db,
  )
}

export async function selectRings(ctx: Context): Promise<Ring[]> {
  const { rows } = await sql<Row>`select ${columns} from rehearsal.rings r
    where r.brand_id = ${ctx.brandId} order by r.created_at desc, r.ring_id desc limit 200`.execute(ctx.db)
  return rows.map(ringOf)
}

/** Whether any ring runs or has just ended: only then can an order belong to one. */
export async function selectHasRings(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select exists (select from rehearsal.rings
    where brand_id = ${ctx.brandId} and state in ('running', 'ended')) as has`.execute(ctx.db)
  return rows[0]?.has ?? false
}

/** The running ring of each of these people, by the ids that they were chosen by. */
export async function selectRingsOf(
  ctx: Context,
  customerIds: readonly string[],
): Promise<{ customerId: string; ringId: string; numbers: Numbers; revision: number; starts: Date }[]> {
  if (customerIds.length === 0) return []
  const { rows } = await sql<{ customerId: string; ringId: string; numbers: unknown; revision: number; starts: Date }>`
    select p.customer_id as "customerId", r.ring_id as "ringId", r.numbers, r.revision, r.starts from rehearsal.ring_people p
    join rehearsal.rings r on r.brand_id = p.brand_id and r.ring_id = p.ring_id and r.state = 'running'
    where p.brand_id = ${ctx.brandId} and p.customer_id = any(${[...customerIds]}::uuid[])`.execute(ctx.db)
  return rows.map((row) => ({ ...row, numbers: Numbers.parse(row.numbers) }))
}

type RingChange = {
  readonly name?: string | undefined
  readonly goal?: string | undefined
  readonly numbers?: Numbers | undefined
  readonly ends?: Date | undefined
}

/** False when somebody else was faster. */
export async function updateRing(ctx: Context, ringId: string, change: RingChange, basedOn: number): Promise<boolean> {
  const { numAffectedRows } = await sql`update rehearsal.rings set name = coalesce(${change.name ?? null}, name),
      goal = coalesce(${change.goal ?? null}, goal), ends = coalesce(${change.ends ?? null}::timestamptz, ends),
      numbers = coalesce(${change.numbers ? JSON.stringify(change.numbers) : null}::jsonb, numbers), revision = revision + 1
    where brand_id = ${ctx.brandId} and ring_id = ${ringId} and revision = ${basedOn}`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function setRingState(
  ctx: Context,
  ringId: string,
  state: RingState,
  report: RingReport | null,
): Promise<void> {
  await sql`update rehearsal.rings set state = ${state},
      starts = case when ${state} = 'running' then ${ctx.now()} else starts end,
      ended_at = case when ${state} in ('ended', 'committed', 'wiped') then coalesce(ended_at, ${ctx.now()}) end,
      report = coalesce(${report ? JSON.stringify(report) : null}::jsonb, report)
    where brand_id = ${ctx.brandId} and ring_id = ${ringId}`.execute(ctx.db)
}

/** Those whose end has come. */
export async function selectDueRings(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select ring_id as id from rehearsal.rings
    where brand_id = ${ctx.brandId} and state = 'running' and ends <= ${ctx.now()}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

export type RingPerson = {
  readonly customerId: string
  readonly addedAt: Date
  readonly score: number | null
  readonly words: string | null
}

export async function selectRingPeople(ctx: Context, ringId: string): Promise<RingPerson[]> {
  const { rows } = await sql<RingPerson>`select customer_id as "customerId", added_at as "addedAt", score, words
    from rehearsal.ring_people where brand_id = ${ctx.brandId} and ring_id = ${ringId} order by added_at, customer_id`.execute(
    ctx.db,
  )
  return rows
}

export async function insertRingPeople(ctx: Context, ringId: string, customerIds: readonly string[]): Promise<void> {
  await sql`insert into rehearsal.ring_people (brand_id, ring_id, customer_id, added_at)
    select ${ctx.brandId}, ${ringId}, id, ${ctx.now()} from unnest(${[...customerIds]}::uuid[]) as u(id)
    on conflict do nothing`.execute(ctx.db)
}

export async function deleteRingPeople(ctx: Context, ringId: string, customerIds?: readonly string[]): Promise<void> {
  await sql`delete from rehearsal.ring_people where brand_id = ${ctx.brandId} and ring_id = ${ringId}
    ${customerIds ? sql`and customer_id = any(${[...customerIds]}::uuid[])` : sql``}`.execute(ctx.db)
}

/** How many of these are in another ring that is running or waits for its decision. */
export async function countInOtherRings(ctx: Context, ringId: string, customerIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(distinct p.customer_id)::int as n from rehearsal.ring_people p
    join rehearsal.rings r on r.brand_id = p.brand_id and r.ring_id = p.ring_id and r.state in ('running', 'ended')
    where p.brand_id = ${ctx.brandId} and p.ring_id <> ${ringId} and p.customer_id = any(${[...customerIds]}::uuid[])`.execute(
    ctx.db,
  )
  return rows[0]?.n ?? 0
}

/** False for who is not in the ring. */
export async function saveFeedback(
  ctx: Context,
  ringId: string,
  { customerId, score, words }: { customerId: string; score: number; words: string },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update rehearsal.ring_people set score = ${score}, words = ${words}, answered_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and ring_id = ${ringId} and customer_id = ${customerId}`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** She is nowhere in any ring any more, nor is what she said. */
export async function forgetRingPeople(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`delete from rehearsal.ring_people where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[])`.execute(
    ctx.db,
  )
}

/** Two are one person: who of them was in a ring is in it. */
export async function moveRingPerson(ctx: Context, from: string, into: string): Promise<void> {
  await sql`insert into rehearsal.ring_people (brand_id, ring_id, customer_id, added_at, score, words, answered_at)
    select brand_id, ring_id, ${into}, added_at, score, words, answered_at from rehearsal.ring_people
    where brand_id = ${ctx.brandId} and customer_id = ${from} on conflict do nothing`.execute(ctx.db)
  await sql`delete from rehearsal.ring_people where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(ctx.db)
}

export type RingIssue = {
  readonly issueId: string
  readonly title: string
  readonly words: string
  readonly weight: IssueWeight
  readonly revision: number
  readonly settledIn: number | null
  readonly foundAt: Date
  readonly settledAt: Date | null
}

export async function selectRingIssues(ctx: Context, ringId: string): Promise<RingIssue[]> {
  const { rows } =
    await sql<RingIssue>`select issue_id as "issueId", title, words, weight, revision, settled_in as "settledIn",
      found_at as "foundAt", settled_at as "settledAt"
    from rehearsal.ring_issues where brand_id = ${ctx.brandId} and ring_id = ${ringId}
    order by settled_at is not null, found_at desc, issue_id desc`.execute(ctx.db)
  return rows
}

type NewIssue = Pick<RingIssue, "issueId" | "title" | "words" | "weight" | "revision">

export async function insertRingIssue(ctx: Context, ringId: string, issue: NewIssue): Promise<void> {
  await sql`insert into rehearsal.ring_issues (brand_id, issue_id, ring_id, title, words, weight, revision, found_at)
    values (${ctx.brandId}, ${issue.issueId}, ${ringId}, ${issue.title}, ${issue.words}, ${issue.weight}, ${issue.revision}, ${ctx.now()})`.execute(
    ctx.db,
  )
}

/** False when there is no such issue in this ring. */
export async function settleRingIssue(
  ctx: Context,
  ringId: string,
  issueId: string,
  revision: number | null,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update rehearsal.ring_issues set settled_in = ${revision}::int,
      settled_at = ${revision === null ? null : ctx.now()}
    where brand_id = ${ctx.brandId} and ring_id = ${ringId} and issue_id = ${issueId}`.execute(ctx.db)
  return numAffectedRows === 1n
}
