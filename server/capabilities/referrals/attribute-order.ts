import { rootIdsOf } from "#customers"
import { mayBeCode, typedCode } from "#offers"
import { type Order, orderById, type OrderNews, standingOrders } from "#orders"
import { recordEvents } from "#events"
import { touchCustomers } from "#segments"
import type { ShipmentNews } from "#shipments"
import { type Context, lock } from "#kernel/context"
import { gather } from "#kernel/gather"
import { attribute, type Touch } from "./attribution-rules.ts"
import { judge } from "./doubt-rules.ts"
import { earnCommission, settleCommission } from "./earn-commission.ts"
import { hasComeBack, knowPerson } from "./know-people.ts"
import type { Programme, Referral } from "./model.ts"
import { currentProgramme } from "./programme.ts"
import { dueOn, settleReferral } from "./settle-referral.ts"
import { countSpeed, type OrderAsk, selectClaims, selectTouches } from "./storage-claims.ts"
import { type LinkAtDoor, selectLink } from "./storage-links.ts"
import {
  countAlike,
  holdReferrals,
  holdRing,
  insertReferral,
  selectConcerned,
  selectRing,
} from "./storage-referrals.ts"
import { ringTraits } from "./traits-rules.ts"

/** An order was told or has changed: it may come from a link, or be one that did. */
export async function noteOrder(ctx: Context, news: OrderNews & { discountCodes: readonly string[] }): Promise<void> {
  if (news.customerId === null) return
  const codes = [...new Set(news.discountCodes.map(typedCode).filter(mayBeCode))]
  await noteReferredOrder(ctx, { orderId: news.orderId, customerId: news.customerId, codes })
}

/** The same of an order by somebody known, with the codes that were typed with it. */
export async function noteReferredOrder(ctx: Context, ask: OrderAsk): Promise<void> {
  const seen = await look(ctx, ask)
  if (!seen.isKnown && seen.touches.length === 0) return
  const order = await orderById(ctx, ask.orderId)
  if (!order) return
  // Two orders of one person at once: the first is the one by which she was brought.
  await lock(ctx, `referrals:friend:${seen.friendId}`)
  await bring(ctx, order, seen)
  await followUp(ctx, order)
}

/** What waits for this order's arrival or return is looked at again. */
export async function followUp(ctx: Context, order: Order): Promise<void> {
  for (const referral of await holdReferrals(ctx, { orderIds: [order.orderId] }))
    await settleReferral(ctx, referral, order)
  await settleCommission(ctx, order)
}

/** A parcel has arrived: the return window of its order may begin. */
export async function noteArrival(ctx: Context, { orderId }: ShipmentNews): Promise<void> {
  const concerned = await gather(ctx, "referrals.concerned", orderId, async (ctx, ids) => {
    const found = await selectConcerned(ctx, ids)
    return ids.map((id) => found.has(id))
  })
  const order = concerned ? await orderById(ctx, orderId) : undefined
  if (order) await followUp(ctx, order)
}

type Looked = {
  readonly friendId: string
  readonly touches: readonly (Touch & { wasKnown: boolean | null })[]
  /** There are referrals of this friend or this order. */
  readonly isKnown: boolean
}

/** Most orders have nothing to do with a link, which two looks at indexes tell, for all that are told together. */
const look = (ctx: Context, ask: OrderAsk): Promise<Looked> =>
  gather(ctx, "referrals.look", ask, async (ctx, asks) => {
    const roots = await rootIdsOf(
      ctx,
      asks.map((one) => one.customerId),
    )
    const rooted = asks.map((one) => ({ ...one, customerId: roots.get(one.customerId) ?? one.customerId }))
    const touches = Map.groupBy(await selectTouches(ctx, rooted), (touch) => touch.orderId)
    const known = await selectConcerned(
      ctx,
      rooted.flatMap((one) => [one.orderId, one.customerId]),
    )
    return rooted.map(({ orderId, customerId }) => ({
      friendId: customerId,
      touches: touches.get(orderId) ?? [],
      isKnown: known.has(orderId) || known.has(customerId),
    }))
  })

async function bring(ctx: Context, order: Order, { friendId, touches }: Looked): Promise<void> {
  const live = await currentProgramme(ctx)
  if (!live || !order.counted) return
  const touch = attribute(touches, live.document.attribution, order.placedAt)
  const link = touch && (await selectLink(ctx, { linkId: touch.linkId }))
  if (!touch || !link) return
  const brought = (await holdReferrals(ctx, { friendIds: [friendId], orderIds: [order.orderId] })).filter(
    (one) => one.friendId === friendId && (one.state !== "refused" || one.orderId === order.orderId),
  )
  const wasKnown = touches.some((one) => one.wasKnown === true)
  if (brought.length === 0) await makeReferral(ctx, { order, friendId, touch, link, live, wasKnown })
  if (link.partnerId && order.counted && !link.isPaused && !live.isPaused)
    await earnCommission(ctx, { order, friendId, link, partnerId: link.partnerId, programme: live.document })
}

