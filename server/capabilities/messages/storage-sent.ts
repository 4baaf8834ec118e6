import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { LetterOrigin } from "./model-letter.ts"
import type { MessageState } from "./model-states.ts"
import type { Purpose } from "./model.ts"

/** A message as those know it who watch what becomes of it after it has left. */
export type SentMessage = {
  readonly messageId: string
  readonly customerId: string | null
  readonly kind: string
  readonly purpose: Purpose
  readonly channel: string
  readonly toAddress: string | null
  readonly state: MessageState
  readonly acceptedAt: Date | null
  readonly origin: Omit<LetterOrigin, "version"> | null
  readonly templateId: string | null
  readonly segmentId: string | null
  /** Went to staff, to try a wording out. */
  readonly isTest: boolean
}

type Row = Omit<SentMessage, "origin"> & {
  readonly originKind: LetterOrigin["kind"] | null
  readonly originId: string | null
  readonly originStep: string | null
}

const columns = sql.raw(`message_id as "messageId", customer_id as "customerId", kind, purpose,
  coalesce(channel, 'email') as channel, to_address as "toAddress", state, accepted_at as "acceptedAt",
  origin_kind as "originKind", origin_id as "originId", origin_step as "originStep", template_id as "templateId",
  segment_id as "segmentId", draft is not null as "isTest"`)

const sentOf = ({ originKind, originId, originStep, ...row }: Row): SentMessage => ({
  ...row,
  origin: originKind && originId ? { kind: originKind, id: originId, step: originStep ?? "" } : null,
})

