/** The three places where an atom can be answered. Each becomes bits of one row per person, and the rows are joined by or. */
export type Part = "people" | "rollup" | "raw"

/**
 * What one question needs of each place: conditions (each a bit), the aggregates they read, and which events. Many documents
 * are compiled into one plan, so that everything is read once however many segments there are.
 */
export class Plan {
  readonly bits: Record<Part, string[]> = { people: ["counts"], rollup: [], raw: [] }
  readonly aggregates: Record<Part, string[]> = { people: [], rollup: [], raw: [] }
  readonly names: Record<"rollup" | "raw", Set<string>> = { rollup: new Set(), raw: new Set() }

  /** The name under which an aggregate is read; the same one is reckoned once. */
  aggregate(part: Part, sql: string): string {
    return `${letters[part]}${place(this.aggregates[part], sql)}`
  }

  /** The condition as the outermost question reads it. */
  bit(part: Part, condition: string): string {
    const at = place(this.bits[part], condition)
    return `bitTest(${part}${Math.floor(at / wordBits)}, ${at % wordBits})`
  }

  needs(part: "rollup" | "raw", names: readonly string[]): void {
    for (const name of names) this.names[part].add(name)
  }
}

/** What the aggregates of each place are called. */
export const letters = { people: "c", rollup: "a", raw: "b" } as const

/** Bits in one number: all that fit into a signed one as well. */
export const wordBits = 62

function place(list: string[], item: string): number {
  const known = list.indexOf(item)
  return known >= 0 ? known : list.push(item) - 1
}
