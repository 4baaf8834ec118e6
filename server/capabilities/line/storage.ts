import { sql } from "kysely"
import type { Context } from "#kernel/context"

export const closedReasons = ["monthly-limit", "token-refused", "not-allowed"] as const
export type ClosedReason = (typeof closedReasons)[number]

export type AccountRow = {
  readonly brandId: string
  readonly accountId: string
  /** Sealed, as all secrets here. */
  readonly channelSecret: string
  readonly previousSecret: string | null
  readonly previousUntil: Date | null
  readonly accessToken: string
  readonly botUserId: string
  readonly basicId: string
  readonly displayName: string
  readonly pictureUrl: string | null
  readonly state: "active" | "disconnected"
  readonly quotaLimit: number | null
  readonly quotaUsed: number | null
  readonly checkedAt: Date | null
  readonly closedBecause: ClosedReason | null
  readonly closedUntil: Date | null
  readonly lastEventAt: Date | null
}

const columns = sql.raw(`brand_id as "brandId", account_id as "accountId", channel_secret as "channelSecret",
  previous_secret as "previousSecret", previous_until as "previousUntil", access_token as "accessToken",
  bot_user_id as "botUserId", basic_id as "basicId", display_name as "displayName", picture_url as "pictureUrl", state,
  quota_limit::float8 as "quotaLimit", quota_used::float8 as "quotaUsed", checked_at as "checkedAt",
  closed_because as "closedBecause", closed_until as "closedUntil", last_event_at as "lastEventAt"`)

/** The brand's account that is in use. */
export async function selectAccount(ctx: Context): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`select ${columns} from line.accounts
    where brand_id = ${ctx.brandId} and state = 'active'`.execute(ctx.db)
  return rows[0]
}

/** Any account by its id; in the platform's context any brand's. */
export async function selectAccountById(ctx: Context, accountId: string): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`select ${columns} from line.accounts where account_id = ${accountId}`.execute(
    ctx.db,
  )
  return rows[0]
}

export type AccountChange = Partial<Omit<AccountRow, "brandId" | "accountId" | "botUserId" | "state">>

/**
 * Writes the account as it is used from now on: the bot that was there before comes back with its friends, another one's
 * account is put aside. Returns its id.
 */
export async function upsertAccount(
  ctx: Context,
  a: Pick<
    AccountRow,
    "accountId" | "channelSecret" | "accessToken" | "botUserId" | "basicId" | "displayName" | "pictureUrl"
  >,
): Promise<string> {
  await sql`update line.accounts set state = 'disconnected'
    where brand_id = ${ctx.brandId} and state = 'active' and bot_user_id <> ${a.botUserId}`.execute(ctx.db)
  const { rows } = await sql<{ accountId: string }>`
    insert into line.accounts (brand_id, account_id, channel_secret, access_token, bot_user_id, basic_id, display_name,
      picture_url, created_at)
    values (${ctx.brandId}, ${a.accountId}, ${a.channelSecret}, ${a.accessToken}, ${a.botUserId}, ${a.basicId},
      ${a.displayName}, ${a.pictureUrl}, ${ctx.now()})
    on conflict (brand_id, bot_user_id) do update set channel_secret = excluded.channel_secret,
      access_token = excluded.access_token, basic_id = excluded.basic_id, display_name = excluded.display_name,
      picture_url = excluded.picture_url, state = 'active', closed_because = null, closed_until = null
    returning account_id as "accountId"`.execute(ctx.db)
  return rows[0]?.accountId ?? a.accountId
}

const names = {
  channelSecret: "channel_secret",
  previousSecret: "previous_secret",
  previousUntil: "previous_until",
  accessToken: "access_token",
  basicId: "basic_id",
  displayName: "display_name",
  pictureUrl: "picture_url",
  quotaLimit: "quota_limit",
  quotaUsed: "quota_used",
  checkedAt: "checked_at",
  closedBecause: "closed_because",
  closedUntil: "closed_until",
  lastEventAt: "last_event_at",
} as const satisfies Record<keyof AccountChange, string>

/** Changes what is given and leaves the rest. */
export async function updateAccount(ctx: Context, accountId: string, change: AccountChange): Promise<void> {
  const sets = Object.entries(names).flatMap(([key, column]) => {
    // safe: the keys of `names` are those of AccountChange
    const value = change[key as keyof AccountChange]
    return value === undefined ? [] : [sql`${sql.ref(column)} = ${value}`]
  })
  if (sets.length === 0) return
  await sql`update line.accounts set ${sql.join(sets)}
    where brand_id = ${ctx.brandId} and account_id = ${accountId}`.execute(ctx.db)
}

export async function disconnect(ctx: Context, accountId: string): Promise<void> {
  await sql`update line.accounts set state = 'disconnected', access_token = '', channel_secret = '', previous_secret = null
    where brand_id = ${ctx.brandId} and account_id = ${accountId}`.execute(ctx.db)
}

/** Counts one refused delivery. Returns how many there were in this minute. */
export async function countBadSignature(ctx: Context, accountId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    insert into line.bad_signatures as b (brand_id, account_id, minute, count)
    values (${ctx.brandId}, ${accountId}, date_trunc('minute', ${ctx.now()}::timestamptz), 1)
    on conflict (brand_id, account_id, minute) do update set count = b.count + 1 returning count`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

/** Deliveries refused since `since`. */
export async function countRefused(ctx: Context, accountId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`select coalesce(sum(count), 0)::int as count from line.bad_signatures
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and minute >= ${since}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export type Way = "push" | "reply" | "multicast" | "narrowcast"

/** Writes an attempt down before it leaves. Gives the earlier one of the same key, if there was one. */
export async function beginAttempt(
  ctx: Context,
  retryKey: string,
  way: Way,
): Promise<{ way: Way; beganAt: Date } | undefined> {
  const { rows } = await sql<{ way: Way; beganAt: Date; isOurs: boolean }>`
    insert into line.attempts as a (brand_id, retry_key, way, began_at) values (${ctx.brandId}, ${retryKey}, ${way}, ${ctx.now()})
    on conflict (brand_id, retry_key) do update set way = a.way
    returning way, began_at as "beganAt", (xmax = 0) as "isOurs"`.execute(ctx.db)
  const row = rows[0]
  return row && !row.isOurs ? { way: row.way, beganAt: row.beganAt } : undefined
}

/** A free answer was at hand, or the one that was is certainly refused: by which way it goes. */
export async function turnTo(ctx: Context, retryKey: string, way: Way): Promise<void> {
  await sql`update line.attempts set way = ${way} where brand_id = ${ctx.brandId} and retry_key = ${retryKey}`.execute(
    ctx.db,
  )
}

export async function forgetAttempts(ctx: Context, before: Date): Promise<void> {
  await sql`delete from line.attempts where brand_id = ${ctx.brandId} and began_at < ${before}`.execute(ctx.db)
  await sql`delete from line.bad_signatures where brand_id = ${ctx.brandId} and minute < ${before}`.execute(ctx.db)
}
