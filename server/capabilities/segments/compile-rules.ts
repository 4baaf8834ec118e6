import { compileEvents } from "./compile-events-rules.ts"
import { compileOrders } from "./compile-orders-rules.ts"
import { compilePerson } from "./compile-person-rules.ts"
import type { Core } from "./model-core.ts"
import type { Plan } from "./plan-rules.ts"

/** Who can be in a segment at all. */
export const isCounted = "bitTest(people0, 0)"

/** A document as a condition over the joined bits of `plan`. */
export function compile(core: Core, plan: Plan): string {
  switch (core.op) {
    case "and":
      return joined(core.of, "and", "1", plan)
    case "or":
      return joined(core.of, "or", "0", plan)
    case "not":
      return `(not ${compile(core.of, plan)})`
    case "const":
      return core.value ? "1" : "0"
    case "orders":
    case "orderDay":
    case "interval":
      return plan.bit("people", compileOrders(core, plan))
    case "events":
    case "eventDay":
    case "sequence":
      return compileEvents(core, plan)
    default:
      return plan.bit("people", compilePerson(core))
  }
}

function joined(of: readonly Core[], word: "and" | "or", empty: string, plan: Plan): string {
  return of.length === 0 ? empty : `(${of.map((core) => compile(core, plan)).join(` ${word} `)})`
}
