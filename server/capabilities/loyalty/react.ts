import { z } from "zod"
import { brandById } from "#brands"
import { type consentChanged, people } from "#customers"
import type { memberEnrolled } from "#members"
import { ordersOf, type OrderNews, type PastOrdersApplied } from "#orders"
import type { pointsMoved } from "#points"
import type { ShipmentNews } from "#shipments"
import type { Context } from "#kernel/context"
import { type Applied, appliedEffect, enqueue, enqueueAll } from "#kernel/effects"
import { gather, gatherOver } from "#kernel/gather"
import { dayIn } from "#kernel/zones"
import { awardActs, type WantedAct } from "./award-acts.ts"
import { judgeOrders } from "./judge-orders.ts"
import { filledFields } from "./profile-rules.ts"
import { currentProgramme, hasProgramme, programmeAt } from "./programmes.ts"
import { insertJoined } from "./storage-acts.ts"
import { insertSpends } from "./storage-orders.ts"

const Judging = z.object({ orderId: z.uuid() })

/** Brings the points of orders to what is known by now, many at a time. */
export const judgeEffect = appliedEffect({
  kind: "loyalty.judge",
  payload: Judging,
  apply: (ctx, { orderId }) => judgeOrders(ctx, [orderId]),
  applyAll: (ctx, wanted: readonly Applied<z.infer<typeof Judging>>[]) =>
    judgeOrders(
      ctx,
      wanted.map(({ payload }) => payload.orderId),
    ),
  title: { ja: "注文のポイントを数える", en: "Reckon an order's points" },
  subject: ({ orderId }) => `order:${orderId}`,
})

/** Something of an order has changed: payment, goods, refund, cancellation, its parcels. */
export async function onOrder(ctx: Context, { orderId, customerId }: OrderNews | ShipmentNews): Promise<void> {
  if (customerId === null || !(await hasProgramme(ctx))) return
  await enqueue(ctx, judgeEffect, { orderId }, { key: ctx.id() })
}

/** Orders were brought in; those placed since the programme began earn. */
export async function onPastOrders(ctx: Context, { orders }: PastOrdersApplied): Promise<void> {
  if (!(await hasProgramme(ctx))) return
  const known = orders.filter(({ customerId }) => customerId !== null)
  await enqueueAll(
    ctx,
    judgeEffect,
    known.map(({ orderId }) => ({ payload: { orderId }, key: ctx.id() })),
  )
}

type Posting = z.output<(typeof pointsMoved)["payload"]>["postings"][number]
const isUuid = (text: string) => z.uuid().safeParse(text).success

/** Points were used on an order: that part of it earns none, and comes back with it (L11, L17). */
export async function onPointsMoved(ctx: Context, { postings }: { postings: readonly Posting[] }): Promise<void> {
  const spent = postings.filter(
    ({ kind, book, cause }) => kind === "spent" && book === "live" && cause.type === "order" && isUuid(cause.id),
  )
  if (spent.length === 0) return
  await insertSpends(
    ctx,
    spent.map(({ cause, points }) => ({
      orderId: cause.id,
      spendType: cause.type,
      spendId: cause.id,
      points: Math.abs(points),
    })),
  )
  for (const { cause } of spent) await enqueue(ctx, judgeEffect, { orderId: cause.id }, { key: ctx.id() })
}

type Enrolled = z.output<(typeof memberEnrolled)["payload"]>

/**
 * Somebody has joined, by mail or LINE or any other way: the sign-up reward, once per person (B05, B06), what her profile
 * already earns, and what she bought since she joined.
 */
export async function onEnrolled(ctx: Context, { customerId, at, ring }: Enrolled): Promise<void> {
  const book = ring === null ? "live" : `ring:${ring}`
  if (ring === null) await noteJoined(ctx, customerId, at)
  const programme = (await programmeAt(ctx, at))?.programme
  if (!programme) return
  const signUps = programme.actions.filter(({ on }) => on.kind === "sign-up")
  await awardActs(
    ctx,
    signUps.map(({ key }) => ({ customerId, action: key, causeId: "sign-up", at, book })),
  )
  if (ring !== null) return
  await onCustomersChanged(ctx, { customerIds: [customerId] })
  for (const { orderId, paymentApprovedAt } of await ordersOf(ctx, customerId, 50))
    if (paymentApprovedAt && paymentApprovedAt >= at) await enqueue(ctx, judgeEffect, { orderId }, { key: ctx.id() })
}

async function noteJoined(ctx: Context, customerId: string, at: Date): Promise<void> {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const day = dayIn(zone, at)
  const monthDay = day.slice(5) === "02-29" ? "02-28" : day.slice(5)
  await gather(ctx, "loyalty.joined", { customerId, day, monthDay }, async (ctx, joined) => {
    await insertJoined(ctx, joined)
    return joined
  })
}

/** Fields of a profile are filled: each earns once (B10). */
export async function onCustomersChanged(
  ctx: Context,
  { customerIds }: { customerIds: readonly string[] },
): Promise<void> {
  if (customerIds.length === 0 || !(await hasProgramme(ctx))) return
  const rules = ((await currentProgramme(ctx))?.programme.actions ?? []).flatMap(({ key, on, isOn }) =>
    isOn && on.kind === "profile" ? [{ key, field: on.field }] : [],
  )
  if (rules.length === 0) return
  const at = ctx.now()
  const found = await gatherOver(ctx, "loyalty.people", customerIds, people)
  const own = new Set(customerIds)
  const wanted = found
    .filter(({ ids }) => ids.some((id) => own.has(id)))
    .flatMap((person): WantedAct[] => {
      const filled = filledFields(person)
      return rules
        .filter(({ field }) => filled.has(field))
        .map(({ key, field }) => ({ customerId: person.customerId, action: key, causeId: `profile:${field}`, at }))
    })
  await awardActs(ctx, wanted)
}

type Consent = z.output<(typeof consentChanged)["payload"]>

/** She has agreed to be written to on a channel: once each (B10). */
export async function onConsent(ctx: Context, { customerId, channel, purpose, state, at }: Consent): Promise<void> {
  if (purpose !== "marketing" || state !== "given" || !(await hasProgramme(ctx))) return
  const rules = ((await currentProgramme(ctx))?.programme.actions ?? []).filter(
    ({ on, isOn }) => isOn && on.kind === "consent" && on.channel === channel,
  )
  await awardActs(
    ctx,
    rules.map(({ key }) => ({ customerId, action: key, causeId: `consent:${channel}`, at })),
  )
}