/** These messages, by id; unknown ones are missing. */
export async function selectSent(ctx: Context, messageIds: readonly string[]): Promise<Map<string, SentMessage>> {
  const { rows } = await sql<Row>`select ${columns} from messages.messages
    where brand_id = ${ctx.brandId} and message_id = any(${messageIds}::uuid[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.messageId, sentOf(row)]))
}

/** The message with this Message-ID field (without brackets) among those planned since then. */
export async function selectSentByMailId(ctx: Context, mailId: string, since: Date): Promise<SentMessage | undefined> {
  const { rows } = await sql<Row>`select ${columns} from messages.messages
    where brand_id = ${ctx.brandId} and mail_id = ${mailId} and planned_at >= ${since}`.execute(ctx.db)
  const [row] = rows
  return row && sentOf(row)
}

/** The last letter that one of these ids of a person was sent by a channel between two instants. */
export async function selectLastSent(
  ctx: Context,
  customerIds: readonly string[],
  channel: string,
  from: Date,
  until: Date,
): Promise<SentMessage | undefined> {
  const { rows } = await sql<Row>`select ${columns} from messages.messages
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) and purpose = 'marketing'
      and coalesce(channel, 'email') = ${channel} and state in ('accepted', 'unknown') and draft is null
      and ended_at > ${from} and ended_at <= ${until}
    order by ended_at desc limit 1`.execute(ctx.db)
  const [row] = rows
  return row && sentOf(row)
}

export type SentFilter = {
  readonly kind?: string | undefined
  readonly purpose?: Purpose | undefined
  readonly channel?: string | undefined
  readonly templateId?: string | undefined
  readonly origin?:
    | { readonly kind: LetterOrigin["kind"]; readonly id: string; readonly step?: string | undefined }
    | undefined
  readonly segmentId?: string | undefined
  /** Accepted at or after, and before. */
  readonly from?: Date | undefined
  readonly until?: Date | undefined
}

export type SentGroup = {
  readonly kind: string
  readonly purpose: Purpose
  readonly channel: string
  readonly originKind: LetterOrigin["kind"] | null
  readonly originId: string | null
  readonly originStep: string | null
  readonly count: number
}

const fits = ({ kind, purpose, channel, templateId, origin, segmentId, from, until }: SentFilter) => sql`
  ${kind ? sql`and kind = ${kind}` : sql``}
  ${purpose ? sql`and purpose = ${purpose}` : sql``}
  ${channel ? sql`and coalesce(channel, 'email') = ${channel}` : sql``}
  ${templateId ? sql`and template_id = ${templateId}` : sql``}
  ${origin ? sql`and origin_kind = ${origin.kind} and origin_id = ${origin.id}` : sql``}
  ${origin?.step === undefined ? sql`` : sql`and origin_step = ${origin.step}`}
  ${segmentId ? sql`and segment_id = ${segmentId}` : sql``}
  ${from ? sql`and planned_at >= ${new Date(from.getTime() - longestWaitMs)} and ended_at >= ${from}` : sql``}
  ${until ? sql`and ended_at < ${until}` : sql``}`

/** How many messages were taken over by the other side, by kind and origin. Tests of wordings are left out. */
export async function countSent(ctx: Context, filter: SentFilter): Promise<SentGroup[]> {
  const { rows } = await sql<SentGroup>`
    select kind, purpose, coalesce(channel, 'email') as channel, origin_kind as "originKind", origin_id as "originId",
      origin_step as "originStep", count(*)::int as count
    from messages.messages where brand_id = ${ctx.brandId} and state in ('accepted', 'unknown') and draft is null
      ${fits(filter)}
    group by 1, 2, 3, 4, 5, 6 order by 7 desc`.execute(ctx.db)
  return rows
}

/** The same by the segment that a letter was planned for; null: for none. */
export async function countSentBySegment(
  ctx: Context,
  filter: SentFilter,
): Promise<{ readonly segmentId: string | null; readonly count: number }[]> {
  const { rows } = await sql<{ segmentId: string | null; count: number }>`
    select segment_id as "segmentId", count(*)::int as count
    from messages.messages where brand_id = ${ctx.brandId} and state in ('accepted', 'unknown') and draft is null
      ${fits(filter)}
    group by 1 order by 2 desc limit 200`.execute(ctx.db)
  return rows
}

/** A message ends this long after it was planned at the latest, as a rule: by it the index over time is of use. */
const longestWaitMs = 30 * 86_400_000

/** Addresses at this domain whose last mail was refused for good since then. */
export async function selectRefusedAddresses(ctx: Context, domain: string, since: Date): Promise<string[]> {
  const { rows } = await sql<{ toAddress: string }>`select distinct to_address as "toAddress" from messages.messages
    where brand_id = ${ctx.brandId} and state = 'failed' and ended_at >= ${since} and to_key like ${`%@${domain.replace(/[\\%_]/g, "\\$&")}`}
      and to_address is not null`.execute(ctx.db)
  return rows.map(({ toAddress }) => toAddress)
}

/** How many letters each of these people got by mail since then; none is missing. */
export async function countLettersTo(
  ctx: Context,
  customerIds: readonly string[],
  since: Date,
): Promise<Map<string, number>> {
  const { rows } = await sql<{
    customerId: string
    count: number
  }>`select customer_id as "customerId", count(*)::int as count
    from messages.messages where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
      and purpose = 'marketing' and coalesce(channel, 'email') = 'email' and state in ('accepted', 'unknown') and draft is null
      and ended_at >= ${since} group by 1`.execute(ctx.db)
  return new Map(rows.map((row) => [row.customerId, row.count]))
}

/** People who got at least so many letters by mail since then, by id, after one id. */
export async function selectManyLettered(
  ctx: Context,
  letters: number,
  since: Date,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ customerId: string }>`select customer_id as "customerId" from messages.messages
    where brand_id = ${ctx.brandId} and customer_id > ${after}::uuid and purpose = 'marketing'
      and coalesce(channel, 'email') = 'email' and state in ('accepted', 'unknown') and draft is null and ended_at >= ${since}
    group by 1 having count(*) >= ${letters} order by 1 limit ${limit}`.execute(ctx.db)
  return rows.map(({ customerId }) => customerId)
}
