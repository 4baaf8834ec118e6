import { consentChanged, customerErased, customerMerged } from "#customers"
import { flowReached } from "#flows"
import { orderCancelled, orderReceived, orderRefunded, paymentApproved, stockAllocated } from "#orders"
import { segmentEntered, segmentLeft } from "#segments"
import { shipmentDelayed, shipmentDelivered, shipmentOutForDelivery, shipmentShipped } from "#shipments"
import type { Context } from "#kernel/context"
import { enqueueAll } from "#kernel/effects"
import { type EventType, type Reaction, when } from "#kernel/events"
import { deliverEffect } from "./deliver.ts"
import { insertDeliveries } from "./storage-deliveries.ts"
import type { TopicName } from "./topics.ts"
import { endpointsFor } from "./wanted-topics.ts"

/** Writes one message for each of these endpoints, in the caller's transaction. `data` holds ids and times, nothing personal. */
export async function tellEndpoints(
  ctx: Context,
  topic: TopicName,
  data: object,
  endpointIds: readonly string[],
): Promise<string[]> {
  if (endpointIds.length === 0) return []
  const body = JSON.stringify({ type: topic, timestamp: ctx.now().toISOString(), data })
  const deliveries = endpointIds.map((endpointId) => ({ deliveryId: ctx.id(), endpointId, topic, body }))
  await insertDeliveries(ctx, deliveries)
  await enqueueAll(
    ctx,
    deliverEffect,
    deliveries.map(({ deliveryId }) => ({ key: deliveryId, payload: { deliveryId } })),
  )
  return deliveries.map(({ deliveryId }) => deliveryId)
}

const told = <T extends object>(event: EventType<T>, topic: TopicName, dataOf: (fact: T) => object = (fact) => fact) =>
  when(event, async (ctx, fact) => {
    await tellEndpoints(ctx, topic, dataOf(fact), await endpointsFor(ctx, topic))
  })

// A message about people who moved together stays small enough to be read: the next thousand come in the next message.
const peopleAtOnce = 1_000

const toldOfPeople = <T extends { customerIds: string[] }>(event: EventType<T>, topic: TopicName) =>
  when(event, async (ctx, fact) => {
    const endpointIds = await endpointsFor(ctx, topic)
    if (endpointIds.length === 0) return
    for (let i = 0; i < fact.customerIds.length; i += peopleAtOnce)
      await tellEndpoints(
        ctx,
        topic,
        { ...fact, customerIds: fact.customerIds.slice(i, i + peopleAtOnce) },
        endpointIds,
      )
  })

/** Whether we are too late to tell the buyer is our own affair. */
const withoutLate = <T extends { late: boolean }>({ late: _late, ...data }: T) => data

/** Which announcement becomes which topic. */
export const tellings: readonly Reaction[] = [
  told(orderReceived, "order.received", withoutLate),
  told(paymentApproved, "order.payment_approved", withoutLate),
  told(stockAllocated, "order.stock_allocated", withoutLate),
  told(orderCancelled, "order.cancelled", withoutLate),
  told(orderRefunded, "order.refunded", withoutLate),
  told(shipmentShipped, "shipment.shipped", withoutLate),
  told(shipmentOutForDelivery, "shipment.out_for_delivery", withoutLate),
  told(shipmentDelivered, "shipment.delivered", withoutLate),
  told(shipmentDelayed, "shipment.delayed", withoutLate),
  told(customerMerged, "customer.merged"),
  told(customerErased, "customer.erased"),
  told(consentChanged, "consent.changed"),
  toldOfPeople(flowReached, "flow.reached"),
  toldOfPeople(segmentEntered, "segment.entered"),
  toldOfPeople(segmentLeft, "segment.left"),
]
