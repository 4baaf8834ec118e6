import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { ConsentState, Holding, Joined, Said } from "./consent-rules.ts"

export type ConsentLine = Said & {
  readonly entryId: string
  readonly source: string
  readonly wording: string | null
  readonly wordingHash: string | null
  readonly locale: string | null
  readonly ip: string | null
  readonly evidence: Record<string, unknown> | null
}

/** Adds lines to the ledger. Returns those that were not there already. */
export async function insertConsents(ctx: Context, lines: readonly ConsentLine[]): Promise<Set<string>> {
  const rows = lines.map((l) => ({ ...l, customer_id: l.customerId, entry_id: l.entryId, wording_hash: l.wordingHash }))
  const { rows: fresh } = await sql<{ entryId: string }>`
    insert into customers.consents (brand_id, customer_id, entry_id, channel, purpose, state, source, wording, wording_hash, locale, ip, evidence,
      at, recorded_at, actor, cause)
    select ${ctx.brandId}, customer_id, entry_id, channel, purpose, state, source, wording, wording_hash, locale, ip, evidence, at, ${ctx.now()},
      ${JSON.stringify(ctx.actor)}::jsonb, ${ctx.cause}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(customer_id uuid, entry_id uuid, channel text, purpose text, state text,
      source text, wording text, wording_hash text, locale text, ip inet, evidence jsonb, at timestamptz)
    on conflict do nothing
    returning entry_id as "entryId"`.execute(ctx.db)
  return new Set(fresh.map((row) => row.entryId))
}

export type ConsentChange = {
  customerId: string
  channel: string
  purpose: string
  state: ConsentState
  before: ConsentState | null
}

/** Lets new words take effect for people who are one profile: the later one, at one instant the stricter. Returns what changed. */
export async function applyConsents(ctx: Context, lines: readonly Said[]): Promise<ConsentChange[]> {
  if (lines.length === 0) return []
  const rows = lines.map((l) => ({
    customer_id: l.customerId,
    channel: l.channel,
    purpose: l.purpose,
    state: l.state,
    since: l.at,
  }))
  const strictness = sql.raw("array['withdrawn', 'pending', 'imported_unverified', 'given']")
  const { rows: changed } = await sql<ConsentChange>`
    insert into customers.consent_states as c (brand_id, customer_id, channel, purpose, state, since)
    select distinct on (customer_id, channel, purpose) ${ctx.brandId}::uuid, customer_id, channel, purpose, state, since
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(customer_id uuid, channel text, purpose text, state text, since timestamptz)
    order by customer_id, channel, purpose, since desc, array_position(${strictness}, state)
    on conflict (brand_id, customer_id, channel, purpose) do update set state = excluded.state, since = excluded.since
    where excluded.since > c.since
      or (excluded.since = c.since and array_position(${strictness}, excluded.state) < array_position(${strictness}, c.state))
    returning new.customer_id as "customerId", new.channel, new.purpose, new.state, old.state as before`.execute(ctx.db)
  return changed.filter((change) => change.before !== change.state)
}

/** All lines of these profiles, in the order of time. */
export async function selectConsents(
  ctx: Context,
  customerIds: readonly string[],
): Promise<(ConsentLine & { recordedAt: Date })[]> {
  const { rows } = await sql<ConsentLine & { recordedAt: Date }>`
    select customer_id as "customerId", entry_id as "entryId", channel, purpose, state, source, wording, wording_hash as "wordingHash", locale,
      host(ip) as ip, evidence, at, recorded_at as "recordedAt"
    from customers.consents where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
    order by at, recorded_at, entry_id`.execute(ctx.db)
  return rows
}

/** The merges among these profiles that stand. */
export async function selectJoined(
  ctx: Context,
  customerIds: readonly string[],
): Promise<(Joined & { mergeId: string })[]> {
  const { rows } = await sql<Joined & { mergeId: string }>`
    select merge_id as "mergeId", from_id as "fromId", into_id as "intoId", merged_at as at from customers.merges
    where brand_id = ${ctx.brandId} and from_id = any(${customerIds}::uuid[]) and undone_at is null`.execute(ctx.db)
  return rows
}

/** What holds for one person now. */
export async function selectHolding(ctx: Context, rootId: string): Promise<Holding[]> {
  const { rows } = await sql<Holding>`
    select channel, purpose, state, since from customers.consent_states
    where brand_id = ${ctx.brandId} and customer_id = ${rootId} order by channel, purpose`.execute(ctx.db)
  return rows
}

/** Puts in place what was worked out for a root. Returns what changed. */
export async function replaceHolding(
  ctx: Context,
  rootId: string,
  holding: readonly Holding[],
): Promise<ConsentChange[]> {
  const { rows } = await sql<ConsentChange>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(holding)}::jsonb) as r(channel text, purpose text, state text, since timestamptz)
    ), gone as (
      delete from customers.consent_states c where c.brand_id = ${ctx.brandId} and c.customer_id = ${rootId}
        and not exists (select from wanted w where w.channel = c.channel and w.purpose = c.purpose)
    )
    insert into customers.consent_states as c (brand_id, customer_id, channel, purpose, state, since)
    select ${ctx.brandId}, ${rootId}, channel, purpose, state, since from wanted
    on conflict (brand_id, customer_id, channel, purpose) do update set state = excluded.state, since = excluded.since
    returning new.customer_id as "customerId", new.channel, new.purpose, new.state, old.state as before`.execute(ctx.db)
  return rows.filter((change) => change.before !== change.state)
}

/** The states of many roots for one channel and purpose; who never said anything is missing. */
export async function selectStates(
  ctx: Context,
  rootIds: readonly string[],
  channel: string,
  purpose: string,
): Promise<{ customerId: string; state: ConsentState }[]> {
  const { rows } = await sql<{ customerId: string; state: ConsentState }>`
    select customer_id as "customerId", state from customers.consent_states
    where brand_id = ${ctx.brandId} and customer_id = any(${rootIds}::uuid[]) and channel = ${channel} and purpose = ${purpose}`.execute(
    ctx.db,
  )
  return rows
}

/** How many people hold each state, by channel and purpose. */
export async function countStates(
  ctx: Context,
): Promise<{ channel: string; purpose: string; state: ConsentState; people: number }[]> {
  const { rows } = await sql<{ channel: string; purpose: string; state: ConsentState; people: number }>`
    select channel, purpose, state, count(*)::int as people from customers.consent_states
    where brand_id = ${ctx.brandId} group by 1, 2, 3 order by 1, 2, 3`.execute(ctx.db)
  return rows
}

/** Takes away where and what somebody saw; that and when they agreed or refused stays. */
export async function forgetConsentDetails(ctx: Context, customerId: string): Promise<void> {
  await sql`select customers.forget_consent_details(${customerId})`.execute(ctx.db)
}
