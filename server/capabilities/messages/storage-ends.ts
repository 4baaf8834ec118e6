import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { MessageState } from "./model-states.ts"

/** Whose letters: a campaign's or flow's, or one step of it. */
type Origin = { readonly id: string; readonly step?: string | undefined }

/** So many letters of an origin stand at this; all of them together are what was planned (G3). */
export type LetterEnd = {
  readonly version: number
  readonly step: string
  /** Null while no channel is chosen. */
  readonly channel: string | null
  readonly state: MessageState
  readonly reason: string | null
  readonly count: number
}

const ofOrigin = (ctx: Context, { id, step }: Origin) =>
  sql`brand_id = ${ctx.brandId} and origin_id = ${id}::uuid ${step === undefined ? sql`` : sql`and origin_step = ${step}`}`

/** Where the letters of an origin stand, counted from their rows (R6). */
export async function selectLetterEnds(ctx: Context, origin: Origin): Promise<LetterEnd[]> {
  const { rows } = await sql<LetterEnd>`
    select origin_version as version, origin_step as step, channel, state, reason, count(*)::int as count
    from messages.messages where ${ofOrigin(ctx, origin)}
    group by 1, 2, 3, 4, 5 order by 1, 2, 6 desc`.execute(ctx.db)
  return rows
}

export type OpenLetters = {
  readonly version: number
  readonly planned: number
  /** Not ended. */
  readonly open: number
  /** Of the open ones those whose time has come and that wait for nothing. */
  readonly runnable: number
  /** Ended because their words could not be filled in. */
  readonly unrendered: number
}

/** How far the letters of an origin have come, by its version. */
export async function selectOpenLetters(ctx: Context, origin: Origin): Promise<OpenLetters[]> {
  const { rows } = await sql<OpenLetters>`
    select origin_version as version, count(*)::int as planned,
      (count(*) filter (where ended_at is null))::int as open,
      (count(*) filter (where state in ('planned', 'attempting', 'retrying') and send_at <= ${ctx.now()}))::int as runnable,
      (count(*) filter (where state = 'failed' and reason like 'render%'))::int as unrendered
    from messages.messages where ${ofOrigin(ctx, origin)} group by 1 order by 1`.execute(ctx.db)
  return rows
}

export type LetterPerson = {
  readonly messageId: string
  readonly customerId: string
  readonly version: number
  readonly step: string
  readonly channel: string | null
  readonly state: MessageState
  readonly reason: string | null
  readonly sendAt: Date | null
  readonly endedAt: Date | null
}

export type LetterFilter = Origin & {
  readonly version?: number | undefined
  readonly state?: string | undefined
  readonly reason?: string | undefined
  readonly channel?: string | undefined
}

/** The people behind a number, in order of their letters' ids, after this one. */
export async function selectLetterPeople(
  ctx: Context,
  { version, state, reason, channel, ...origin }: LetterFilter,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<LetterPerson[]> {
  const { rows } = await sql<LetterPerson>`
    select message_id as "messageId", customer_id as "customerId", origin_version as version, origin_step as step, channel,
      state, reason, send_at as "sendAt", ended_at as "endedAt"
    from messages.messages where ${ofOrigin(ctx, origin)} and customer_id is not null
      ${version === undefined ? sql`` : sql`and origin_version = ${version}`}
      ${state === undefined ? sql`` : sql`and state = ${state}`}
      ${reason === undefined ? sql`` : sql`and reason = ${reason}`}
      ${channel === undefined ? sql`` : sql`and channel = ${channel}`}
      ${after === null ? sql`` : sql`and message_id > ${after}::uuid`}
    order by message_id limit ${limit}`.execute(ctx.db)
  return rows
}

/** By which channel a letter is on its way at this moment; undefined when it is not, or nobody wrote it down. */
export async function selectChannelUnderWay(ctx: Context, messageId: string): Promise<string | undefined> {
  const { rows } = await sql<{ channel: string | null }>`select channel from messages.messages
    where brand_id = ${ctx.brandId} and message_id = ${messageId} and state = 'attempting'`.execute(ctx.db)
  return rows[0]?.channel ?? undefined
}
