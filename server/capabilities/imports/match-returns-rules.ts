import type { SoldLine } from "#orders"
import type { ReturnSlip } from "./order-rows-rules.ts"

/** A return slip and whose it is. */
export type Returned = { readonly slip: ReturnSlip; readonly customerId: string | null }
type SlipLine = ReturnSlip["lines"][number]

/** Pieces of a slip that came out of one line of an earlier order. */
export type Match = { readonly line: SlipLine; readonly from: SoldLine; readonly quantity: number }
export type MatchedSlip = {
  readonly returned: Returned
  readonly matches: readonly Match[]
  /** Pieces of which nobody can say where they were bought. */
  readonly rest: readonly SlipLine[]
}

/**
 * Finds the orders that goods came back from. A slip does not name them, so an order counts as determined only when the
 * same person bought the same product at the same price before, and enough of it is still theirs: of several such orders
 * the latest one. A slip that was matched before finds the same orders again.
 */
export function matchReturns(returned: readonly Returned[], sold: readonly SoldLine[]): MatchedSlip[] {
  const bought = Map.groupBy(sold, (line) => keyOf(line.customerId, line.sku, line.unitPrice))
  const givenBack = new Map<SoldLine, number>()
  return returned.map((it): MatchedSlip => {
    const matches: Match[] = []
    const rest: SlipLine[] = []
    for (const line of it.slip.lines) {
      const candidates = (it.customerId && bought.get(keyOf(it.customerId, line.sku, line.unitPrice))) || []
      const from = candidates
        .filter(
          (candidate) =>
            candidate.placedAt <= it.slip.at && leftOf(candidate, it.slip.number, givenBack) >= line.quantity,
        )
        .sort((a, b) => Number(givenBackBy(b, it.slip.number) > 0) - Number(givenBackBy(a, it.slip.number) > 0))[0]
      if (!from) {
        rest.push(line)
        continue
      }
      // What the slip gave back when it was read before is among the line's refunds already.
      const fresh = Math.max(0, line.quantity - givenBackBy(from, it.slip.number))
      givenBack.set(from, (givenBack.get(from) ?? 0) + fresh)
      matches.push({ line, from, quantity: line.quantity })
    }
    return { returned: it, matches, rest }
  })
}

const keyOf = (customerId: string, sku: string, unitPrice: number): string => `${customerId}\n${sku}\n${unitPrice}`

const givenBackBy = (line: SoldLine, number: string): number =>
  line.refunds.filter((refund) => refund.externalId === number).reduce((sum, refund) => sum + refund.quantity, 0)

/** Pieces that are still the buyer's, this slip's own earlier refund left out of account. */
function leftOf(line: SoldLine, number: string, givenBack: ReadonlyMap<SoldLine, number>): number {
  const before = line.refunds
    .filter((refund) => refund.externalId !== number)
    .reduce((sum, refund) => sum + refund.quantity, 0)
  return line.quantity - before - (givenBack.get(line) ?? 0)
}
