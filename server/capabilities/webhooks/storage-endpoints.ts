import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Endpoint } from "./model.ts"

export type EndpointRow = Omit<Endpoint, "oldSecretUntil"> & {
  secret: string
  previousSecret: string | null
  previousUntil: Date | null
}

const columns =
  sql.raw(`endpoint_id as "endpointId", url, name, topics, secret, previous_secret as "previousSecret", previous_until as "previousUntil",
  state, disabled_because as "disabledBecause", failing_since as "failingSince", last_answer_at as "lastAnswerAt", created_at as "createdAt"`)

export async function selectEndpoints(ctx: Context): Promise<EndpointRow[]> {
  const { rows } = await sql<EndpointRow>`select ${columns} from webhooks.endpoints
    where brand_id = ${ctx.brandId} order by endpoint_id`.execute(ctx.db)
  return rows
}

export async function selectEndpoint(ctx: Context, endpointId: string): Promise<EndpointRow | undefined> {
  const { rows } = await sql<EndpointRow>`select ${columns} from webhooks.endpoints
    where brand_id = ${ctx.brandId} and endpoint_id = ${endpointId}`.execute(ctx.db)
  return rows[0]
}

export async function insertEndpoint(
  ctx: Context,
  e: Pick<EndpointRow, "endpointId" | "url" | "name" | "topics" | "secret">,
): Promise<void> {
  await sql`insert into webhooks.endpoints (brand_id, endpoint_id, url, name, topics, secret, created_at)
    values (${ctx.brandId}, ${e.endpointId}, ${e.url}, ${e.name}, ${[...e.topics]}::text[], ${e.secret}, ${ctx.now()})`.execute(
    ctx.db,
  )
}

export type EndpointChange = {
  readonly url?: string | undefined
  readonly name?: string | undefined
  readonly topics?: readonly string[] | undefined
  readonly state?: "active" | "paused" | undefined
}

/** What was given is changed. Resuming forgets what was wrong before. */
export async function updateEndpoint(ctx: Context, endpointId: string, change: EndpointChange): Promise<boolean> {
  const resumed = change.state === "active"
  const { numAffectedRows } = await sql`update webhooks.endpoints set
      url = coalesce(${change.url ?? null}, url), name = coalesce(${change.name ?? null}, name),
      topics = coalesce(${change.topics ? [...change.topics] : null}::text[], topics), state = coalesce(${change.state ?? null}, state),
      disabled_because = case when ${resumed} then null else disabled_because end,
      failing_since = case when ${resumed} then null else failing_since end
    where brand_id = ${ctx.brandId} and endpoint_id = ${endpointId}`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function updateSecret(
  ctx: Context,
  endpointId: string,
  s: { secret: string; previousUntil: Date },
): Promise<void> {
  await sql`update webhooks.endpoints set previous_secret = secret, previous_until = ${s.previousUntil}, secret = ${s.secret}
    where brand_id = ${ctx.brandId} and endpoint_id = ${endpointId}`.execute(ctx.db)
}

export async function removeEndpoint(ctx: Context, endpointId: string): Promise<boolean> {
  const { numAffectedRows } =
    await sql`delete from webhooks.endpoints where brand_id = ${ctx.brandId} and endpoint_id = ${endpointId}`.execute(
      ctx.db,
    )
  return numAffectedRows === 1n
}

/** It answered: all is well again. */
export async function markAnswered(ctx: Context, endpointId: string): Promise<void> {
  await sql`update webhooks.endpoints set failing_since = null, last_answer_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and endpoint_id = ${endpointId}`.execute(ctx.db)
}

/** It did not answer. Returns since when it has not. */
export async function markFailing(ctx: Context, endpointId: string): Promise<Date | undefined> {
  const { rows } = await sql<{
    since: Date
  }>`update webhooks.endpoints set failing_since = coalesce(failing_since, ${ctx.now()})
    where brand_id = ${ctx.brandId} and endpoint_id = ${endpointId} returning failing_since as since`.execute(ctx.db)
  return rows[0]?.since
}

/** Switches it off. False when it was off already. */
export async function disableEndpoint(ctx: Context, endpointId: string, because: "gone" | "failing"): Promise<boolean> {
  const { numAffectedRows } = await sql`update webhooks.endpoints set state = 'disabled', disabled_because = ${because}
    where brand_id = ${ctx.brandId} and endpoint_id = ${endpointId} and state <> 'disabled'`.execute(ctx.db)
  return numAffectedRows === 1n
}
