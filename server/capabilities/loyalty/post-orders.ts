import { confirmPoints, type Earn, earnPoints, type ExpiryRule, returnPoints, type Revoke, revokePoints } from "#points"
import type { Context } from "#kernel/context"
import { day } from "#kernel/days"
import type { Text } from "#kernel/text"
import type { Expiry, Programme } from "./model.ts"
import type { Judged } from "./model-order.ts"
import type { Grounded } from "./order-ground.ts"
import type { Standing } from "./storage-orders.ts"

/** An order that was judged: what stood before, and what is to stand. */
export type Settled = {
  readonly ground: Grounded
  readonly programme: Programme
  readonly judged: Judged
  readonly before: Standing
  readonly after: Standing
  /** Why it is judged anew, where it is a person who wants it. */
  readonly because?: { readonly rule: string; readonly reason: Text }
}

export const expiryRule = (expiry: Expiry | null): ExpiryRule | null =>
  expiry?.kind === "at" ? { kind: "at", on: day(expiry.on) } : expiry

/** Brings the ledger from `before` to `after`: earns what is more, takes back what is less, returns points that were used. */
export async function postOrders(ctx: Context, settled: readonly Settled[]): Promise<void> {
  const earns = settled.flatMap(earnOf)
  if (earns.length > 0) await earnPoints(ctx, earns)
  const confirms = settled.flatMap(confirmOf)
  if (confirms.length > 0) await confirmPoints(ctx, confirms)
  const revokes = settled.flatMap((one) => revokeOf(ctx, one))
  if (revokes.length > 0) await revokePoints(ctx, revokes)
  for (const one of settled) await returnUsed(ctx, one)
}

const causeOf = ({ before, because }: Settled, rule: string) => ({
  type: "order",
  id: before.orderId,
  rule: because?.rule ?? rule,
  seq: before.seq,
})

function earnOf(one: Settled): Earn[] {
  const { before, after, judged, programme, ground, because } = one
  const more = after.points - before.points
  if (more <= 0) return []
  const isFirst = before.seq === 0
  const number = ground.order.number
  return [
    {
      customerId: after.customerId,
      points: more,
      origin: "purchase",
      cause: causeOf(one, isFirst ? "purchase" : "changed"),
      programmeVersion: after.version,
      reason: because?.reason ?? {
        ja: isFirst ? `ご注文 ${number}` : `ご注文 ${number} の変更`,
        en: isFirst ? `Order ${number}` : `Change of order ${number}`,
      },
      effectiveAt: after.paidAt,
      confirmsAt: after.confirmsAt,
      expiry: expiryRule(programme.expiry),
      orderId: after.orderId,
      ...(isFirst
        ? { lines: judged.lines.filter(({ points }) => points > 0).map(({ lineId, points }) => ({ lineId, points })) }
        : {}),
    },
  ]
}

function confirmOf({ before, after }: Settled): Parameters<typeof confirmPoints>[1][number][] {
  const { confirmsAt } = after
  if (before.points === 0 || confirmsAt === null || before.confirmsAt?.getTime() === confirmsAt.getTime()) return []
  return [{ cause: { type: "order", id: after.orderId }, confirmsAt }]
}

function revokeOf(ctx: Context, one: Settled): Revoke[] {
  const { before, after, programme, ground, because } = one
  if (after.points >= before.points) return []
  const number = ground.order.number
  return [
    {
      customerId: after.customerId,
      of: { type: "order", id: after.orderId },
      keeps: after.points,
      cause: causeOf(one, "given-back"),
      effectiveAt: because ? ctx.now() : (givenBackAt(ground) ?? ctx.now()),
      shortage: programme.shortage,
      reason: because?.reason ?? {
        ja: `ご注文 ${number} の返品・取消`,
        en: `Order ${number}: returned or cancelled`,
      },
    },
  ]
}

/** When the last of what was given back was. */
function givenBackAt({ order }: Grounded): Date | undefined {
  const times = [...order.refunds.map(({ at }) => at), ...(order.cancelledAt ? [order.cancelledAt] : [])]
  return times.toSorted((a, b) => b.getTime() - a.getTime())[0]
}

/** Points used on what was given back come home to their lots (L17), spend by spend. */
async function returnUsed(ctx: Context, { before, after, programme, ground }: Settled): Promise<void> {
  let passed = 0
  for (const { spendType, spendId, points } of ground.spends) {
    const part = (returned: number) => Math.min(points, Math.max(0, returned - passed))
    const more = part(after.returned) - part(before.returned)
    passed += points
    if (more <= 0) continue
    await returnPoints(ctx, {
      spend: { type: spendType, id: spendId },
      points: more,
      cause: { type: "order", id: after.orderId, rule: `used-back:${spendId}`, seq: before.seq },
      effectiveAt: givenBackAt(ground) ?? ctx.now(),
      ifExpired: programme.returnedExpired,
      reason: {
        ja: `ご注文 ${ground.order.number} で使った分のお返し`,
        en: `Used on order ${ground.order.number}, given back`,
      },
    })
  }
}
