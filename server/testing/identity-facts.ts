import fc from "fast-check"
import { keysOf } from "../capabilities/customers/identity-keys.ts"
import { keyText } from "../capabilities/customers/identity-rules.ts"
import type { Identity } from "../capabilities/customers/model.ts"

export type Fact = readonly Identity[]

const few = (kind: Identity["kind"], issuer: string, count: number, verified?: boolean) =>
  fc.nat(count - 1).map(
    (i): Identity => ({
      kind,
      issuer,
      value: `${kind}${i}${kind === "email" ? "@example.jp" : ""}`,
      ...(verified === undefined ? {} : { verified }),
    }),
  )

const identity = fc.oneof(
  few("email", "", 4),
  few("email", "", 4, false),
  few("shop", "shopify:1", 4),
  few("line", "line:1", 3),
  few("anonymous", "web", 4),
  fc.nat(2).map((i): Identity => ({ kind: "phone", issuer: "", value: `090-1234-567${i}` })),
)

/** A handful of facts about a handful of people, so that they often meet. */
export const arbitraryFacts: fc.Arbitrary<Fact[]> = fc.array(fc.array(identity, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 12,
})

/**
 * Who is who, worked out from all facts at once: sure keys of one fact are one person's; unsure keys belong to the one
 * known person they can have met, or are a stranger's when they met none. Keys that met several are left out.
 */
export function expectedPeople(facts: readonly Fact[]): { count: number; together: string[][] } {
  const keys = facts.map((fact) => keysOf(fact).map((k) => ({ text: keyText(k), sure: k.sure })))
  const isSure = new Set(
    keys
      .flat()
      .filter((k) => k.sure)
      .map((k) => k.text),
  )
  const known = groups(keys.map((fact) => fact.filter((k) => k.sure).map((k) => k.text)))
  const metBy = (group: readonly string[]) => {
    const near = keys
      .filter((fact) => fact.some((k) => group.includes(k.text)))
      .flat()
      .map((k) => k.text)
    return known.filter((person) => person.some((text) => near.includes(text)))
  }
  const strangers = groups(keys.map((fact) => fact.map((k) => k.text).filter((text) => !isSure.has(text)))).filter(
    (group) => metBy(group).length === 0,
  )
  // A mail that was only typed leads on to whatever it was typed with, until it turns out whose it is.
  const typed = groups(keys.map((fact) => fact.filter((k) => !k.sure).map((k) => k.text))).map((group) => ({
    group,
    met: metBy(group),
  }))
  const together = known.map((person) => [
    ...person,
    ...typed
      .filter(({ met }) => met.length === 1 && met[0] === person)
      .flatMap(({ group }) => group.filter((text) => !isSure.has(text))),
  ])
  return { count: known.length + strangers.length, together: [...together, ...strangers] }
}

/** The connected groups among these lists of names. */
function groups(lists: readonly string[][]): string[][] {
  let found: Set<string>[] = []
  for (const list of lists.filter((l) => l.length > 0)) {
    const touching = found.filter((group) => list.some((name) => group.has(name)))
    found = [
      ...found.filter((group) => !touching.includes(group)),
      new Set([...list, ...touching.flatMap((group) => [...group])]),
    ]
  }
  return found.map((group) => [...group])
}
