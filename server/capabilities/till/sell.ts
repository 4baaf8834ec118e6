import { brandById } from "#brands"
import { addIdentity, type Identity, identitiesOf, rootIdsOf } from "#customers"
import { currentProgramme, judgedOrders, judgeOrders } from "#loyalty"
import type { Member } from "#members"
import { applyMilestone, applyOrder, applyRefund } from "#orders"
import { balancesOf, type Book, holdById, releaseHold, spendPoints } from "#points"
import { type Context, inTransaction, lock } from "#kernel/context"
import { gatherOver } from "#kernel/gather"
import { TillError } from "./errors.ts"
import { bookOf, memberAt } from "./find-member.ts"
import type { Sale, SaleRefund, SaleVoid } from "./model.ts"
import { aheadMs, cardIssuer, goodsOf, orderName, orderOfSale } from "./sale-rules.ts"

export type Sold = {
  readonly orderId: string
  /** What the sale is worth by now: earned, less what was taken back. */
  readonly points: number
  /** When they become usable; null: not known yet. */
  readonly usableAt: Date | null
  readonly used: number
  readonly available: number
}

/**
 * A sale at a till: an order of its store that is paid on the spot, so that points, ranks, offers and returns are those of
 * any order (O17). The same sale again is the same order. Points are used first. Throws `till.NotYet`, `till.TooManyPoints`, `till.ForeignHold`,
 * `members.UnknownCard`, `points.NotEnoughPoints`, `points.PointsExpired`.
 */
export const sell = (ctx: Context, sale: Sale): Promise<Sold> =>
  inTransaction(ctx, async (ctx) => {
    if (sale.at.getTime() > ctx.now().getTime() + aheadMs) throw TillError.NotYet({ field: "at" })
    const member = await memberAt(ctx, { code: sale.code, customerId: sale.customerId })
    const points = await pointsWanted(ctx, sale, member)
    const currency = (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
    const { orderId } = await applyOrder(ctx, orderOfSale(sale, await identitiesFor(ctx, member), currency))
    if (points > 0) await pay(ctx, sale, member, orderId, points)
    await judgeOrders(ctx, [orderId])
    return soldOf(ctx, orderId, member.customerId, bookOf(member))
  })

/** How many points it is paid with. Throws `till.TooManyPoints`, `till.ForeignHold`. */
async function pointsWanted(ctx: Context, { holdId, usePoints, lines }: Sale, member: Member): Promise<number> {
  const held = holdId === undefined ? undefined : await holdById(ctx, holdId)
  if (holdId !== undefined && !(await isHers(ctx, held?.customerId, member)))
    throw TillError.ForeignHold({ field: "holdId" })
  const points = held?.points ?? usePoints ?? 0
  const yenPerPoint = (await currentProgramme(ctx))?.programme.yenPerPoint ?? 1
  if (points * yenPerPoint > goodsOf(lines)) throw TillError.TooManyPoints({ field: "usePoints" })
  return points
}

const isHers = async (ctx: Context, holder: string | undefined, { customerId }: Member): Promise<boolean> =>
  holder !== undefined && (await rootIdsOf(ctx, [holder])).get(holder) === customerId

/** The points are spent on the order itself, so that they come back with it (L17). */
async function pay(ctx: Context, { holdId, at }: Sale, member: Member, orderId: string, points: number) {
  if (holdId !== undefined) await releaseHold(ctx, { holdId })
  await spendPoints(ctx, {
    customerId: member.customerId,
    book: bookOf(member),
    points,
    cause: { type: "order", id: orderId, rule: "till", seq: 0 },
    purpose: "till",
    reason: { ja: "店頭でのご利用", en: "Used at the till" },
    effectiveAt: at < ctx.now() ? at : ctx.now(),
    orderId,
  })
}

/**
 * What the order finds her by: her card, and the first time something else that is surely hers, so that the card becomes a
 * thing that she is recognised by.
 */
async function identitiesFor(ctx: Context, { customerId, card }: Member): Promise<Identity[]> {
  const own = { kind: "pos" as const, issuer: cardIssuer, value: card, verified: true }
  const isOwn = (one: IdentityOf) => one.kind === "pos" && one.issuer === cardIssuer && one.value === card
  const known = await identitiesOf(ctx, customerId)
  if (known.some(isOwn)) return [own]
  const sure = known.find((one) => one.sure)
  if (sure) return [{ kind: sure.kind, issuer: sure.issuer, value: sure.value, verified: true }, own]
  await lock(ctx, `till.card:${card}`)
  if (!(await identitiesOf(ctx, customerId)).some(isOwn)) await addIdentity(ctx, customerId, own)
  return [own]
}
type IdentityOf = Awaited<ReturnType<typeof identitiesOf>>[number]

/** Something was given back. It may come before its sale, and twice; all refunds together are counted (L15). */
export const refundSale = (ctx: Context, { refundId, at, amount, lines, reason, ...sale }: SaleRefund): Promise<Sold> =>
  inTransaction(ctx, async (ctx) => {
    const told = lines.map(({ lineId, ...line }) => ({ lineExternalId: lineId, ...line }))
    const refund = { externalId: refundId, at, amount, lines: told, ...(reason === "" ? {} : { reason }) }
    const { orderId, customerId } = await applyRefund(ctx, orderName(sale), refund)
    await judgeOrders(ctx, [orderId])
    return soldOf(ctx, orderId, customerId)
  })

/** The sale was no sale: everything earned by it goes, points used on it come back. It may come before its sale, and twice. */
export const voidSale = (ctx: Context, { at, ...sale }: SaleVoid): Promise<Sold> =>
  inTransaction(ctx, async (ctx) => {
    const { orderId, customerId } = await applyMilestone(ctx, orderName(sale), "cancelledAt", at)
    await judgeOrders(ctx, [orderId])
    return soldOf(ctx, orderId, customerId)
  })

async function soldOf(ctx: Context, orderId: string, customerId: string | null, book?: Book): Promise<Sold> {
  const judged = await gatherOver(ctx, "till.judged", [orderId], judgedOrders)
  const standing = judged.find((one) => one.orderId === orderId)
  const balance = customerId ? (await balancesOf(ctx, [customerId], book)).get(customerId) : undefined
  return {
    orderId,
    points: standing?.points ?? 0,
    usableAt: standing?.confirmsAt ?? null,
    used: (standing?.used ?? 0) - (standing?.returned ?? 0),
    available: balance?.available ?? 0,
  }
}
