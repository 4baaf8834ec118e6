import { brandById } from "#brands"
import { rootIdsOf } from "#customers"
import { anybody, defaultProgramme, factsOfOrder, pointsForOrder, pointsToReturn } from "#loyalty"
import { judgeRank, rankFactsOfOrder } from "#members"
import { type Order, orderById, paidOrders } from "#orders"
import { earnPoints, liveBook, returnPoints, revokePoints, usedUnder } from "#points"
import type { Context } from "#kernel/context"
import { gatherOver } from "#kernel/gather"
import type { Text } from "#kernel/text"
import { bookOf } from "./model-ring.ts"
import type { Numbers } from "./model-numbers.ts"
import { planOf } from "./numbers-rules.ts"
import { type Plan, rankBonusOf } from "./plan-rules.ts"
import { insertRingOrder, selectRingNumbers, selectRingOrder } from "./storage-ring-orders.ts"
import { selectHasRings, selectRingsOf } from "./storage-rings.ts"

const dayMs = 86_400_000
/** A ring does not wait for parcels: so long they are taken to be on their way. */
const deliveryDays = 3

const words: Readonly<Record<"order" | "signUp" | "back" | "taken", Text>> = {
  order: { ja: "お買い物（ベータ）", en: "Purchase (beta)" },
  signUp: { ja: "ベータへの参加", en: "Joined the beta" },
  back: { ja: "使った分のお返し（ベータ）", en: "Used on what was given back (beta)" },
  taken: { ja: "返品・取り消し（ベータ）", en: "Returned or cancelled (beta)" },
}

const planOfRing = (numbers: Numbers): Plan => planOf(numbers, { programme: defaultProgramme, ranks: null })

/**
 * An order of somebody in a running ring earns in the ring's own book, by the ring's own rules, once; refunds take back by
 * the very rules that it was judged by, whatever they are by now (X18, U07). Everybody else's orders are left alone.
 */
export async function earnInRing(
  ctx: Context,
  { orderId, customerId }: { orderId: string; customerId: string | null },
): Promise<void> {
  // Hardly any brand has a ring at any time: orders that come together ask that once.
  if (customerId === null || !(await gatherOver(ctx, "rehearsal.rings", [orderId], selectHasRings))) return
  const judged = await selectRingOrder(ctx, orderId)
  const root = (await rootIdsOf(ctx, [customerId])).get(customerId)
  if (!root) return
  const [ring] = judged ? [] : await selectRingsOf(ctx, [root])
  if (!judged && !ring) return
  const order = await orderById(ctx, orderId)
  if (!order) return
  await giveBack(ctx, root, order, judged)
  if (judged) return takeBack(ctx, root, order, judged)
  if (!ring || order.placedAt < ring.starts || !isPaid(order)) return
  const plan = planOfRing(ring.numbers)
  const points = await pointsOf(ctx, root, order, plan)
  if (!(await insertRingOrder(ctx, { ringId: ring.ringId, orderId, revision: ring.revision, points }))) return
  if (points === 0) return
  const { confirms, expiry } = plan.programme
  const waits = order.channel === "store" ? 0 : (deliveryDays + confirms.days) * dayMs
  await earnPoints(ctx, [
    {
      customerId: root,
      points,
      origin: "purchase",
      cause: { type: "order", id: orderId, rule: "ring", seq: 0 },
      programmeVersion: null,
      reason: words.order,
      effectiveAt: ctx.now(),
      confirmsAt: new Date(order.placedAt.getTime() + waits),
      expiry: lasting(expiry),
      orderId,
      book: bookOf(ring.ringId),
    },
  ])
}

const isPaid = (order: Order): boolean =>
  order.cancelledAt === null && (order.paymentApprovedAt !== null || order.channel === "store" || order.totals.paid > 0)

type Posting = {
  readonly customerId: string
  readonly book: string
  readonly kind: string
  readonly cause: { readonly type: string; readonly id: string }
}

/** What is paid with a ring's points earns none in it (L11). */
export async function onPointsMoved(ctx: Context, { postings }: { postings: readonly Posting[] }): Promise<void> {
  for (const { customerId, book, kind, cause } of postings)
    if (kind === "spent" && book !== liveBook && cause.type === "order")
      await earnInRing(ctx, { orderId: cause.id, customerId })
}

