import type { Core, EventAtom, OrderAtom, PersonAtom } from "./model-core.ts"

/** Events of these names in these seconds since 1970, the first one not included, have left a window meanwhile. */
export type Gone = { readonly names: readonly string[]; readonly after: number; readonly to: number }

/** An atom over a person's own row, as it was to be asked and as it is. */
export type Pair = { readonly before: PersonAtom | OrderAtom; readonly after: PersonAtom | OrderAtom }

/** Where time may have moved anybody between two instants of one day: by what she did, and by what her row is held against. */
export type Crossings = { readonly gone: readonly Gone[]; readonly people: readonly Pair[] }

/**
 * What lies between the meaning of a document at one instant and at a later one of the same day: windows of hours have moved
 * on, and averages of the brand. Whoever has nothing at a crossing belongs where she belonged. Undefined where that can't be
 * told, since the two are not of one shape; then everybody has to be looked at.
 */
export function crossings(before: Core, after: Core): Crossings | undefined {
  if (same(before, after)) return { gone: [], people: [] }
  if (isJoint(before) && isJoint(after)) {
    if (before.op !== after.op || before.of.length !== after.of.length) return undefined
    return together(before.of.map((core, i) => crossings(core, after.of[i] ?? core)))
  }
  if (before.op === "not" && after.op === "not") return crossings(before.of, after.of)
  if (before.op === "events" && after.op === "events") return movedOn(before, after)
  return isOfPerson(before) && isOfPerson(after) ? { gone: [], people: [{ before, after }] } : undefined
}

/** Of several documents; undefined where one of them can't tell. */
export function together(parts: readonly (Crossings | undefined)[]): Crossings | undefined {
  const known = parts.filter((part) => part !== undefined)
  if (known.length < parts.length) return undefined
  return { gone: known.flatMap(({ gone }) => gone), people: known.flatMap(({ people }) => people) }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

type Joint = Extract<Core, { op: "and" | "or" }>
const isJoint = (core: Core): core is Joint => core.op === "and" || core.op === "or"
const isOfPerson = (core: Core): core is PersonAtom | OrderAtom =>
  !["and", "or", "not", "const", "events", "eventDay", "sequence"].includes(core.op)

type Events = Extract<EventAtom, { op: "events" }>

function movedOn({ when: was, ...before }: Events, { when: is, ...after }: Events): Crossings | undefined {
  if (!("after" in was) || !("after" in is) || !same(before, after) || is.after < was.after || is.to !== was.to)
    return undefined
  return { gone: [{ names: after.of.names, after: was.after, to: is.after }], people: [] }
}
