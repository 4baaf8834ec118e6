import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { DmBody, Person, Service } from "./model.ts"

export type AccountRow = {
  readonly brandId: string
  readonly accountId: string
  readonly pageId: string
  readonly pageName: string
  readonly instagramId: string | null
  readonly instagramName: string | null
  /** Sealed, as is the secret. */
  readonly accessToken: string
  readonly appSecret: string
  readonly verifyToken: string
  readonly closedBecause: string | null
  readonly closedUntil: Date | null
  readonly lastEventAt: Date | null
  readonly connectedAt: Date
}

const columns = sql.raw(`brand_id as "brandId", account_id as "accountId", page_id as "pageId", page_name as "pageName",
  instagram_id as "instagramId", instagram_name as "instagramName", access_token as "accessToken",
  app_secret as "appSecret", verify_token as "verifyToken", closed_because as "closedBecause",
  closed_until as "closedUntil", last_event_at as "lastEventAt", connected_at as "connectedAt"`)

export async function selectAccount(ctx: Context): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`select ${columns} from dm.accounts where brand_id = ${ctx.brandId}`.execute(
    ctx.db,
  )
  return rows[0]
}

/** Any account by its id; in the platform's context any brand's. */
export async function selectAccountById(ctx: Context, accountId: string): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`select ${columns} from dm.accounts where account_id = ${accountId}`.execute(
    ctx.db,
  )
  return rows[0]
}

type NewAccount = Omit<AccountRow, "brandId" | "closedBecause" | "closedUntil" | "lastEventAt" | "connectedAt">

export async function upsertAccount(ctx: Context, a: NewAccount): Promise<void> {
  await sql`insert into dm.accounts (brand_id, account_id, page_id, page_name, instagram_id, instagram_name,
      access_token, app_secret, verify_token, connected_at)
    values (${ctx.brandId}, ${a.accountId}, ${a.pageId}, ${a.pageName}, ${a.instagramId}, ${a.instagramName},
      ${a.accessToken}, ${a.appSecret}, ${a.verifyToken}, ${ctx.now()})
    on conflict (brand_id) do update set page_id = excluded.page_id, page_name = excluded.page_name,
      instagram_id = excluded.instagram_id, instagram_name = excluded.instagram_name,
      access_token = excluded.access_token, app_secret = excluded.app_secret, closed_because = null,
      closed_until = null`.execute(ctx.db)
}

export async function deleteAccount(ctx: Context): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from dm.accounts where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return Number(numAffectedRows ?? 0) > 0
}

/** Closes the channel for a while; null opens it. */
export async function markClosed(ctx: Context, reason: string | null, until: Date | null): Promise<void> {
  await sql`update dm.accounts set closed_because = ${reason}, closed_until = ${until}
    where brand_id = ${ctx.brandId}`.execute(ctx.db)
}

export async function markHeard(ctx: Context): Promise<void> {
  await sql`update dm.accounts set last_event_at = ${ctx.now()} where brand_id = ${ctx.brandId}`.execute(ctx.db)
}

export type PersonRow = Person & { readonly customerId: string; readonly saidAt: Date }

/** Notes that somebody wrote; an older word, arriving late, moves nothing back. */
export async function upsertPerson(ctx: Context, p: PersonRow): Promise<void> {
  await sql`insert into dm.people (brand_id, service, user_id, customer_id, said_at)
    values (${ctx.brandId}, ${p.service}, ${p.userId}, ${p.customerId}, ${p.saidAt})
    on conflict (brand_id, service, user_id) do update set customer_id = excluded.customer_id,
      said_at = greatest(dm.people.said_at, excluded.said_at)`.execute(ctx.db)
}

export async function selectPerson(ctx: Context, { service, userId }: Person): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`select service, user_id as "userId", customer_id as "customerId",
      said_at as "saidAt" from dm.people
    where brand_id = ${ctx.brandId} and service = ${service} and user_id = ${userId}`.execute(ctx.db)
  return rows[0]
}

/** Of each of these people, where they wrote last. */
export async function selectPeopleOf(ctx: Context, customerIds: readonly string[]): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`select service, user_id as "userId", customer_id as "customerId",
      said_at as "saidAt" from dm.people
    where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[])
    order by said_at desc, service, user_id`.execute(ctx.db)
  return rows
}

export async function deletePeopleOf(ctx: Context, customerIds: readonly string[]): Promise<void> {
  const theirs = sql`select 1 from dm.people p where p.brand_id = ${ctx.brandId}
    and p.customer_id = any(${[...customerIds]}::uuid[])`
  await sql`delete from dm.messages m where m.brand_id = ${ctx.brandId}
    and exists (${theirs} and p.service = m.service and p.user_id = m.user_id)`.execute(ctx.db)
  await sql`delete from dm.caught c where c.brand_id = ${ctx.brandId}
    and exists (${theirs} and p.service = c.service and p.user_id = c.user_id)`.execute(ctx.db)
  await sql`delete from dm.people where brand_id = ${ctx.brandId}
    and customer_id = any(${[...customerIds]}::uuid[])`.execute(ctx.db)
}

export type CaughtDm = Person &
  DmBody & {
    readonly caughtId: string
    readonly caughtAt: Date
  }

export async function insertCaught(ctx: Context, c: CaughtDm): Promise<void> {
  await sql`insert into dm.caught (brand_id, caught_id, service, user_id, text, quick_replies, caught_at)
    values (${ctx.brandId}, ${c.caughtId}, ${c.service}, ${c.userId}, ${c.text}, ${JSON.stringify(c.quickReplies)},
      ${c.caughtAt})`.execute(ctx.db)
}

/** The latest, newest first. */
export async function selectCaught(ctx: Context, limit: number): Promise<CaughtDm[]> {
  const { rows } = await sql<CaughtDm & { service: Service }>`select caught_id as "caughtId", service,
      user_id as "userId", text, quick_replies as "quickReplies", caught_at as "caughtAt"
    from dm.caught where brand_id = ${ctx.brandId} order by caught_at desc, caught_id desc limit ${limit}`.execute(
    ctx.db,
  )
  return rows
}
