import { type Context, inTransaction } from "#kernel/context"
import { gather } from "#kernel/gather"
import type { Text } from "#kernel/text"
import { bonusOf } from "./benefits-rules.ts"
import { plansOf } from "./documents.ts"
import { selectPlansBetween } from "./storage-plans.ts"

export type PlanBonus = { readonly planId: string; readonly name: Text; readonly bonusBp: number }

type Asked = { readonly customerId: string; readonly at: Date }

/** What her plans added to base points at an instant (H15): those that had begun by then and were not over. By her present id. */
export const planBonusesAt = (ctx: Context, customerId: string, at: Date): Promise<readonly PlanBonus[]> =>
  inTransaction(ctx, (ctx) => gather(ctx, "members.plan-bonuses", { customerId, at }, bonusesOf))

async function bonusesOf(ctx: Context, asked: readonly Asked[]): Promise<PlanBonus[][]> {
  const times = asked.map(({ at }) => at.getTime())
  const people = [...new Set(asked.map(({ customerId }) => customerId))]
  const held = await selectPlansBetween(ctx, people, new Date(Math.min(...times)), new Date(Math.max(...times)))
  if (held.length === 0) return asked.map(() => [])
  const plans = (await plansOf(ctx)).flatMap(({ planId, live }) => {
    const bonusBp = bonusOf(live?.document.benefits ?? [])
    return live && bonusBp > 0 ? [{ planId, name: live.document.name, bonusBp }] : []
  })
  return asked.map(({ customerId, at }) =>
    plans.filter(({ planId }) =>
      held.some(
        (time) =>
          time.rootId === customerId &&
          time.planId === planId &&
          time.from <= at &&
          (time.until === null || time.until > at),
      ),
    ),
  )
}
