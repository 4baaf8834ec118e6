import { z } from "zod"
import { rootIdsOf } from "#customers"
import { orderById, type OrderNews } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { type Applied, appliedEffect, enqueue } from "#kernel/effects"
import { gather } from "#kernel/gather"
import { liveOf, plansOf, ranksKind } from "./documents.ts"
import { enrolAll } from "./enrol.ts"
import { judgeMembers } from "./judge.ts"
import { begin, stop } from "./plans.ts"
import { holdMembers } from "./storage.ts"
import { anyPlanIsSold, holdByCause } from "./storage-plans.ts"
import { wantAllJudged, wantJudged } from "./storage-ranks.ts"

const Judging = z.object({ customerId: z.uuid() })

/** Judges members of whom something has changed, many at a time. */
export const judgeEffect = appliedEffect({
  kind: "members.judge",
  payload: Judging,
  apply: (ctx, { customerId }) => judgeMembers(ctx, [customerId]),
  applyAll: (ctx, wanted: readonly Applied<z.infer<typeof Judging>>[]) =>
    judgeMembers(ctx, [...new Set(wanted.map(({ payload }) => payload.customerId))]),
  title: { ja: "会員のランクを確かめる", en: "Judge a member's rank" },
  subject: ({ customerId }) => `customer:${customerId}`,
})

const Settling = z.object({ orderId: z.uuid() })

/** Begins and ends what an order of a plan's article pays for. */
export const planOrderEffect = appliedEffect({
  kind: "members.plan-order",
  payload: Settling,
  apply: (ctx, { orderId }) => settlePlans(ctx, orderId),
  title: { ja: "会員プランの購入を反映する", en: "Apply the purchase of a membership plan" },
  subject: ({ orderId }) => `order:${orderId}`,
})

/** An order of a member has changed: she is judged after it. Orders that go side by side ask together. */
export async function onOrder(ctx: Context, { customerId }: OrderNews): Promise<void> {
  if (customerId === null) return
  const member = await gather(ctx, "members.of-order", customerId, async (ctx, ids) => {
    const roots = await rootIdsOf(ctx, ids)
    const judged = new Set(await wantJudged(ctx, [...new Set(roots.values())]))
    return ids.map((id) => {
      const root = roots.get(id)
      return root !== undefined && judged.has(root) ? root : null
    })
  })
  if (member !== null) await enqueue(ctx, judgeEffect, { customerId: member }, { key: ctx.id() })
}

const earningKinds = new Set(["earned", "revoked", "adjusted"])

/** Points were earned or taken back: where the ranks count them, whoever they belong to is judged. */
export async function onPointsMoved(
  ctx: Context,
  { postings }: { postings: readonly { customerId: string; book: string; kind: string }[] },
): Promise<void> {
  const moved = postings.filter(({ book, kind }) => book === "live" && earningKinds.has(kind))
  if (moved.length === 0) return
  const counts = await gather(ctx, "members.counts-points", null, async (ctx, asked) => {
    const counts = (await liveOf(ctx, ranksKind))?.document.metric === "points"
    return asked.map(() => counts)
  })
  if (!counts) return
  const judged = await wantJudged(ctx, [...new Set(moved.map(({ customerId }) => customerId))])
  for (const customerId of judged) await enqueue(ctx, judgeEffect, { customerId }, { key: ctx.id() })
}

/** Paid, cancelled or given back: where plans are sold, it is looked at. */
export async function onPlanOrder(ctx: Context, { orderId, customerId }: OrderNews): Promise<void> {
  if (customerId === null) return
  const isSold = await gather(ctx, "members.plans-sold", null, async (ctx, asked) => {
    const isSold = await anyPlanIsSold(ctx)
    return asked.map(() => isSold)
  })
  if (isSold) await enqueue(ctx, planOrderEffect, { orderId }, { key: ctx.id() })
}

async function settlePlans(ctx: Context, orderId: string): Promise<void> {
  const order = await orderById(ctx, orderId)
  if (!order || order.customerId === null) return
  const bought = (sku: string) => order.lines.filter((line) => line.sku === sku)
  const keptOf = (skus: readonly string[]) =>
    skus.flatMap(bought).reduce((sum, line) => sum + line.quantity - line.refundedQuantity, 0)
  const cause = `order:${orderId}`
  const plans = (await plansOf(ctx)).flatMap(({ planId, live }) => (live ? [{ planId, plan: live.document }] : []))
  const sold = plans.filter(({ plan }) => !plan.isClosed && keptOf(plan.skus) > 0)
  if (order.counted && order.paymentApprovedAt && sold.length > 0) {
    await enrolAll(ctx, [{ customerId: order.customerId, by: "shop" }])
    const root = (await rootIdsOf(ctx, [order.customerId])).get(order.customerId)
    const [row] = root ? await holdMembers(ctx, [root]) : []
    for (const { planId, plan } of row ? sold : [])
      if (row)
        await begin(ctx, row, {
          planId,
          plan,
          cause,
          evidence: { number: order.number },
          times: keptOf(plan.skus),
          from: order.paymentApprovedAt,
          state: "active",
          by: null,
        })
  }
  const kept = new Set(
    order.counted ? plans.filter(({ plan }) => keptOf(plan.skus) > 0).map(({ planId }) => planId) : [],
  )
  for (const holding of await holdByCause(ctx, cause)) if (!kept.has(holding.planId)) await stop(ctx, holding, "order")
}

/** A file says that they are members already: they are, from the day it names, with a card and what the ranks make of them. */
export async function onMembersTold(
  ctx: Context,
  { members }: { members: readonly { customerId: string; since: Date }[] },
): Promise<void> {
  await enrolAll(
    ctx,
    members.map(({ customerId, since }) => ({ customerId, at: since, by: "import" })),
  )
}

/** Orders of the past were brought in: their buyers are judged. */
export async function onPastOrders(
  ctx: Context,
  { orders }: { orders: readonly { customerId: string | null }[] },
): Promise<void> {
  const ids = orders.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]))
  const roots = await rootIdsOf(ctx, [...new Set(ids)])
  await wantJudged(ctx, [...new Set(roots.values())])
}

/** Other ranks hold: everybody is judged by them, some hundred at a time. */
export const judgeEverybody = (ctx: Context): Promise<void> => inTransaction(ctx, wantAllJudged)
