import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Hit, Judgement } from "./model.ts"

export async function insertHits(ctx: Context, hits: readonly Hit[]): Promise<void> {
  await sql`insert into engagement.hits (brand_id, hit_id, message_id, what, link, url, at, method, agent, network, signs, visitor)
    select ${ctx.brandId}, h."hitId", h."messageId", h.what, h.link, h.url, h.at, h.method, h.agent, h.network, h.signs, h.visitor
    from jsonb_to_recordset(${JSON.stringify(hits)}::jsonb) as h("hitId" uuid, "messageId" uuid, what text, link int, url text,
      at timestamptz, method text, agent text, network text, signs text[], visitor text)
    on conflict do nothing`.execute(ctx.db)
}

export type JudgedHit = Hit & { readonly verdict: Judgement["verdict"] | null; readonly reason: string | null }

/** A machine that asks a thousand times adds nothing after this many. */
const mostHits = 400

/** The first hits of each of these messages, in their order. */
export async function selectHits(ctx: Context, messageIds: readonly string[]): Promise<JudgedHit[]> {
  const { rows } = await sql<JudgedHit>`
    select h.hit_id as "hitId", h.message_id as "messageId", h.what, h.link, h.url, h.at, h.method, h.agent, h.network, h.signs,
      h.visitor, h.verdict, h.reason
    from unnest(${messageIds}::uuid[]) as m(id)
    cross join lateral (select * from engagement.hits h where h.brand_id = ${ctx.brandId} and h.message_id = m.id
      order by h.at, h.hit_id limit ${mostHits}) h
    order by h.at, h.hit_id`.execute(ctx.db)
  return rows
}

export async function updateVerdicts(ctx: Context, judged: readonly (Judgement & { hitId: string })[]): Promise<void> {
  await sql`update engagement.hits h set verdict = j.verdict, reason = j.reason, judged_at = ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as j("hitId" uuid, verdict text, reason text)
    where h.brand_id = ${ctx.brandId} and h.hit_id = j."hitId"`.execute(ctx.db)
}

/** The message that a reading is of, as it was sent. */
export type Read = {
  readonly messageId: string
  readonly customerId: string | null
  readonly kind: string
  readonly channel: string
  readonly purpose: string
  readonly originKind: string | null
  readonly originId: string | null
  readonly originStep: string | null
  readonly templateId: string | null
  readonly segmentId: string | null
  readonly acceptedAt: Date | null
}

/** The first instant of each kind; null where there is none. They replace what stood there. */
export type Seen = {
  readonly openedHuman: Date | null
  readonly openedUnknown: Date | null
  readonly openedMachine: Date | null
  readonly clickedHuman: Date | null
  readonly clickedUnknown: Date | null
  readonly clickedMachine: Date | null
}

export async function saveSeen(ctx: Context, readings: readonly (Read & Seen)[]): Promise<void> {
  await sql`insert into engagement.readings (brand_id, message_id, customer_id, kind, channel, purpose, origin_kind, origin_id,
      origin_step, template_id, segment_id, accepted_at, opened_human, opened_unknown, opened_machine, clicked_human, clicked_unknown, clicked_machine)
    select ${ctx.brandId}, r."messageId", r."customerId", r.kind, r.channel, r.purpose, r."originKind", r."originId",
      r."originStep", r."templateId", r."segmentId", r."acceptedAt", r."openedHuman", r."openedUnknown", r."openedMachine", r."clickedHuman",
      r."clickedUnknown", r."clickedMachine"
    from jsonb_to_recordset(${JSON.stringify(readings)}::jsonb) as r("messageId" uuid, "customerId" uuid, kind text, channel text,
      purpose text, "originKind" text, "originId" uuid, "originStep" text, "templateId" uuid, "segmentId" uuid, "acceptedAt" timestamptz, "openedHuman" timestamptz,
      "openedUnknown" timestamptz, "openedMachine" timestamptz, "clickedHuman" timestamptz, "clickedUnknown" timestamptz,
      "clickedMachine" timestamptz)
    on conflict (brand_id, message_id) do update set accepted_at = excluded.accepted_at, opened_human = excluded.opened_human,
      opened_unknown = excluded.opened_unknown, opened_machine = excluded.opened_machine,
      clicked_human = excluded.clicked_human, clicked_unknown = excluded.clicked_unknown,
      clicked_machine = excluded.clicked_machine`.execute(ctx.db)
}

export type Ending = Read & {
  readonly bounced: "hard" | "soft" | null
  readonly complained: boolean
  /** By which door she left; null when she did not. */
  readonly leftBy: string | null
  readonly at: Date
}

/** A bounce, a complaint, a leaving: the first of each stays, but a hard bounce outranks a soft one. */
export async function saveEndings(ctx: Context, endings: readonly Ending[]): Promise<void> {
  await sql`insert into engagement.readings as r (brand_id, message_id, customer_id, kind, channel, purpose, origin_kind,
      origin_id, origin_step, template_id, segment_id, accepted_at, bounced, bounced_at, complained_at, left_at, left_by)
    select ${ctx.brandId}, e."messageId", e."customerId", e.kind, e.channel, e.purpose, e."originKind", e."originId",
      e."originStep", e."templateId", e."segmentId", e."acceptedAt", e.bounced, case when e.bounced is not null then e.at end,
      case when e.complained then e.at end, case when e."leftBy" is not null then e.at end, e."leftBy"
    from jsonb_to_recordset(${JSON.stringify(endings)}::jsonb) as e("messageId" uuid, "customerId" uuid, kind text, channel text,
      purpose text, "originKind" text, "originId" uuid, "originStep" text, "templateId" uuid, "segmentId" uuid, "acceptedAt" timestamptz, bounced text,
      complained boolean, "leftBy" text, at timestamptz)
    on conflict (brand_id, message_id) do update set
      bounced = case when r.bounced = 'hard' then 'hard' else coalesce(excluded.bounced, r.bounced) end,
      bounced_at = coalesce(r.bounced_at, excluded.bounced_at),
      complained_at = coalesce(r.complained_at, excluded.complained_at),
      left_at = coalesce(r.left_at, excluded.left_at),
      left_by = coalesce(r.left_by, excluded.left_by)`.execute(ctx.db)
}

/** Nothing of a person stays but numbers. */
export async function forgetReader(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`delete from engagement.hits h using engagement.readings r
    where r.brand_id = ${ctx.brandId} and r.customer_id = any(${customerIds}::uuid[])
      and h.brand_id = r.brand_id and h.message_id = r.message_id`.execute(ctx.db)
  await sql`update engagement.readings set customer_id = null
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
}

/** Hits older than this go; what came of them stays in the readings. */
export async function deleteHitsBefore(ctx: Context, before: Date): Promise<void> {
  await sql`delete from engagement.hits where brand_id = ${ctx.brandId} and at < ${before}`.execute(ctx.db)
}

/** What is known of a person's reading, for their own request (S72). */
export async function selectReadingsOf(ctx: Context, customerIds: readonly string[]) {
  const { rows } = await sql<{ messageId: string; openedAt: Date | null; clickedAt: Date | null; leftAt: Date | null }>`
    select message_id as "messageId", opened_human as "openedAt", clicked_human as "clickedAt", left_at as "leftAt"
    from engagement.readings where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
    order by accepted_at`.execute(ctx.db)
  return rows
}
