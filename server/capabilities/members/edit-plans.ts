import { type Context, inTransaction } from "#kernel/context"
import { planKind, plansOf, publish, saveDraft } from "./documents.ts"
import { MemberError } from "./errors.ts"
import type { PlanDocument } from "./model-plans.ts"
import { countHoldings, selectWaiting } from "./storage-plans.ts"

/** All plans with how many have them, and the requests that wait for staff, the oldest first. */
export const showPlans = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const plans = await plansOf(ctx)
    const counts = new Map((await countHoldings(ctx)).map((count) => [count.planId, count]))
    const names = new Map(plans.map(({ planId, live, draft }) => [planId, (live ?? draft)?.document.name]))
    return {
      plans: plans.map(({ planId, live, draft }) => ({
        planId,
        live,
        draft,
        active: counts.get(planId)?.active ?? 0,
        waiting: counts.get(planId)?.waiting ?? 0,
      })),
      requests: (await selectWaiting(ctx, 100)).map(({ holdingId, customerId, planId, askedAt, evidence }) => ({
        holdingId,
        customerId,
        planId,
        name: names.get(planId) ?? { ja: "プラン", en: "Plan" },
        askedAt,
        evidence,
      })),
    }
  })

/** A new plan, as a draft. */
export const makePlan = (ctx: Context, document: PlanDocument): Promise<{ planId: string }> =>
  inTransaction(ctx, async (ctx) => {
    const planId = ctx.id()
    await saveDraft(ctx, planKind(planId), { document, note: "", basedOn: 0 })
    return { planId }
  })

/** Throws `members.UnknownPlan`, `members.DraftMoved`. */
export const changePlan = async (ctx: Context, planId: string, document: PlanDocument, basedOn: number) => {
  if (!(await plansOf(ctx)).some((plan) => plan.planId === planId)) throw MemberError.UnknownPlan({ field: "planId" })
  return saveDraft(ctx, planKind(planId), { document, note: "", basedOn })
}

/** Throws `members.NoDraft`, `members.DraftMoved`. */
export const publishPlan = async (ctx: Context, planId: string, basedOn: number) => {
  const { version } = await publish(ctx, planKind(planId), basedOn)
  return { version }
}