type Found = {
  readonly order: Order
  readonly friendId: string
  readonly touch: Touch
  readonly link: LinkAtDoor
  readonly live: { readonly version: number; readonly document: Programme; readonly isPaused: boolean }
  readonly wasKnown: boolean
}

/** Decides whether it counts, waits or is looked at, and writes it down with its reasons (J02, S60). */
async function makeReferral(ctx: Context, found: Found): Promise<void> {
  const { order, friendId, touch, link, live } = found
  const friend = await knowPerson(ctx, friendId, order)
  if (!friend) return
  const ring = link.customerId ? await ringOf(ctx, friend.customer.customerId, link.customerId) : []
  const verdict = await verdictOn(ctx, found, friend, ring.length > 0)
  const referral: Referral = {
    referralId: ctx.id(),
    friendId,
    inviterId: link.customerId,
    partnerId: link.partnerId,
    linkId: link.linkId,
    channel: link.channel,
    contentId: link.contentId,
    by: touch.by,
    orderId: order.orderId,
    amount: Math.max(0, order.totals.total - order.totals.refunded),
    currency: order.currency,
    placedAt: order.placedAt,
    state: verdict.is === "refused" ? "refused" : verdict.is === "held" ? "held" : "waiting",
    doubts: verdict.doubts,
    releasesAt: await dueOn(ctx, order, live.document),
    settledAt: null,
    reviewedBy: null,
    note: null,
    market: order.shippingAddress?.prefecture ?? order.shippingAddress?.country ?? null,
    programme: live.version,
    toInviter: null,
    toFriend: null,
  }
  if (
    !(await insertReferral(ctx, {
      ...referral,
      traits: ringTraits(friend.traits),
      discount: await couponOf(ctx, found),
    }))
  )
    return
  // Whoever closes a ring shows what the others in it were: all of them wait for a person (S60).
  if (verdict.is === "held") await holdRing(ctx, ring)
  await tell(ctx, referral)
}

/** The referrals by which the friend has brought her own inviter. */
async function ringOf(ctx: Context, friendId: string, inviterId: string): Promise<string[]> {
  const roots = await rootIdsOf(ctx, [inviterId])
  return (await selectRing(ctx, friendId, roots.get(inviterId) ?? inviterId)).map(({ referralId }) => referralId)
}

/** What the coupon took off that she was given for coming. */
async function couponOf(ctx: Context, { order, friendId }: Found): Promise<number> {
  const given = new Set((await selectClaims(ctx, [friendId])).flatMap(({ code }) => (code ? [code] : [])))
  return (order.discountCodes ?? [])
    .filter(({ code }) => given.has(typedCode(code)))
    .reduce((sum, { amount = 0 }) => sum + amount, 0)
}

async function verdictOn(
  ctx: Context,
  { order, friendId, link, live, wasKnown }: Found,
  friend: NonNullable<Awaited<ReturnType<typeof knowPerson>>>,
  isCircle: boolean,
) {
  const inviter = link.customerId ? await knowPerson(ctx, link.customerId) : undefined
  const traits = ringTraits(friend.traits)
  const speed = await countSpeed(ctx, {
    friendId,
    devices: friend.traits.devices,
    networks: friend.traits.networks,
    inviterId: link.customerId,
    since: new Date(ctx.now().getTime() - 86_400_000),
  })
  const before = (await standingOrders(ctx, friend.ids)).filter(
    (one) => one.orderId !== order.orderId && one.placedAt <= order.placedAt,
  )
  const inviterId = inviter?.customer.customerId
  return judge({
    inviter: inviter ? { customerId: inviter.customer.customerId, traits: inviter.traits } : null,
    friend: { customerId: friend.customer.customerId, traits: friend.traits },
    ordersBefore: before.length,
    wasKnown,
    newcomer: live.document.newcomer.is,
    cameBack: await hasComeBack(ctx, friendId),
    isPaused: live.isPaused || link.isPaused,
    ...speed,
    alike: inviterId ? await countAlike(ctx, { inviterId, friendId, traits }) : 0,
    isCircle,
  })
}

/** A fact of both: segments and flows can ask for it. The inviter is not told who it was, nor what was bought. */
async function tell(
  ctx: Context,
  { referralId, friendId, inviterId, orderId, channel, state, placedAt }: Referral,
): Promise<void> {
  if (state === "refused") return
  const occurredAt = placedAt <= ctx.now() ? placedAt : ctx.now()
  const both = { occurredAt, source: "maido", properties: { channel } }
  await recordEvents(ctx, [
    {
      ...both,
      customerId: friendId,
      name: "Referral Accepted",
      externalId: `referrals:${referralId}:accepted`,
      orderId,
    },
    ...(inviterId
      ? [{ ...both, customerId: inviterId, name: "Friend Joined", externalId: `referrals:${referralId}:joined` }]
      : []),
  ])
  await touchCustomers(ctx, [friendId, ...(inviterId ? [inviterId] : [])])
}
