import { currentProgramme, quoteOrder } from "#loyalty"
import { balancesOf } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { type Asked, bookOf, memberAt } from "./find-member.ts"
import type { SaleLine } from "./model.ts"
import { goodsOf, lineAmount } from "./sale-rules.ts"

type Quoting = Pick<Asked, "code" | "customerId"> & {
  readonly lines: readonly SaleLine[]
  readonly usePoints?: number | undefined
}

/**
 * What a purchase would earn now, step by step, and how many points could be used on it. Without a member: what anybody
 * would earn. Throws `loyalty.NoProgramme`, `members.UnknownCard`.
 */
export const quote = (ctx: Context, { lines, usePoints = 0, ...who }: Quoting) =>
  inTransaction(ctx, async (ctx) => {
    const isNamed = who.code !== undefined || who.customerId !== undefined
    const member = isNamed ? await memberAt(ctx, who) : undefined
    const customerId = member?.customerId ?? null
    const yenPerPoint = (await currentProgramme(ctx))?.programme.yenPerPoint ?? 1
    const balances = member ? await balancesOf(ctx, [member.customerId], bookOf(member)) : undefined
    const available = balances?.get(member?.customerId ?? "")?.available ?? 0
    const judged = await quoteOrder(ctx, {
      customerId,
      channel: "store",
      paidWithPoints: usePoints * yenPerPoint,
      lines: lines.map((line) => ({
        lineId: line.lineId,
        amount: lineAmount(line),
        taxRate: line.taxRate,
        taxIncluded: line.taxIncluded,
        product: line.product,
      })),
    })
    const usable = Math.min(available, Math.floor(goodsOf(lines) / yenPerPoint))
    return { points: judged.points, lines: [...judged.lines], steps: [...judged.steps], available, usable, yenPerPoint }
  })
