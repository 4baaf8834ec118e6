import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Attempt, Delivery } from "./model.ts"

export type DeliveryRow = Delivery & { body: string }

const columns = sql.raw(`delivery_id as "deliveryId", endpoint_id as "endpointId", topic, body, state, reason, attempts,
  created_at as "createdAt", ended_at as "endedAt"`)

export async function insertDeliveries(
  ctx: Context,
  deliveries: readonly { deliveryId: string; endpointId: string; topic: string; body: string }[],
): Promise<void> {
  await sql`insert into webhooks.deliveries (brand_id, delivery_id, endpoint_id, topic, body, created_at)
    select ${ctx.brandId}, r.delivery_id, r.endpoint_id, r.topic, r.body, ${ctx.now()}
    from unnest(${deliveries.map((d) => d.deliveryId)}::uuid[], ${deliveries.map((d) => d.endpointId)}::uuid[],
      ${deliveries.map((d) => d.topic)}::text[], ${deliveries.map((d) => d.body)}::text[])
      as r(delivery_id, endpoint_id, topic, body)`.execute(ctx.db)
}

export async function selectDelivery(ctx: Context, deliveryId: string): Promise<DeliveryRow | undefined> {
  const { rows } = await sql<DeliveryRow>`select ${columns} from webhooks.deliveries
    where brand_id = ${ctx.brandId} and delivery_id = ${deliveryId}`.execute(ctx.db)
  return rows[0]
}

export type DeliveriesWanted = {
  readonly endpointId?: string | undefined
  readonly topic?: string | undefined
  readonly state?: string | undefined
  readonly beforeId: string | null
  readonly limit: number
}

/** The newest first. */
export async function selectDeliveries(ctx: Context, wanted: DeliveriesWanted): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`select ${columns} from webhooks.deliveries
    where brand_id = ${ctx.brandId}
      and (${wanted.endpointId ?? null}::uuid is null or endpoint_id = ${wanted.endpointId ?? null}::uuid)
      and (${wanted.topic ?? null}::text is null or topic = ${wanted.topic ?? null})
      and (${wanted.state ?? null}::text is null or state = ${wanted.state ?? null})
      and (${wanted.beforeId}::uuid is null or delivery_id < ${wanted.beforeId}::uuid)
    order by delivery_id desc limit ${wanted.limit}`.execute(ctx.db)
  return rows
}

export async function insertAttempt(
  ctx: Context,
  deliveryId: string,
  a: Attempt & { attemptId: string },
): Promise<void> {
  await sql`with counted as (
      update webhooks.deliveries set attempts = attempts + 1
      where brand_id = ${ctx.brandId} and delivery_id = ${deliveryId} returning delivery_id
    )
    insert into webhooks.attempts (brand_id, delivery_id, attempt_id, at, status, trouble, took_ms, answer)
    select ${ctx.brandId}, delivery_id, ${a.attemptId}, ${a.at}, ${a.status}, ${a.trouble}, ${a.tookMs}, ${a.answer} from counted`.execute(
    ctx.db,
  )
}

/** The first one first. */
export async function selectAttempts(ctx: Context, deliveryId: string): Promise<Attempt[]> {
  const { rows } = await sql<Attempt>`select at, status, trouble, took_ms as "tookMs", answer from webhooks.attempts
    where brand_id = ${ctx.brandId} and delivery_id = ${deliveryId} order by attempt_id`.execute(ctx.db)
  return rows
}

export async function endDelivery(
  ctx: Context,
  deliveryId: string,
  end: { state: "delivered" | "failed" | "waiting"; reason: string | null },
): Promise<void> {
  await sql`update webhooks.deliveries set state = ${end.state}, reason = ${end.reason},
      ended_at = ${end.state === "waiting" ? null : ctx.now()}
    where brand_id = ${ctx.brandId} and delivery_id = ${deliveryId}`.execute(ctx.db)
}

export async function deleteDeliveriesBefore(ctx: Context, before: Date): Promise<void> {
  await sql`delete from webhooks.deliveries where brand_id = ${ctx.brandId} and created_at < ${before}`.execute(ctx.db)
}
