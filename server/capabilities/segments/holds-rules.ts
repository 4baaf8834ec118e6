/** The three places where an atom can be answered. Each becomes bits of one row per person, and the rows are joined by or. */
export type Part = "people" | "rollup" | "raw"

/** Bits in one number: all that fit into a signed one as well. */
export const wordBits = 62

/** Whether a document holds, told from the bits of one row per person: once as SQL, once over bits that were fetched. */
export type Holds =
  | { readonly bit: readonly [part: Part, at: number] }
  | { readonly every: readonly Holds[] }
  | { readonly some: readonly Holds[] }
  | { readonly not: Holds }

export const always: Holds = { every: [] }
export const never: Holds = { some: [] }

/** As the outermost question reads it. */
export function holdsSql(holds: Holds): string {
  if ("bit" in holds) {
    const [part, at] = holds.bit
    return `bitTest(${part}${Math.floor(at / wordBits)}, ${at % wordBits})`
  }
  if ("not" in holds) return `(not ${holdsSql(holds.not)})`
  if ("every" in holds) return holds.every.length === 0 ? "1" : `(${holds.every.map(holdsSql).join(" and ")})`
  return holds.some.length === 0 ? "0" : `(${holds.some.map(holdsSql).join(" or ")})`
}

/** Of one person, whose bits `has` knows. */
export function holdsOf(holds: Holds, has: (part: Part, at: number) => boolean): boolean {
  if ("bit" in holds) return has(...holds.bit)
  if ("not" in holds) return !holdsOf(holds.not, has)
  if ("every" in holds) return holds.every.every((one) => holdsOf(one, has))
  return holds.some.some((one) => holdsOf(one, has))
}
