import type { Rounding } from "./rational.ts"
import { allocate, rational, round } from "./rational.ts"

/** A line's amount in minor units, after discounts, and its rate in whole percent: 10, 8 (軽減税率) or 0. */
export type TaxedLine = { readonly amount: number; readonly ratePercent: number }

/** One rate of one invoice. `base + tax = total`. */
export type TaxOfRate = {
  readonly ratePercent: number
  readonly base: number
  readonly tax: number
  readonly total: number
}

/** Whether prices contain the tax (内税) or it is added (外税), and how the tax is rounded; shops usually cut off. */
export type TaxRule = { readonly pricesIncludeTax: boolean; readonly rounding: Rounding }

/**
 * The consumption tax of one invoice: summed per rate and rounded once per rate, never per line (J06). Highest rate
 * first. Included: 1,100 at 10 % is 1,000 + 100. Added: 1,000 at 8 % is 1,000 + 80. Refunds, with negative amounts,
 * mirror sales.
 */
export function splitTax(lines: readonly TaxedLine[], rule: TaxRule): TaxOfRate[] {
  const sums = new Map<number, number>()
  for (const { amount, ratePercent } of lines) sums.set(ratePercent, (sums.get(ratePercent) ?? 0) + amount)
  return [...sums]
    .sort(([a], [b]) => b - a)
    .map(([ratePercent, amount]) => {
      const tax = taxIn(amount, ratePercent, rule)
      return rule.pricesIncludeTax
        ? { ratePercent, base: amount - tax, tax, total: amount }
        : { ratePercent, base: amount, tax, total: amount + tax }
    })
}

/** The tax within (included) or on top of (added) one amount. */
export function taxIn(amount: number, ratePercent: number, rule: TaxRule): number {
  if (!Number.isSafeInteger(ratePercent) || ratePercent < 0) throw new RangeError(`not a tax rate: ${ratePercent}`)
  const parts = rule.pricesIncludeTax ? 100 + ratePercent : 100
  return round(rational(BigInt(amount) * BigInt(ratePercent), parts), rule.rounding)
}

/** The invoice's tax of one rate shown per line: whole, and adding up to what the invoice says. */
export const taxPerLine = (tax: number, lineAmounts: readonly number[]): number[] =>
  allocate(tax, lineAmounts.map(Math.abs))
