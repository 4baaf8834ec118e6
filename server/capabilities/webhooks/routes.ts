import { route } from "#kernel/capability"
import {
  deleteLetterSystem,
  deleteWebhook,
  getLetterSystem,
  listDeliveries,
  listTopics,
  listWebhooks,
  patchWebhook,
  postReplay,
  postSecret,
  postTestMessage,
  postWebhook,
  putLetterSystem,
  readDelivery,
} from "./contract.ts"
import {
  addEndpoint,
  changeEndpoint,
  changeSecret,
  dropEndpoint,
  listEndpoints,
  replayDelivery,
  testEndpoint,
} from "./endpoints.ts"
import { WebhookError } from "./errors.ts"
import { connectSystem, disconnectSystem, letterSystem } from "./letter-system.ts"
import { selectAttempts, selectDeliveries, selectDelivery } from "./storage-deliveries.ts"
import { topicNames, topics } from "./topics.ts"

const done = { done: true } as const

export const routes = [
  route(listWebhooks, async (ctx) => ({ items: await listEndpoints(ctx) })),
  route(listTopics, async () => ({ items: topicNames.map((topic) => ({ topic, ...topics[topic] })) })),
  route(getLetterSystem, async (ctx) => {
    const system = await letterSystem(ctx)
    if (!system) return { system: null }
    const { secret: _secret, ...shown } = system
    return { system: shown }
  }),
  route(putLetterSystem, connectSystem),
  route(deleteLetterSystem, async (ctx) => {
    await disconnectSystem(ctx)
    return done
  }),
  route(postWebhook, addEndpoint),
  route(patchWebhook, async (ctx, { endpointId, ...change }) => {
    await changeEndpoint(ctx, endpointId, change)
    return done
  }),
  route(postSecret, (ctx, { endpointId, oldSecretHours }) => changeSecret(ctx, endpointId, oldSecretHours)),
  route(deleteWebhook, async (ctx, { endpointId }) => {
    await dropEndpoint(ctx, endpointId)
    return done
  }),
  route(postTestMessage, (ctx, { endpointId, topic }) => testEndpoint(ctx, endpointId, topic)),
  route(listDeliveries, async (ctx, { cursor, limit, ...filter }) => {
    const beforeId = cursor && /^[0-9a-f-]{36}$/.test(cursor) ? cursor : null
    const rows = await selectDeliveries(ctx, { ...filter, beforeId, limit: limit + 1 })
    const items = rows.slice(0, limit)
    return { items, cursor: rows.length > limit ? (items.at(-1)?.deliveryId ?? null) : null }
  }),
  route(readDelivery, async (ctx, { deliveryId }) => {
    const delivery = await selectDelivery(ctx, deliveryId)
    if (!delivery) throw WebhookError.UnknownDelivery({ field: "deliveryId" })
    return { ...delivery, attemptLog: await selectAttempts(ctx, deliveryId) }
  }),
  route(postReplay, async (ctx, { deliveryId }) => {
    await replayDelivery(ctx, deliveryId)
    return done
  }),
]
