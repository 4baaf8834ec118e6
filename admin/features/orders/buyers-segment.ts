import type { ConditionInput } from "../../../server/capabilities/segments/model.ts"
import { periodNamed } from "./periods.ts"

const lastDays = { day: 1, week: 7, month: 30, quarter: 90 } as const
const channels = ["online", "store"] as const
type Search = Readonly<Record<string, string | undefined>>

/**
 * Who bought what the list of orders shows, as conditions of a segment: its channel and period. Undefined when the list is
 * narrowed to something that no purchase of a customer is asked for: a number, a state, one customer.
 */
export function buyersOf(search: Search): ConditionInput | undefined {
  if (search.number || search.status || search.customer) return undefined
  const channel = channels.find((name) => name === search.channel)
  return {
    kind: "orders",
    measure: "count",
    ...(channel && { scope: { channels: [channel] } }),
    window: windowOf(search),
    range: { atLeast: 1 },
  }
}

function windowOf(search: Search) {
  const period = periodNamed(search.period)
  if (period === "all") return { kind: "ever" as const }
  if (period !== "range") return { kind: "last" as const, n: lastDays[period], unit: "day" as const }
  return { kind: "between" as const, from: search.from || null, to: search.until || null }
}