/** Points of a ring that were used on what was given back come home, as far as it was (L17). */
async function giveBack(ctx: Context, root: string, order: Order, judged: Judged | undefined): Promise<void> {
  if (order.totals.refunded === 0 && order.cancelledAt === null) return
  const [hers] = await selectRingsOf(ctx, [root])
  const ringId = judged?.ringId ?? hers?.ringId
  const numbers = judged ? await selectRingNumbers(ctx, judged.ringId, judged.revision) : hers?.numbers
  if (ringId === undefined || !numbers) return
  const [spend, book] = [{ type: "order", id: order.orderId }, bookOf(ringId)]
  const { spent, left } = await usedUnder(ctx, spend, book)
  if (left === 0) return
  const { programme } = planOfRing(numbers)
  const facts = factsOfOrder(order, { paidWithPoints: spent * programme.yenPerPoint })
  const home = pointsToReturn(programme, facts, spent)
  const points = home - (spent - left)
  if (points <= 0) return
  // What has come home by then is a cause of its own: told twice, nothing comes twice.
  const cause = { type: "order", id: order.orderId, rule: "ring-back", seq: home }
  const effectiveAt = order.cancelledAt ?? ctx.now()
  await returnPoints(ctx, { spend, points, cause, effectiveAt, ifExpired: "lost", reason: words.back, book })
}

type Judged = { readonly ringId: string; readonly revision: number; readonly points: number }

async function takeBack(
  ctx: Context,
  customerId: string,
  order: Order,
  { ringId, revision, points }: Judged,
): Promise<void> {
  const numbers = await selectRingNumbers(ctx, ringId, revision)
  const { spent } = await usedUnder(ctx, { type: "order", id: order.orderId }, bookOf(ringId))
  if (!numbers || (order.totals.refunded === 0 && order.cancelledAt === null && spent === 0)) return
  const plan = planOfRing(numbers)
  const keeps = Math.min(points, await pointsOf(ctx, customerId, order, plan, spent * plan.programme.yenPerPoint))
  if (keeps === points) return
  // Each state of the order is a cause of its own: told twice, nothing is taken twice.
  const cause = { type: "order-return", id: order.orderId, rule: "ring", seq: keeps }
  await revokePoints(ctx, [
    {
      customerId,
      keeps,
      cause,
      effectiveAt: ctx.now(),
      shortage: "debt" as const,
      reason: words.taken,
      of: {
        type: "order",
        id: order.orderId,
      },
      book: bookOf(ringId),
    },
  ])
}

async function pointsOf(
  ctx: Context,
  customerId: string,
  order: Order,
  plan: Plan,
  paidWithPoints = 0,
): Promise<number> {
  const rankBonusBp = await bonusOf(ctx, customerId, order.placedAt, plan)
  return pointsForOrder(factsOfOrder(order, { paidWithPoints }), plan.programme, { ...anybody, rankBonusBp }).points
}

/** By the rank that the ring's own ranks give for what she bought before. */
async function bonusOf(ctx: Context, customerId: string, at: Date, plan: Plan): Promise<number> {
  if (!plan.ranks) return 0
  const before = (await paidOrders(ctx, [customerId])).filter(({ paidAt }) => paidAt < at)
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const [first] = before
  if (!first) return 0
  const enrolledAt = new Date(first.paidAt.getTime() - 1)
  const { rank } = judgeRank({ enrolledAt, zone, facts: before.flatMap(rankFactsOfOrder) }, plan.ranks, at)
  return rankBonusOf(rank)
}

function lasting(expiry: Plan["programme"]["expiry"]) {
  return expiry?.kind === "months" || expiry?.kind === "sliding" ? expiry : null
}

/** What everybody in a ring gets for joining it, once. */
export async function earnForJoining(
  ctx: Context,
  ringId: string,
  numbers: Numbers,
  customerIds: readonly string[],
): Promise<void> {
  if (numbers.signUp === 0 || customerIds.length === 0) return
  const { programme } = planOfRing(numbers)
  await earnPoints(
    ctx,
    customerIds.map((customerId) => ({
      customerId,
      points: numbers.signUp,
      origin: "action" as const,
      cause: { type: "ring-joined", id: `${ringId}:${customerId}`, rule: "sign-up", seq: 0 },
      programmeVersion: null,
      reason: words.signUp,
      effectiveAt: ctx.now(),
      confirmsAt: ctx.now(),
      expiry: lasting(programme.expiry),
      book: bookOf(ringId),
    })),
  )
}
