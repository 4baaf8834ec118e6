import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Friend, FriendState } from "./model.ts"

export type FriendRow = Friend & {
  readonly customerId: string
  readonly replyToken: string | null
  readonly replyTokenAt: Date | null
  readonly profileAt: Date | null
}

const columns = sql.raw(`account_id as "accountId", user_id as "userId", customer_id as "customerId",
  person_id as "personId", state, state_at as "stateAt", display_name as "displayName", picture_url as "pictureUrl",
  linked_at as "linkedAt", reply_token as "replyToken", reply_token_at as "replyTokenAt", profile_at as "profileAt"`)

/** Locked, so that what is folded into it is folded one by one. */
export async function selectFriendLocked(
  ctx: Context,
  accountId: string,
  userId: string,
): Promise<FriendRow | undefined> {
  const { rows } = await sql<FriendRow>`select ${columns} from line.friends
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and user_id = ${userId} for update`.execute(ctx.db)
  return rows[0]
}

export async function selectFriend(ctx: Context, accountId: string, userId: string): Promise<FriendRow | undefined> {
  const { rows } = await sql<FriendRow>`select ${columns} from line.friends
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and user_id = ${userId}`.execute(ctx.db)
  return rows[0]
}

/** False when somebody was quicker. */
export async function insertFriend(
  ctx: Context,
  f: Pick<FriendRow, "accountId" | "userId" | "customerId" | "state" | "stateAt">,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into line.friends (brand_id, account_id, user_id, customer_id, person_id, state, state_at, followed_at)
    values (${ctx.brandId}, ${f.accountId}, ${f.userId}, ${f.customerId}, ${f.customerId}, ${f.state}, ${f.stateAt},
      ${f.state === "following" ? f.stateAt : null})
    on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function updateFriendState(
  ctx: Context,
  { accountId, userId }: Pick<Friend, "accountId" | "userId">,
  state: FriendState,
  at: Date,
): Promise<void> {
  // A reply token of before the block is of no use afterwards.
  await sql`update line.friends set state = ${state}, state_at = ${at},
      followed_at = case when ${state} = 'following' then least(coalesce(followed_at, ${at}::timestamptz), ${at}::timestamptz) else followed_at end,
      reply_token = case when ${state} = 'blocked' then null else reply_token end
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and user_id = ${userId}`.execute(ctx.db)
}

/** Keeps the newest of the free answers; it counts from when it reached us. */
export async function keepReplyToken(
  ctx: Context,
  { accountId, userId }: Pick<Friend, "accountId" | "userId">,
  sealed: string,
  at: Date,
): Promise<void> {
  await sql`update line.friends set reply_token = ${sealed}, reply_token_at = ${at}
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and user_id = ${userId}
      and (reply_token_at is null or reply_token_at < ${at})`.execute(ctx.db)
}

/** Takes the free answer, if one is fresh. Whoever gets it is the only one who does. */
export async function takeReplyToken(ctx: Context, userId: string, freshSince: Date): Promise<string | undefined> {
  const { rows } = await sql<{ token: string }>`
    with it as (
      select f.account_id, f.reply_token from line.friends f
        join line.accounts a on a.brand_id = f.brand_id and a.account_id = f.account_id and a.state = 'active'
      where f.brand_id = ${ctx.brandId} and f.user_id = ${userId} and f.reply_token is not null
        and f.reply_token_at >= ${freshSince} and f.state = 'following' for update of f skip locked)
    update line.friends f set reply_token = null from it
    where f.brand_id = ${ctx.brandId} and f.account_id = it.account_id and f.user_id = ${userId}
    returning it.reply_token as token`.execute(ctx.db)
  return rows[0]?.token
}

export async function updateProfile(
  ctx: Context,
  { accountId, userId }: Pick<Friend, "accountId" | "userId">,
  profile: { displayName: string | null; pictureUrl: string | null },
): Promise<void> {
  await sql`update line.friends set display_name = coalesce(${profile.displayName}, display_name),
      picture_url = ${profile.pictureUrl}, profile_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and user_id = ${userId}`.execute(ctx.db)
}

/** `isFree`: she has just said something, and one answer to it costs nothing (X09). */
export type Reachable = {
  readonly personId: string
  readonly userId: string
  readonly displayName: string | null
  readonly isFree: boolean
}

/** Where these people can be reached by the account in use: of several of theirs, where they spoke or joined last. */
export async function selectReachable(
  ctx: Context,
  personIds: readonly string[],
  freshSince: Date,
): Promise<Reachable[]> {
  const { rows } = await sql<Reachable>`
    select distinct on (f.person_id) f.person_id as "personId", f.user_id as "userId", f.display_name as "displayName",
      f.reply_token is not null and f.reply_token_at > ${freshSince} as "isFree"
    from line.friends f join line.accounts a
      on a.brand_id = f.brand_id and a.account_id = f.account_id and a.state = 'active'
    where f.brand_id = ${ctx.brandId} and f.person_id = any(${[...personIds]}::uuid[]) and f.state = 'following'
    order by f.person_id, coalesce(f.last_at, f.state_at) desc, f.user_id`.execute(ctx.db)
  return rows
}

/** The LINE accounts of these people, friends or not. */
export async function selectFriendsOf(ctx: Context, personIds: readonly string[]): Promise<FriendRow[]> {
  const { rows } = await sql<FriendRow>`select ${columns} from line.friends
    where brand_id = ${ctx.brandId} and person_id = any(${[...personIds]}::uuid[]) order by state_at, user_id`.execute(
    ctx.db,
  )
  return rows
}

/** Says who these friends are by now; `customerId`, too, where that is no matter of merges. */
export async function updatePerson(
  ctx: Context,
  friends: readonly { accountId: string; userId: string; personId: string; customerId: string }[],
): Promise<void> {
  await sql`update line.friends f set person_id = n.person, customer_id = n.customer
    from unnest(${friends.map(({ accountId }) => accountId)}::uuid[], ${friends.map(({ userId }) => userId)}::text[],
      ${friends.map(({ personId }) => personId)}::uuid[], ${friends.map(({ customerId }) => customerId)}::uuid[])
      as n(account_id, user_id, person, customer)
    where f.brand_id = ${ctx.brandId} and f.account_id = n.account_id and f.user_id = n.user_id`.execute(ctx.db)
}

export async function deleteFriendsOf(ctx: Context, personIds: readonly string[]): Promise<void> {
  const ids = [...personIds]
  await sql`with gone as (
      delete from line.friends where brand_id = ${ctx.brandId} and (person_id = any(${ids}::uuid[]) or customer_id = any(${ids}::uuid[]))
      returning account_id, user_id),
    caught as (delete from line.caught c using gone where c.brand_id = ${ctx.brandId} and c.user_id = gone.user_id)
    delete from line.messages m using gone
    where m.brand_id = ${ctx.brandId} and m.account_id = gone.account_id and m.user_id = gone.user_id`.execute(ctx.db)
}

export async function countFriends(ctx: Context, accountId: string): Promise<{ following: number; blocked: number }> {
  const { rows } = await sql<{ following: number; blocked: number }>`
    select count(*) filter (where state = 'following')::int as following, count(*) filter (where state = 'blocked')::int as blocked
    from line.friends where brand_id = ${ctx.brandId} and account_id = ${accountId}`.execute(ctx.db)
  return rows[0] ?? { following: 0, blocked: 0 }
}

export async function markLinked(
  ctx: Context,
  { accountId, userId }: Pick<Friend, "accountId" | "userId">,
  at: Date | null,
): Promise<void> {
  await sql`update line.friends set linked_at = ${at}
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and user_id = ${userId}`.execute(ctx.db)
}

export async function deleteFriend(
  ctx: Context,
  { accountId, userId }: Pick<Friend, "accountId" | "userId">,
): Promise<void> {
  await sql`delete from line.friends
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and user_id = ${userId}`.execute(ctx.db)
}

/** Which of these are, or once were, friends. */
export async function selectKnownAmong(
  ctx: Context,
  accountId: string,
  userIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ userId: string }>`select user_id as "userId" from line.friends
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and user_id = any(${[...userIds]}::text[])`.execute(
    ctx.db,
  )
  return new Set(rows.map(({ userId }) => userId))
}

/** Many who are friends as of `at`; whoever is there already stays as they are. */
export async function insertFriends(
  ctx: Context,
  accountId: string,
  friends: readonly { userId: string; customerId: string }[],
  at: Date,
): Promise<void> {
  await sql`insert into line.friends (brand_id, account_id, user_id, customer_id, person_id, state, state_at)
    select ${ctx.brandId}, ${accountId}, f.user_id, f.customer_id, f.customer_id, 'following', ${at}
    from unnest(${friends.map(({ userId }) => userId)}::text[], ${friends.map(({ customerId }) => customerId)}::uuid[])
      as f(user_id, customer_id)
    on conflict do nothing`.execute(ctx.db)
}
