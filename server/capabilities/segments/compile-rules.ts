import { compileEvents } from "./compile-events-rules.ts"
import { compileOrders } from "./compile-orders-rules.ts"
import { compilePerson } from "./compile-person-rules.ts"
import { always, type Holds, holdsSql, never } from "./holds-rules.ts"
import type { Core } from "./model-core.ts"
import type { Plan } from "./plan-rules.ts"

/** Who can be in a segment at all. */
export const counted: Holds = { bit: ["people", 0] }
export const isCounted = holdsSql(counted)

/** A document as a condition over the joined bits of `plan`. */
export function compile(core: Core, plan: Plan): Holds {
  switch (core.op) {
    case "and":
      return { every: core.of.map((one) => compile(one, plan)) }
    case "or":
      return { some: core.of.map((one) => compile(one, plan)) }
    case "not":
      return { not: compile(core.of, plan) }
    case "const":
      return core.value ? always : never
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
