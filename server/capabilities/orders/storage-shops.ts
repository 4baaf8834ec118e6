import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { gather } from "#kernel/gather"
import type { ShopPlace } from "./shop-port.ts"

export type ShopConnection = {
  readonly brandId: string
  readonly connectionId: string
  readonly vendor: string
  readonly name: string
  readonly shopDomain: string
  /** In which its prices are. */
  readonly currency: string
  /** Sealed. */
  readonly secret: string
  readonly previousSecret: string | null
  readonly previousUntil: Date | null
  readonly accessToken: string | null
  readonly places: Readonly<Record<string, ShopPlace>>
  readonly state: "active" | "uninstalled"
  readonly completeUntil: Date
  readonly checkedAt: Date | null
  readonly trouble: string | null
  readonly lastMessageAt: Date | null
}

const columns =
  sql.raw(`brand_id as "brandId", connection_id as "connectionId", vendor, name, shop_domain as "shopDomain", currency, secret,
  previous_secret as "previousSecret", previous_until as "previousUntil", access_token as "accessToken", places, state,
  complete_until as "completeUntil", checked_at as "checkedAt", trouble, last_message_at as "lastMessageAt"`)

export async function insertConnection(ctx: Context, c: ShopConnection): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into orders.shop_connections (brand_id, connection_id, vendor, name, shop_domain, currency, secret, access_token, places, complete_until, created_at)
    values (${ctx.brandId}, ${c.connectionId}, ${c.vendor}, ${c.name}, ${c.shopDomain}, ${c.currency}, ${c.secret}, ${c.accessToken},
      ${JSON.stringify(c.places)}::jsonb, ${c.completeUntil}, ${ctx.now()})
    on conflict (brand_id, vendor, shop_domain) do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** In the platform's context any brand's connection; in a brand's its own. */
export const selectConnection = (ctx: Context, connectionId: string): Promise<ShopConnection | undefined> =>
  gather(ctx, "orders.connection", connectionId, async (ctx, ids) => {
    const { rows } = await sql<ShopConnection>`select ${columns} from orders.shop_connections
      where connection_id = any(${[...new Set(ids)]}::uuid[])`.execute(ctx.db)
    return ids.map((id) => rows.find((connection) => connection.connectionId === id))
  })

export async function selectConnections(ctx: Context): Promise<ShopConnection[]> {
  const { rows } = await sql<ShopConnection>`select ${columns} from orders.shop_connections
    where brand_id = ${ctx.brandId} order by created_at, connection_id`.execute(ctx.db)
  return rows
}

/** What may be changed of a connection; what is left out stays. */
export type ConnectionChange = Partial<
  Pick<
    ShopConnection,
    | "name"
    | "secret"
    | "previousSecret"
    | "previousUntil"
    | "accessToken"
    | "places"
    | "state"
    | "completeUntil"
    | "checkedAt"
    | "trouble"
  >
>

