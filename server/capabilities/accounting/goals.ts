import { audit, brandById } from "#brands"
import { type Experiment, experimentOf, liftOf, wholeBrand } from "#experiments"
import { type Context, inTransaction } from "#kernel/context"
import { AccountingError } from "./errors.ts"
import { orderValueOf, type Tracked, trackedOf } from "./goal-rules.ts"
import { endGoal, type Goal, insertGoal, selectGoals } from "./storage.ts"

const daysOf = (months: number) => Math.round((months * 365) / 12)

/** What a goal has come to, against those who were kept apart (H25–H27, T01); null where nobody is. */
async function track(ctx: Context, goal: Goal): Promise<Tracked | null> {
  const experiment: Experiment = { kind: goal.experimentKind, id: goal.experimentId }
  if (!(await experimentOf(ctx, experiment))) return null
  const windowDays = daysOf(goal.months)
  const lift = (metric: "orders" | "revenue") => liftOf(ctx, experiment, { metric, windowDays })
  if (goal.metric === "frequency") return trackedOf(await lift("orders"), goal.target)
  if (goal.metric === "cltv") return trackedOf(await lift("revenue"), goal.target)
  return orderValueOf(await lift("revenue"), await lift("orders"), goal.target)
}

/** The goals that stand with how far each has come. Seconds for a million people. */
export const showGoals = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const currency = (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
    const items = []
    for (const goal of await selectGoals(ctx)) items.push({ ...goal, tracked: await track(ctx, goal) })
    return { currency, items }
  })

type WantedGoal = Pick<Goal, "metric" | "target" | "months"> & { readonly experiment?: Experiment | undefined }

/** Sets a goal; an earlier one of the same metric ends. Compared with all that the brand says unless told otherwise. */
export const setGoal = (
  ctx: Context,
  { metric, target, months, experiment = wholeBrand }: WantedGoal,
): Promise<{ goalId: string }> =>
  inTransaction(ctx, async (ctx) => {
    const goalId = ctx.id()
    await insertGoal(ctx, {
      goalId,
      metric,
      target,
      months,
      experimentKind: experiment.kind,
      experimentId: experiment.id,
    })
    await audit(ctx, { action: "accounting.goal-set", subject: `goal:${goalId}`, after: { metric, target, months } })
    return { goalId }
  })

/** Throws `accounting.UnknownGoal`. */
export const dropGoal = (ctx: Context, goalId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (!(await endGoal(ctx, goalId))) throw AccountingError.UnknownGoal({ field: "goalId" })
    await audit(ctx, { action: "accounting.goal-ended", subject: `goal:${goalId}` })
  })
