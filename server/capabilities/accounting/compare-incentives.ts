import { brandById } from "#brands"
import { type Experiment, experimentOf, liftOf, peopleInExperiment } from "#experiments"
import { worthGivenTo } from "#offers"
import { pointsOf } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { expectedUse } from "./breakage.ts"
import { accountSettings } from "./settings.ts"

const atOnce = 2_000

type Cost = { points: number; used: number; codes: number; given: number }

/**
 * What each arm of an experiment was given, in points and in coupons, what that costs, and how many came back, each against
 * those who got nothing (B08). Points cost what is expected to be used of them; coupons what they took off. Counted from
 * when each person was assigned. Throws `experiments.Unknown`.
 */
export const compareIncentives = (ctx: Context, experiment: Experiment, windowDays: number) =>
  inTransaction(ctx, async (ctx) => {
    const repeat = await liftOf(ctx, experiment, { metric: "repeat", windowDays })
    const revenue = await liftOf(ctx, experiment, { metric: "revenue", windowDays })
    const stored = await experimentOf(ctx, experiment)
    const { yenPerPoint } = await accountSettings(ctx)
    const use = await expectedUse(ctx)
    const arms = []
    for (const { arm, people, mean } of repeat.arms) {
      const cost = stored
        ? await costOf(ctx, stored.experimentId, arm, stored.createdAt)
        : { points: 0, used: 0, codes: 0, given: 0 }
      const pointsCost = Math.round((cost.points * yenPerPoint * use.bp) / 10_000)
      const all = pointsCost + cost.given
      arms.push({
        arm,
        people,
        repeatRate: mean,
        ...cost,
        pointsCost,
        cost: all,
        costPerPerson: people > 0 ? all / people : null,
        revenuePerPerson: revenue.arms.find((one) => one.arm === arm)?.mean ?? null,
        repeat: repeat.compared.find((one) => one.arm === arm) ?? null,
        revenue: revenue.compared.find((one) => one.arm === arm) ?? null,
      })
    }
    return { currency: (await brandById(ctx, ctx.brandId))?.currency ?? "JPY", windowDays, expectedUseBp: use.bp, arms }
  })

/** Goes through an arm a few thousand people at a time. */
async function costOf(ctx: Context, experimentId: string, arm: string, since: Date): Promise<Cost> {
  const sum: Cost = { points: 0, used: 0, codes: 0, given: 0 }
  for (let after: readonly [Date, string] | undefined; ; ) {
    const page: Awaited<ReturnType<typeof peopleInExperiment>> = await peopleInExperiment(ctx, experimentId, {
      arm,
      after,
      limit: atOnce,
    })
    const ids = page.map(({ customerId }) => customerId)
    for (const { purchase, action, used } of await pointsOf(ctx, ids, since)) {
      sum.points += purchase + action
      sum.used += used
    }
    const coupons = await worthGivenTo(ctx, ids, since)
    sum.codes += coupons.codes
    sum.given += coupons.given
    const last = page.at(-1)
    if (!last || page.length < atOnce) return sum
    after = [last.assignedAt, last.customerId]
  }
}
