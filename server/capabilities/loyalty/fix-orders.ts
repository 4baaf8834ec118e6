import { audit } from "#brands"
import { type Context, inTransaction, lock } from "#kernel/context"
import type { Text } from "#kernel/text"
import { LoyaltyError } from "./errors.ts"
import { settle } from "./judge-orders.ts"
import { memberFactsFor } from "./member-facts.ts"
import type { MemberFacts } from "./model-order.ts"
import { groundOf } from "./order-ground.ts"
import { postOrders } from "./post-orders.ts"
import { byOf, programmeVersion } from "./programmes.ts"
import { type Fix, type FixedOrder, insertFix, selectFix, selectFixedOrders, setFixState } from "./storage-fixes.ts"
import {
  countStandingsIn,
  selectStandings,
  selectStandingsIn,
  type Standing,
  writeStandings,
  writeSteps,
} from "./storage-orders.ts"

const together = 500
/** Judged anew in one transaction, so that a correction stands or falls as a whole. */
export const mostOrders = 20_000

export type WantedFix = {
  readonly version: number
  /** Orders placed from here on, and before there. */
  readonly from: Date
  readonly until: Date
  readonly reason: string
}

/**
 * Looks what orders of a span would come to by another version: the difference order by order, nothing is posted (L22).
 * Throws `loyalty.UnknownVersion`, `loyalty.FixTooLarge`.
 */
export const lookAtFix = (ctx: Context, { version, from, until, reason }: WantedFix): Promise<Fix> =>
  inTransaction(ctx, async (ctx) => {
    const wanted = await programmeVersion(ctx, version)
    if (!wanted) throw LoyaltyError.UnknownVersion({ field: "version" })
    const count = await countStandingsIn(ctx, from, until)
    if (count > mostOrders) throw LoyaltyError.FixTooLarge({ orders: count, most: mostOrders })
    const changed: FixedOrder[] = []
    let after: string | null = null
    for (;;) {
      const found: Standing[] = await selectStandingsIn(ctx, { from, until, after, limit: together })
      const grounds = new Map(
        (
          await groundOf(
            ctx,
            found.map(({ orderId }) => orderId),
          )
        ).map((g) => [g.order.orderId, g]),
      )
      for (const standing of found) {
        const ground = grounds.get(standing.orderId)
        if (!ground) continue
        const memberAfter = await memberThen(ctx, standing, wanted.programme)
        const { after: then } = settle(ground, wanted, { ...standing, member: memberAfter })
        if (then.points === standing.points && standing.version === version) continue
        changed.push({
          orderId: standing.orderId,
          customerId: standing.customerId,
          versionBefore: standing.version,
          memberBefore: standing.member,
          memberAfter,
          pointsBefore: standing.points,
          pointsAfter: then.points,
        })
      }
      after = found.at(-1)?.orderId ?? null
      if (found.length < together) break
    }
    const differ = changed.filter(({ pointsBefore, pointsAfter }) => pointsBefore !== pointsAfter)
    const fix: Fix = {
      fixId: ctx.id(),
      version,
      from,
      until,
      reason,
      state: "looked-at",
      madeAt: ctx.now(),
      madeBy: byOf(ctx.actor),
      appliedAt: null,
      appliedBy: null,
      reversedAt: null,
      reversedBy: null,
      orders: differ.length,
      people: new Set(differ.map(({ customerId }) => customerId)).size,
      more: differ.reduce((sum, o) => sum + Math.max(0, o.pointsAfter - o.pointsBefore), 0),
      fewer: differ.reduce((sum, o) => sum + Math.max(0, o.pointsBefore - o.pointsAfter), 0),
    }
    await insertFix(ctx, fix, changed)
    return fix
  })

/** Her rank and bonuses are as they were then; segments that the other version asks for, as they are now. */
async function memberThen(
  ctx: Context,
  { orderId, customerId, placedAt, paidAt, member }: Standing,
  programme: Parameters<typeof memberFactsFor>[1],
): Promise<MemberFacts> {
  const now = await memberFactsFor(ctx, programme, { orderId, customerId, placedAt, paidAt })
  return { ...member, segments: now.segments, used: now.used }
}

/** Posts what was looked at, under the correction's id. Throws `loyalty.UnknownFix`, `loyalty.FixState`. */
export const applyFix = (ctx: Context, fixId: string): Promise<void> =>
  carryOut(ctx, fixId, { from: "looked-at", to: "applied", rule: `fix:${fixId}` })

/** Takes it all back: each order is judged by what it was judged by before. */
export const reverseFix = (ctx: Context, fixId: string): Promise<void> =>
  carryOut(ctx, fixId, { from: "applied", to: "reversed", rule: `unfix:${fixId}` })

type Way = { readonly from: Fix["state"]; readonly to: "applied" | "reversed"; readonly rule: string }

const carryOut = (ctx: Context, fixId: string, { from, to, rule }: Way): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const fix = await selectFix(ctx, fixId)
    if (!fix) throw LoyaltyError.UnknownFix({ field: "fixId" })
    if (fix.state !== from) throw LoyaltyError.FixState({ state: fix.state })
    const isBack = to === "reversed"
    const reason: Text = isBack
      ? { ja: `やり直しの取り消し：${fix.reason}`, en: `Correction taken back: ${fix.reason}` }
      : { ja: `やり直し：${fix.reason}`, en: `Correction: ${fix.reason}` }
    const all = await selectFixedOrders(ctx, fixId, mostOrders)
    for (let at = 0; at < all.length; at += together) {
      const part = all.slice(at, at + together)
      await rejudge(
        ctx,
        part.map((one) => ({
          orderId: one.orderId,
          version: isBack ? one.versionBefore : fix.version,
          member: isBack ? one.memberBefore : one.memberAfter,
        })),
        { rule, reason },
      )
    }
    await setFixState(ctx, fixId, to, byOf(ctx.actor))
    const { orders, people, more, fewer, version } = fix
    await audit(ctx, {
      action: isBack ? "loyalty.fix-reversed" : "loyalty.fix-applied",
      subject: `fix:${fixId}`,
      after: { version, orders, people, more, fewer, reason: fix.reason },
    })
  })

type Anew = { readonly orderId: string; readonly version: number; readonly member: MemberFacts }

async function rejudge(
  ctx: Context,
  orders: readonly Anew[],
  because: { readonly rule: string; readonly reason: Text },
): Promise<void> {
  const ids = orders.map(({ orderId }) => orderId)
  await lock(ctx, ...ids.map((id) => `loyalty.order:${id}`))
  const standings = new Map((await selectStandings(ctx, ids)).map((row) => [row.orderId, row]))
  const grounds = new Map((await groundOf(ctx, ids)).map((ground) => [ground.order.orderId, ground]))
  const settled = []
  for (const { orderId, version, member } of orders) {
    const [before, ground, rules] = [standings.get(orderId), grounds.get(orderId), await programmeVersion(ctx, version)]
    if (before && ground && rules) settled.push({ ...settle(ground, rules, { ...before, member }), because })
  }
  await postOrders(ctx, settled)
  await writeStandings(
    ctx,
    settled.map(({ after }) => after),
  )
  await writeSteps(
    ctx,
    settled.map(({ after, judged }) => ({ ...after, steps: judged.steps })),
  )
}
