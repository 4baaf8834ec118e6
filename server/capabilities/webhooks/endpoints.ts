import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { enqueue } from "#kernel/effects"
import { isPossibleAddress } from "./address-rules.ts"
import { deliverEffect } from "./deliver.ts"
import { WebhookError } from "./errors.ts"
import type { Endpoint } from "./model.ts"
import { secretFrom } from "./signature-rules.ts"
import { endDelivery, selectDelivery } from "./storage-deliveries.ts"
import {
  type EndpointChange,
  type EndpointRow,
  insertEndpoint,
  removeEndpoint,
  selectEndpoint,
  selectEndpoints,
  updateEndpoint,
  updateSecret,
} from "./storage-endpoints.ts"
import { tellEndpoints } from "./tell-endpoints.ts"
import { type TopicName, topics } from "./topics.ts"
import { forgetTopics } from "./wanted-topics.ts"

const most = 20
const secretBytes = 24

/** Adds an endpoint. The secret is in the answer and is never shown again. Throws `webhooks.BadAddress`, `TooManyEndpoints`. */
export async function addEndpoint(
  ctx: Context,
  wanted: { url: string; name: string; topics: TopicName[] },
): Promise<{ endpointId: string; secret: string }> {
  if (!isPossibleAddress(wanted.url)) throw WebhookError.BadAddress({ field: "url" })
  return inTransaction(ctx, async (ctx) => {
    if ((await selectEndpoints(ctx)).length >= most) throw WebhookError.TooManyEndpoints({ most })
    const endpointId = ctx.id()
    const secret = secretFrom(ctx.bytes(secretBytes))
    await insertEndpoint(ctx, { ...wanted, endpointId, secret: ctx.keys.seal(secret) })
    const { name, url } = wanted
    await audit(ctx, {
      action: "webhooks.added",
      subject: `webhook:${endpointId}`,
      after: { name, url, topics: wanted.topics },
    })
    ctx.afterCommit(() => forgetTopics(ctx))
    return { endpointId, secret }
  })
}

/** Changes, pauses or resumes one. Throws `webhooks.UnknownEndpoint`, `BadAddress`. */
export async function changeEndpoint(ctx: Context, endpointId: string, change: EndpointChange): Promise<void> {
  if (change.url !== undefined && !isPossibleAddress(change.url)) throw WebhookError.BadAddress({ field: "url" })
  await inTransaction(ctx, async (ctx) => {
    if (!(await updateEndpoint(ctx, endpointId, change))) throw WebhookError.UnknownEndpoint({ field: "endpointId" })
    await audit(ctx, { action: "webhooks.changed", subject: `webhook:${endpointId}`, after: change })
    ctx.afterCommit(() => forgetTopics(ctx))
  })
}

/** A new secret; messages carry the old signature, too, for `oldSecretHours`. Throws `webhooks.UnknownEndpoint`. */
export async function changeSecret(
  ctx: Context,
  endpointId: string,
  oldSecretHours: number,
): Promise<{ endpointId: string; secret: string }> {
  return inTransaction(ctx, async (ctx) => {
    await known(ctx, endpointId)
    const secret = secretFrom(ctx.bytes(secretBytes))
    const previousUntil = new Date(ctx.now().getTime() + oldSecretHours * 3_600_000)
    await updateSecret(ctx, endpointId, { secret: ctx.keys.seal(secret), previousUntil })
    await audit(ctx, { action: "webhooks.secret-changed", subject: `webhook:${endpointId}`, after: { oldSecretHours } })
    return { endpointId, secret }
  })
}

/** Removes one with its log. Throws `webhooks.UnknownEndpoint`. */
export async function dropEndpoint(ctx: Context, endpointId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { name, url } = await known(ctx, endpointId)
    await removeEndpoint(ctx, endpointId)
    await audit(ctx, { action: "webhooks.removed", subject: `webhook:${endpointId}`, before: { name, url } })
    ctx.afterCommit(() => forgetTopics(ctx))
  })
}

/** Sends the topic's sample, so that the receiver can be seen at work. Throws `webhooks.UnknownEndpoint`, `NotActive`. */
export async function testEndpoint(
  ctx: Context,
  endpointId: string,
  topic: TopicName,
): Promise<{ deliveryId: string }> {
  return inTransaction(ctx, async (ctx) => {
    if ((await known(ctx, endpointId)).state !== "active") throw WebhookError.NotActive({ field: "endpointId" })
    const [deliveryId = ""] = await tellEndpoints(ctx, topic, { ...topics[topic].sample, test: true }, [endpointId])
    return { deliveryId }
  })
}

/** Delivers once more, whatever came of it before. Throws `webhooks.UnknownDelivery`, `NotActive`. */
export async function replayDelivery(ctx: Context, deliveryId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const delivery = await selectDelivery(ctx, deliveryId)
    if (!delivery) throw WebhookError.UnknownDelivery({ field: "deliveryId" })
    if ((await known(ctx, delivery.endpointId)).state !== "active")
      throw WebhookError.NotActive({ field: "endpointId" })
    await endDelivery(ctx, deliveryId, { state: "waiting", reason: null })
    // Asked for twice before anything happened, it is sent once; every later wish is a wish of its own.
    await enqueue(ctx, deliverEffect, { deliveryId }, { key: `${deliveryId}:${delivery.attempts}` })
    await audit(ctx, { action: "webhooks.replayed", subject: `webhook:${delivery.endpointId}`, after: { deliveryId } })
  })
}

export const listEndpoints = async (ctx: Context): Promise<Endpoint[]> => (await selectEndpoints(ctx)).map(shown)

const shown = ({ secret: _secret, previousSecret: _previous, previousUntil, ...endpoint }: EndpointRow): Endpoint => ({
  ...endpoint,
  oldSecretUntil: previousUntil,
})

async function known(ctx: Context, endpointId: string): Promise<EndpointRow> {
  const endpoint = await selectEndpoint(ctx, endpointId)
  if (!endpoint) throw WebhookError.UnknownEndpoint({ field: "endpointId" })
  return endpoint
}
