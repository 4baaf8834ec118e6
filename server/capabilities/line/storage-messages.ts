import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Said } from "./model.ts"

export type NewSaid = Pick<Said, "messageId" | "lineId" | "direction" | "kind" | "text" | "detail" | "at"> & {
  readonly accountId: string
  readonly userId: string
  readonly writtenBy?: unknown
  readonly state?: Said["state"]
}

/** Adds a bubble. False when LINE's id is there already; one that was unsent before it arrived stays without its words. */
export async function insertSaid(ctx: Context, m: NewSaid): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into line.messages (brand_id, message_id, account_id, user_id, line_id, direction, kind, text, detail, at, written_by, state)
    values (${ctx.brandId}, ${m.messageId}, ${m.accountId}, ${m.userId}, ${m.lineId}, ${m.direction}, ${m.kind}, ${m.text},
      ${JSON.stringify(m.detail)}::jsonb, ${m.at}, ${m.writtenBy === undefined ? null : JSON.stringify(m.writtenBy)}::jsonb, ${m.state ?? null})
    on conflict (brand_id, account_id, line_id) where line_id is not null do nothing`.execute(ctx.db)
  await sql`update line.friends set last_at = greatest(last_at, ${m.at}::timestamptz),
      last_said_at = case when ${m.direction} = 'in' then greatest(last_said_at, ${m.at}::timestamptz) else last_said_at end
    where brand_id = ${ctx.brandId} and account_id = ${m.accountId} and user_id = ${m.userId}`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** Takes the words away for good, also before they have come (M43). */
export async function unsay(
  ctx: Context,
  m: { messageId: string; accountId: string; userId: string; lineId: string; at: Date },
): Promise<void> {
  await sql`
    insert into line.messages (brand_id, message_id, account_id, user_id, line_id, direction, kind, at, unsent_at)
    values (${ctx.brandId}, ${m.messageId}, ${m.accountId}, ${m.userId}, ${m.lineId}, 'in', 'unsent', ${m.at}, ${m.at})
    on conflict (brand_id, account_id, line_id) where line_id is not null
    do update set text = null, detail = '{}', kind = 'unsent', unsent_at = excluded.unsent_at`.execute(ctx.db)
}

const bubble = sql.raw(`message_id as "messageId", line_id as "lineId", direction, kind, text, detail, at,
  unsent_at as "unsentAt", written_by as "writtenBy", state, reason`)

/** A page of a talk, newest first. */
export async function selectTalk(
  ctx: Context,
  accountId: string,
  userId: string,
  after: readonly [Date, string] | undefined,
  limit: number,
): Promise<Said[]> {
  const { rows } = await sql<Said>`select ${bubble} from line.messages
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and user_id = ${userId}
      ${after ? sql`and (at, message_id) < (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by at desc, message_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export type AnswerRow = {
  readonly messageId: string
  readonly accountId: string
  readonly userId: string
  readonly text: string | null
  readonly state: Said["state"]
  readonly at: Date
}

export async function selectAnswer(ctx: Context, messageId: string): Promise<AnswerRow | undefined> {
  const { rows } =
    await sql<AnswerRow>`select message_id as "messageId", account_id as "accountId", user_id as "userId",
      text, state, at from line.messages
    where brand_id = ${ctx.brandId} and message_id = ${messageId} and direction = 'out'`.execute(ctx.db)
  return rows[0]
}

export async function endAnswer(
  ctx: Context,
  messageId: string,
  end: { state: NonNullable<Said["state"]>; reason: string | null; lineId: string | null },
): Promise<void> {
  await sql`update line.messages set state = ${end.state}, reason = ${end.reason}, line_id = coalesce(line_id, ${end.lineId})
    where brand_id = ${ctx.brandId} and message_id = ${messageId}`.execute(ctx.db)
}

export type TalkSummary = {
  readonly userId: string
  readonly personId: string
  readonly displayName: string | null
  readonly pictureUrl: string | null
  readonly state: "following" | "blocked"
  readonly lastAt: Date
  readonly unread: number
  readonly lastKind: string | null
  readonly lastText: string | null
  readonly lastDirection: "in" | "out" | null
}

/** Talks, the newest first. */
export async function selectTalks(
  ctx: Context,
  accountId: string,
  wanted: { unreadOnly: boolean; after: readonly [Date, string] | undefined; limit: number },
): Promise<TalkSummary[]> {
  const { rows } = await sql<TalkSummary>`
    select f.user_id as "userId", f.person_id as "personId", f.display_name as "displayName", f.picture_url as "pictureUrl",
      f.state, f.last_at as "lastAt",
      (select count(*)::int from line.messages m where m.brand_id = f.brand_id and m.account_id = f.account_id
        and m.user_id = f.user_id and m.direction = 'in' and m.at > f.read_until) as unread,
      last.kind as "lastKind", last.text as "lastText", last.direction as "lastDirection"
    from line.friends f left join lateral (
      select kind, text, direction from line.messages m
      where m.brand_id = f.brand_id and m.account_id = f.account_id and m.user_id = f.user_id
      order by at desc, message_id desc limit 1) last on true
    where f.brand_id = ${ctx.brandId} and f.account_id = ${accountId} and f.last_at is not null
      ${wanted.unreadOnly ? sql`and f.last_said_at > f.read_until` : sql``}
      ${wanted.after ? sql`and (f.last_at, f.user_id) < (${wanted.after[0]}, ${wanted.after[1]})` : sql``}
    order by f.last_at desc, f.user_id desc limit ${wanted.limit}`.execute(ctx.db)
  return rows
}

/** In how many talks something waits to be read. */
export async function countUnread(ctx: Context, accountId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from line.friends
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and last_said_at > read_until`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export async function markRead(ctx: Context, accountId: string, userId: string, until: Date): Promise<void> {
  await sql`update line.friends set read_until = greatest(read_until, ${until}::timestamptz)
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and user_id = ${userId}`.execute(ctx.db)
}

export type CaughtRow = {
  readonly caughtId: string
  readonly userId: string
  readonly way: string
  readonly messages: readonly unknown[]
  readonly caughtAt: Date
}

export async function insertCaught(ctx: Context, c: CaughtRow): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into line.caught (brand_id, caught_id, user_id, way, messages, caught_at)
    values (${ctx.brandId}, ${c.caughtId}, ${c.userId}, ${c.way}, ${JSON.stringify(c.messages)}::jsonb, ${c.caughtAt})
    on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function selectCaught(
  ctx: Context,
  after: readonly [Date, string] | undefined,
  limit: number,
): Promise<CaughtRow[]> {
  const { rows } =
    await sql<CaughtRow>`select caught_id as "caughtId", user_id as "userId", way, messages, caught_at as "caughtAt"
    from line.caught where brand_id = ${ctx.brandId}
      ${after ? sql`and (caught_at, caught_id) < (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by caught_at desc, caught_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export async function deleteCaught(ctx: Context): Promise<number> {
  const { numAffectedRows } = await sql`delete from line.caught where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

/** Everything that was said with these people, for their own request. */
export async function selectSaidOf(ctx: Context, personIds: readonly string[]): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select f.user_id as "userId", f.display_name as "displayName", f.state, f.state_at as "stateAt", f.linked_at as "linkedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('at', m.at, 'direction', m.direction, 'kind', m.kind, 'text', m.text) order by m.at), '[]')
       from line.messages m where m.brand_id = f.brand_id and m.account_id = f.account_id and m.user_id = f.user_id) as said
    from line.friends f where f.brand_id = ${ctx.brandId} and f.person_id = any(${[...personIds]}::uuid[])`.execute(
    ctx.db,
  )
  return rows
}
