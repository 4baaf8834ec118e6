import { sql } from "kysely"
import type { SentFilter } from "#messages"
import type { Context } from "#kernel/context"

export type ReadingCounts = {
  readonly kind: string
  readonly channel: string
  readonly originId: string | null
  readonly originStep: string | null
  readonly openedHuman: number
  readonly openedUnknown: number
  readonly openedMachine: number
  readonly clickedHuman: number
  readonly clickedUnknown: number
  readonly clickedMachine: number
  readonly hard: number
  readonly soft: number
  readonly complained: number
  readonly left: number
}

const fits = ({ kind, purpose, channel, templateId, segmentId, origin, from, until }: SentFilter) => sql`
  ${kind ? sql`and r.kind = ${kind}` : sql``}
  ${purpose ? sql`and r.purpose = ${purpose}` : sql``}
  ${channel ? sql`and r.channel = ${channel}` : sql``}
  ${templateId ? sql`and r.template_id = ${templateId}` : sql``}
  ${segmentId ? sql`and r.segment_id = ${segmentId}` : sql``}
  ${origin ? sql`and r.origin_kind = ${origin.kind} and r.origin_id = ${origin.id}` : sql``}
  ${origin?.step === undefined ? sql`` : sql`and r.origin_step = ${origin.step}`}
  ${from ? sql`and r.accepted_at >= ${from}` : sql``}
  ${until ? sql`and r.accepted_at < ${until}` : sql``}`

/** Each message counts once, as the best of who touched it: a person, then who can't be told, then a machine. */
const counts = sql.raw(`
  (count(*) filter (where opened_human is not null))::int as "openedHuman",
  (count(*) filter (where opened_human is null and opened_unknown is not null))::int as "openedUnknown",
  (count(*) filter (where opened_human is null and opened_unknown is null and opened_machine is not null))::int as "openedMachine",
  (count(*) filter (where clicked_human is not null))::int as "clickedHuman",
  (count(*) filter (where clicked_human is null and clicked_unknown is not null))::int as "clickedUnknown",
  (count(*) filter (where clicked_human is null and clicked_unknown is null and clicked_machine is not null))::int
    as "clickedMachine",
  (count(*) filter (where bounced = 'hard'))::int as hard, (count(*) filter (where bounced = 'soft'))::int as soft,
  (count(*) filter (where complained_at is not null))::int as complained,
  (count(*) filter (where left_at is not null))::int as "left"`)

export async function selectReadingCounts(ctx: Context, filter: SentFilter): Promise<ReadingCounts[]> {
  const { rows } = await sql<ReadingCounts>`
    select r.kind, r.channel, r.origin_id as "originId", r.origin_step as "originStep", ${counts}
    from engagement.readings r where r.brand_id = ${ctx.brandId} ${fits(filter)} group by 1, 2, 3, 4`.execute(ctx.db)
  return rows
}

type SegmentCounts = Omit<ReadingCounts, "kind" | "channel" | "originId" | "originStep"> & {
  readonly segmentId: string | null
}

export async function selectCountsBySegment(ctx: Context, filter: SentFilter): Promise<SegmentCounts[]> {
  const { rows } = await sql<SegmentCounts>`select r.segment_id as "segmentId", ${counts}
    from engagement.readings r where r.brand_id = ${ctx.brandId} ${fits(filter)} group by 1`.execute(ctx.db)
  return rows
}

/** How often each link was followed: messages by the best of who followed it. The most followed first. */
export async function selectLinks(ctx: Context, filter: SentFilter) {
  const { rows } = await sql<{ url: string; human: number; unknown: number; machine: number }>`
    with followed as (
      select h.url, h.message_id, bool_or(h.verdict = 'human') as human, bool_or(h.verdict = 'unknown') as unknown
      from engagement.readings r join engagement.hits h on h.brand_id = r.brand_id and h.message_id = r.message_id
      where r.brand_id = ${ctx.brandId} and h.what = 'click' and h.url is not null and h.verdict is not null ${fits(filter)}
      group by 1, 2
    )
    select url, (count(*) filter (where human))::int as human,
      (count(*) filter (where not human and unknown))::int as unknown,
      (count(*) filter (where not human and not unknown))::int as machine
    from followed group by 1 order by 2 desc, 1 limit 200`.execute(ctx.db)
  return rows
}

export async function selectLeavings(ctx: Context, filter: SentFilter) {
  const { rows } = await sql<{ by: string; count: number }>`
    select r.left_by as by, count(*)::int as count from engagement.readings r
    where r.brand_id = ${ctx.brandId} and r.left_by is not null ${fits(filter)} group by 1 order by 2 desc, 1`.execute(
    ctx.db,
  )
  return rows
}

export type HitCount = {
  readonly what: string
  readonly verdict: string
  readonly reason: string
  readonly count: number
}

/** Why hits since then were judged as they were. */
export async function selectReasons(ctx: Context, from: Date): Promise<HitCount[]> {
  const { rows } = await sql<HitCount>`select what, verdict, reason, count(*)::int as count from engagement.hits
    where brand_id = ${ctx.brandId} and at >= ${from} and verdict is not null
    group by 1, 2, 3 order by 4 desc`.execute(ctx.db)
  return rows
}