export async function updateConnection(ctx: Context, connectionId: string, change: ConnectionChange): Promise<boolean> {
  const sets = [
    ...("name" in change ? [sql`name = ${change.name}`] : []),
    ...("secret" in change ? [sql`secret = ${change.secret}`] : []),
    ...("previousSecret" in change ? [sql`previous_secret = ${change.previousSecret}`] : []),
    ...("previousUntil" in change ? [sql`previous_until = ${change.previousUntil}`] : []),
    ...("accessToken" in change ? [sql`access_token = ${change.accessToken}`] : []),
    ...("places" in change ? [sql`places = ${JSON.stringify(change.places)}::jsonb`] : []),
    ...("state" in change ? [sql`state = ${change.state}`] : []),
    ...("completeUntil" in change ? [sql`complete_until = greatest(complete_until, ${change.completeUntil})`] : []),
    ...("checkedAt" in change ? [sql`checked_at = ${change.checkedAt}`] : []),
    ...("trouble" in change ? [sql`trouble = ${change.trouble}`] : []),
  ]
  if (sets.length === 0) return true
  const { numAffectedRows } = await sql`update orders.shop_connections set ${sql.join(sets)}
    where brand_id = ${ctx.brandId} and connection_id = ${connectionId}`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function deleteConnection(ctx: Context, connectionId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from orders.shop_connections
    where brand_id = ${ctx.brandId} and connection_id = ${connectionId}`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** Marks that the shop was heard. */
export async function noteMessage(ctx: Context, connectionId: string): Promise<void> {
  await sql`update orders.shop_connections set last_message_at = greatest(last_message_at, ${ctx.now()}::timestamptz)
    where brand_id = ${ctx.brandId} and connection_id = ${connectionId}`.execute(ctx.db)
}

/** Counts one refused message. Returns how many there were in this minute. */
export async function countBadSignature(ctx: Context, connectionId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    insert into orders.bad_signatures as b (brand_id, connection_id, minute, count)
    values (${ctx.brandId}, ${connectionId}, date_trunc('minute', ${ctx.now()}::timestamptz), 1)
    on conflict (brand_id, connection_id, minute) do update set count = b.count + 1 returning count`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

/** Messages refused since `since`, by connection. */
export async function selectBadSignatures(
  ctx: Context,
  since: Date,
): Promise<{ connectionId: string; count: number }[]> {
  const { rows } = await sql<{ connectionId: string; count: number }>`
    select connection_id as "connectionId", sum(count)::int as count from orders.bad_signatures
    where brand_id = ${ctx.brandId} and minute >= ${since} group by connection_id`.execute(ctx.db)
  return rows
}

export type Pull = {
  readonly pullId: string
  readonly connectionId: string
  readonly since: Date
  readonly page: string | null
  readonly pages: number
  readonly orders: number
  readonly state: "running" | "done" | "failed"
  readonly reason: string | null
  readonly startedAt: Date
  readonly finishedAt: Date | null
}

const pullColumns =
  sql.raw(`pull_id as "pullId", connection_id as "connectionId", since, page, pages, orders, state, reason,
  started_at as "startedAt", finished_at as "finishedAt"`)

/** Begins a pull. False while another one of the same shop is under way. */
export async function insertPull(
  ctx: Context,
  pull: Pick<Pull, "pullId" | "connectionId" | "since">,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into orders.shop_pulls (brand_id, connection_id, pull_id, since, state, started_at)
    values (${ctx.brandId}, ${pull.connectionId}, ${pull.pullId}, ${pull.since}, 'running', ${ctx.now()})
    on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function selectPull(ctx: Context, pullId: string): Promise<Pull | undefined> {
  const { rows } = await sql<Pull>`select ${pullColumns} from orders.shop_pulls
    where brand_id = ${ctx.brandId} and pull_id = ${pullId}`.execute(ctx.db)
  return rows[0]
}

export async function selectPulls(ctx: Context, connectionId: string, limit: number): Promise<Pull[]> {
  const { rows } = await sql<Pull>`select ${pullColumns} from orders.shop_pulls
    where brand_id = ${ctx.brandId} and connection_id = ${connectionId} order by started_at desc, pull_id desc limit ${limit}`.execute(
    ctx.db,
  )
  return rows
}

/** Moves a pull on by one page. */
export async function advancePull(
  ctx: Context,
  pullId: string,
  to: Pick<Pull, "since" | "page"> & { orders: number },
): Promise<void> {
  await sql`update orders.shop_pulls set since = ${to.since}, page = ${to.page}, pages = pages + 1, orders = orders + ${to.orders}
    where brand_id = ${ctx.brandId} and pull_id = ${pullId}`.execute(ctx.db)
}

export async function endPull(
  ctx: Context,
  pullId: string,
  state: "done" | "failed",
  reason: string | null,
): Promise<void> {
  await sql`update orders.shop_pulls set state = ${state}, reason = ${reason}, finished_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and pull_id = ${pullId}`.execute(ctx.db)
}

/** Goes on with a pull from the first page of what has changed since `since`. */
export async function restartPull(ctx: Context, pullId: string, since: Date): Promise<void> {
  await sql`update orders.shop_pulls set since = ${since}, page = null
    where brand_id = ${ctx.brandId} and pull_id = ${pullId}`.execute(ctx.db)
}
