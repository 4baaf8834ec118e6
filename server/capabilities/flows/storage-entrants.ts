import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Entrant, EntryRow, Place, Start } from "./model-stored.ts"

const iso = (at: Date) => at.toISOString()

/** Asks for people to come in, each key once. Whether they may is decided when it is their turn. */
export async function insertEntrants(ctx: Context, all: readonly Entrant[]): Promise<number> {
  if (all.length === 0) return 0
  const { numAffectedRows } = await sql`
    insert into flows.entrants (brand_id, flow_id, entry_key, customer_id, at, facts)
    select ${ctx.brandId}, x.* from unnest(${all.map((e) => e.flowId)}::uuid[], ${all.map((e) => e.entryKey)}::text[],
      ${all.map((e) => e.customerId)}::uuid[], ${all.map((e) => iso(e.at))}::timestamptz[],
      ${all.map((e) => JSON.stringify(e.facts))}::jsonb[]) as x(flow_id, entry_key, customer_id, at, facts)
    where not exists (select from flows.entries e where e.brand_id = ${ctx.brandId} and e.flow_id = x.flow_id and e.entry_key = x.entry_key)
    on conflict do nothing`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

/** Which of these brands have somebody waiting to come in, or a start under way. In the platform's context. */
export async function brandsEntering(ctx: Context, brandIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from unnest(${[...brandIds]}::uuid[]) as b(id)
    where exists (select from flows.entrants e where e.brand_id = b.id)
      or exists (select from flows.starts s where s.brand_id = b.id and s.done_at is null)`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** The next in the line, taken out of it. They stand or fall with what is decided in the same transaction. */
export async function takeEntrants(ctx: Context, limit: number): Promise<Entrant[]> {
  const { rows } = await sql<Entrant & { seq: number }>`
    delete from flows.entrants e using (
      select brand_id, flow_id, entry_key from flows.entrants where brand_id = ${ctx.brandId} order by seq limit ${limit}
      for update skip locked) t
    where e.brand_id = t.brand_id and e.flow_id = t.flow_id and e.entry_key = t.entry_key
    returning e.flow_id as "flowId", e.entry_key as "entryKey", e.seq, e.customer_id as "customerId", e.at, e.facts`.execute(
    ctx.db,
  )
  return rows.sort((a, b) => a.seq - b.seq).map(({ seq: _seq, ...entrant }) => entrant)
}

export async function insertEntries(ctx: Context, all: readonly EntryRow[]): Promise<void> {
  if (all.length === 0) return
  await sql`
    insert into flows.entries (brand_id, flow_id, entry_key, customer_id, version, at, decided_at, outcome, run_id, seen)
    select ${ctx.brandId}, x.flow_id, x.entry_key, x.customer_id, x.version, x.at, ${ctx.now()}, x.outcome, x.run_id, x.seen
    from unnest(${all.map((e) => e.flowId)}::uuid[], ${all.map((e) => e.entryKey)}::text[], ${all.map((e) => e.customerId)}::uuid[],
      ${all.map((e) => e.version)}::int[], ${all.map((e) => iso(e.at))}::timestamptz[], ${all.map((e) => e.outcome)}::text[],
      ${all.map((e) => e.runId)}::uuid[], ${all.map((e) => JSON.stringify(e.seen))}::jsonb[])
      as x(flow_id, entry_key, customer_id, version, at, outcome, run_id, seen)
    on conflict do nothing`.execute(ctx.db)
}

/** Which of these entries were decided before. */
export async function decidedKeys(
  ctx: Context,
  all: readonly { readonly flowId: string; readonly entryKey: string }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ flowId: string; entryKey: string }>`
    select e.flow_id as "flowId", e.entry_key as "entryKey" from flows.entries e
    join unnest(${all.map((e) => e.flowId)}::uuid[], ${all.map((e) => e.entryKey)}::text[]) as x(flow_id, entry_key)
      on x.flow_id = e.flow_id and x.entry_key = e.entry_key where e.brand_id = ${ctx.brandId}`.execute(ctx.db)
  return new Set(rows.map(({ flowId, entryKey }) => `${flowId} ${entryKey}`))
}

/** When each of these people came into a flow last, and whether she is in it. */
export type Past = { readonly lastAt: Date; readonly isInside: boolean }

export async function selectPast(
  ctx: Context,
  flowId: string,
  customerIds: readonly string[],
): Promise<Map<string, Past>> {
  const { rows } = await sql<{ id: string; lastAt: Date; isInside: boolean }>`
    select customer_id as id, max(entered_at) as "lastAt", bool_or(state <> 'ended') as "isInside" from flows.runs
    where brand_id = ${ctx.brandId} and flow_id = ${flowId} and customer_id = any(${[...customerIds]}::uuid[]) and ended_by is distinct from 'merged'
    group by 1`.execute(ctx.db)
  return new Map(rows.map(({ id, lastAt, isInside }) => [id, { lastAt, isInside }]))
}

/** A time has come at which many are to come in: each once. */
export async function insertStarts(
  ctx: Context,
  starts: readonly { readonly flowId: string; readonly key: string; readonly at: Date; readonly missed: boolean }[],
): Promise<void> {
  if (starts.length === 0) return
  await sql`insert into flows.starts (brand_id, flow_id, key, at, missed, done_at)
    select ${ctx.brandId}, x.flow_id, x.key, x.at, x.missed, case when x.missed then ${ctx.now()}::timestamptz end
    from unnest(${starts.map((s) => s.flowId)}::uuid[], ${starts.map((s) => s.key)}::text[], ${starts.map((s) => iso(s.at))}::timestamptz[],
      ${starts.map((s) => s.missed)}::boolean[]) as x(flow_id, key, at, missed)
    on conflict do nothing`.execute(ctx.db)
}

/** Up to when the times of a flow's trigger were dealt with; never back. */
export async function markTimed(ctx: Context, flowId: string, until: Date): Promise<void> {
  await sql`update flows.flows set timed_until = greatest(timed_until, ${until})
    where brand_id = ${ctx.brandId} and flow_id = ${flowId}`.execute(ctx.db)
}

/** The oldest start that is not read to its end, ours until the transaction ends. */
export async function claimStart(ctx: Context): Promise<Start | undefined> {
  const { rows } = await sql<Start>`
    select flow_id as "flowId", key, at, after, found from flows.starts
    where brand_id = ${ctx.brandId} and done_at is null order by at limit 1 for update skip locked`.execute(ctx.db)
  return rows[0]
}

/** So far it was read. Without `after` to the end. */
export async function moveStart(
  ctx: Context,
  { flowId, key }: Pick<Start, "flowId" | "key">,
  found: number,
  after: string | null,
): Promise<void> {
  await sql`update flows.starts set after = coalesce(${after}::uuid, after), found = found + ${found},
      done_at = case when ${after}::uuid is null then ${ctx.now()}::timestamptz end
    where brand_id = ${ctx.brandId} and flow_id = ${flowId} and key = ${key}`.execute(ctx.db)
}

/** The cursor over the facts, ours for a while; undefined while another process has it. */
export async function leaseFacts(ctx: Context, owner: string, leaseMs: number): Promise<Place | undefined> {
  await sql`insert into flows.cursors (brand_id) values (${ctx.brandId}) on conflict do nothing`.execute(ctx.db)
  const { rows } = await sql<Place>`
    update flows.cursors set leased_by = ${owner}, leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where brand_id = ${ctx.brandId} and (leased_by = ${owner} or coalesce(leased_until < clock_timestamp(), true))
    returning upto::text as xid, upto_seq as seq`.execute(ctx.db)
  return rows[0]
}

/** Moves the cursor, if it is still ours. */
export async function moveFacts(ctx: Context, owner: string, to: Place): Promise<void> {
  await sql`update flows.cursors set upto = ${to.xid}::xid8, upto_seq = ${to.seq}
    where brand_id = ${ctx.brandId} and leased_by = ${owner}`.execute(ctx.db)
}

/** What live flows are set off by, brand by brand. The context's own brand only, unless it is the platform's. */
export type Heard = {
  readonly brandId: string
  readonly flowId: string
  readonly version: number
  readonly names: readonly string[]
  readonly liveSince: Date
  readonly state: "live" | "paused"
}

export async function selectHeard(ctx: Context): Promise<Heard[]> {
  const { rows } = await sql<Heard>`
    select brand_id as "brandId", flow_id as "flowId", live_version as version, trigger_names as names, live_since as "liveSince", state
    from flows.flows where state in ('live', 'paused') and live_version is not null`.execute(ctx.db)
  return rows
}
