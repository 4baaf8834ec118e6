import type { Fact } from "./timeline-words.ts"

/** Facts shown as one: pages looked at one after another are one visit; what an order went through belongs to it. */
export type Shown = { readonly fact: Fact; readonly more: readonly Fact[] }

const visitMs = 30 * 60_000
const milestones: readonly string[] = ["Order Confirmed", "Stock Allocated"]

/** Newest first, as it came. A step of an order that was placed within what is shown is told there, not by itself. */
export function together(facts: readonly Fact[]): Shown[] {
  const placed = new Set(facts.flatMap((fact) => (fact.name === "Order Placed" && fact.orderId ? [fact.orderId] : [])))
  const isStep = (fact: Fact) => milestones.includes(fact.name) && fact.orderId !== null && placed.has(fact.orderId)
  const steps = Map.groupBy(facts.filter(isStep), (fact) => fact.orderId)
  const shown: Shown[] = []
  for (const fact of facts) {
    if (isStep(fact)) continue
    const last = shown.at(-1)
    if (last && isSameVisit(last, fact)) shown[shown.length - 1] = { fact: last.fact, more: [...last.more, fact] }
    else shown.push({ fact, more: fact.name === "Order Placed" ? (steps.get(fact.orderId) ?? []).toReversed() : [] })
  }
  return shown
}

/** A page belongs to the visit after it when less than half an hour lies between them. */
function isSameVisit({ fact, more }: Shown, earlier: Fact): boolean {
  const after = more.at(-1) ?? fact
  if (fact.name !== "Page Viewed" || earlier.name !== "Page Viewed") return false
  return after.occurredAt.getTime() - earlier.occurredAt.getTime() <= visitMs
}
