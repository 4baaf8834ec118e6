import type { Day } from "#kernel/days"
import { type Holds, type Part, wordBits } from "./holds-rules.ts"

export { type Part, wordBits } from "./holds-rules.ts"

/** What is asked of each row of `customer_history`: whether it is of one of these events and passes a test. */
export type Hit = { readonly names: readonly string[]; readonly test: string }

/**
 * What one question needs of each place: conditions (each a bit), the aggregates they read, and which events. Many documents
 * are compiled into one plan, so that everything is read once however many segments there are.
 */
export class Plan {
  readonly bits: Record<Part, string[]> = { people: ["counts"], rollup: [], raw: [] }
  readonly aggregates: Record<Part, string[]> = { people: [], rollup: [], raw: [] }
  readonly hits: Hit[] = []
  /** No event is of a later day than this; undefined when that isn't known. */
  readonly latest: Day | undefined
  /** Which events are read, each from the first day on that matters; undefined when all of them do. */
  readonly names: Record<"rollup" | "raw", Map<string, Day | undefined>> = { rollup: new Map(), raw: new Map() }

  constructor(latest?: Day) {
    this.latest = latest
  }

  /** Whether nothing can lie after this day. */
  isLast(day: Day): boolean {
    return this.latest !== undefined && day >= this.latest
  }

  /** The name under which an aggregate is read; the same one is reckoned once. */
  aggregate(part: Part, sql: string): string {
    return `${letters[part]}${place(this.aggregates[part], sql)}`
  }

  /** A condition over one row of a place. */
  bit(part: Part, condition: string): Holds {
    return { bit: [part, place(this.bits[part], condition)] }
  }

  /** Has events of these names read, at least those of `from` and later. */
  needs(part: "rollup" | "raw", names: readonly string[], from?: Day): void {
    const known = this.names[part]
    for (const name of names) known.set(name, known.has(name) ? earlier(known.get(name), from) : from)
  }

  /** Whether a row of the history is of one of these events and passes the test, as a condition over its numbers `h0`, `h1`, … */
  hit(names: readonly string[], test: string): string {
    const known = this.hits.findIndex((hit) => hit.test === test && hit.names.join("\n") === names.join("\n"))
    const at = known >= 0 ? known : this.hits.push({ names, test }) - 1
    return `bitTest(h${Math.floor(at / wordBits)}, ${at % wordBits})`
  }

  /** Whether any of her rows is a hit: of all tests at once. */
  anyHit(names: readonly string[], test: string): Holds {
    const anyOf = (word: string) => this.aggregate("rollup", `groupBitOr(${word})`)
    return this.bit("rollup", this.hit(names, test).replace(/h\d+/, anyOf))
  }
}

/** What the aggregates of each place are called. */
export const letters = { people: "c", rollup: "a", raw: "b" } as const

const earlier = (a: Day | undefined, b: Day | undefined): Day | undefined =>
  a === undefined || b === undefined ? undefined : a < b ? a : b

function place(list: string[], item: string): number {
  const known = list.indexOf(item)
  return known >= 0 ? known : list.push(item) - 1
}
