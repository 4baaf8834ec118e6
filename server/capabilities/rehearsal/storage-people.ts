import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { type ChangeKind, type Outcome, StoredOutcome } from "./model.ts"

export type PlayedPerson = {
  readonly customerId: string
  readonly draft: Outcome
  readonly live: Outcome | null
  readonly changes: readonly ChangeKind[]
}

type Row = { customerId: string; draft: unknown; live: unknown; changes: ChangeKind[] }
const personOf = (row: Row): PlayedPerson => ({
  ...row,
  draft: StoredOutcome.parse(row.draft),
  live: row.live === null ? null : StoredOutcome.parse(row.live),
})

export async function insertPlayed(ctx: Context, runId: string, people: readonly PlayedPerson[]): Promise<void> {
  if (people.length === 0) return
  const rows = people.map(({ customerId, draft, live, changes }) => ({ customerId, draft, live, changes }))
  await sql`insert into rehearsal.people (brand_id, run_id, customer_id, draft, live, changes)
    select ${ctx.brandId}, ${runId}, (r ->> 'customerId')::uuid, r -> 'draft', nullif(r -> 'live', 'null'),
      array(select jsonb_array_elements_text(r -> 'changes'))
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r`.execute(ctx.db)
}

/** The next people of a run in order of their ids; only those whom something changes when asked. */
export async function selectPlayed(
  ctx: Context,
  runId: string,
  asked: {
    readonly after: string | null
    readonly limit: number
    readonly kind?: ChangeKind | undefined
    readonly changed?: true
  },
): Promise<PlayedPerson[]> {
  const { rows } = await sql<Row>`select customer_id as "customerId", draft, live, changes from rehearsal.people
    where brand_id = ${ctx.brandId} and run_id = ${runId}
      and customer_id > ${asked.after ?? "00000000-0000-0000-0000-000000000000"}::uuid
      ${asked.changed ? sql`and cardinality(changes) > 0` : sql``}
      ${asked.kind ? sql`and ${asked.kind} = any(changes)` : sql``}
    order by customer_id limit ${asked.limit}`.execute(ctx.db)
  return rows.map(personOf)
}

/** Nothing of these people stays with any rehearsal; its sums hold nobody. */
export async function deletePlayed(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`delete from rehearsal.people where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(
    ctx.db,
  )
}

/** A run's people are gone with the run's cancelling, and half a year after it. */
export async function deleteRunPeople(ctx: Context, runIds: readonly string[]): Promise<void> {
  await sql`delete from rehearsal.people where brand_id = ${ctx.brandId} and run_id = any(${runIds}::uuid[])`.execute(
    ctx.db,
  )
}

export async function selectOldRuns(ctx: Context, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select run_id as id from rehearsal.runs r
    where brand_id = ${ctx.brandId} and created_at < ${before}
      and exists (select from rehearsal.people p where p.brand_id = ${ctx.brandId} and p.run_id = r.run_id)`.execute(
    ctx.db,
  )
  return rows.map(({ id }) => id)
}
