import type { Commission } from "./model.ts"

/** What a partner earns by an order that came to `net`, minor units; a part of a yen is the brand's. */
export const commissionOn = (net: number, terms: Commission): number => {
  if (net <= 0) return 0
  return terms.kind === "fixed" ? Math.min(terms.amount, net) : Math.floor((net * terms.bp) / 10_000)
}
