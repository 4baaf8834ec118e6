import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { hasIdentity, keysOf } from "./identity-keys.ts"
import { decide, type IdentityKey, isNobody, isSure, keyText } from "./identity-rules.ts"
import { arbitraryFacts, expectedPeople, type Fact } from "#testing/identity-facts"

const key = (kind: IdentityKey["kind"], valueKey: string, sure = true): IdentityKey => ({
  kind,
  issuer: "",
  valueKey,
  value: valueKey,
  sure,
})
const owners = (table: Record<string, { customerId: string; sure: boolean; known: boolean }>) => (k: IdentityKey) =>
  table[k.valueKey]

describe("A07 what one fact means for the people who are already there", () => {
  test("nobody has these keys: a new person gets them all", () => {
    const keys = [key("email", "a"), key("anonymous", "v", false)]
    expect(decide(keys, () => undefined)).toMatchObject({ target: null, attach: keys, merge: [], suspects: [] })
  })

  test("two known people with sure keys of one fact are one; the older id stays", () => {
    const found = decide(
      [key("email", "a"), key("shop", "s")],
      owners({ a: { customerId: "2", sure: true, known: true }, s: { customerId: "1", sure: true, known: true } }),
    )
    expect(found).toMatchObject({ target: "1", merge: [{ customerId: "2", rule: "same-person" }] })
  })

  test("a device that somebody else used too joins nobody and is no reason to look", () => {
    const found = decide(
      [key("email", "b"), key("anonymous", "v", false)],
      owners({ v: { customerId: "1", sure: false, known: true } }),
    )
    expect(found).toMatchObject({ target: null, merge: [], suspects: [] })
  })

  test("a phone that somebody else has joins nobody, but somebody should look", () => {
    const found = decide(
      [key("email", "b"), key("phone", "p", false)],
      owners({ p: { customerId: "1", sure: false, known: true } }),
    )
    expect(found).toMatchObject({ target: null, merge: [], suspects: [{ customerId: "1" }] })
  })

  test("a mail that another account only typed goes to who surely has it", () => {
    const found = decide([key("email", "a")], owners({ a: { customerId: "1", sure: false, known: true } }))
    expect(found).toMatchObject({ target: null, takeOver: [key("email", "a")], suspects: [{ customerId: "1" }] })
  })

  test("without a sure key a phone speaks before a device", () => {
    const found = decide(
      [key("anonymous", "v", false), key("phone", "p", false)],
      owners({ v: { customerId: "1", sure: false, known: true }, p: { customerId: "2", sure: false, known: true } }),
    )
    expect(found).toMatchObject({ target: "2", merge: [] })
  })
})

test("A07 words for nobody are not taken for a person", () => {
  for (const value of ["null", "undefined", "0", " Guest ", "N/A"]) expect(isNobody(value)).toBe(true)
  expect(
    hasIdentity([
      { kind: "external", issuer: "crm", value: "null" },
      { kind: "email", issuer: "", value: "  " },
    ]),
  ).toBe(false)
  expect(
    keysOf([
      { kind: "shop", issuer: "shopify:1", value: "7" },
      { kind: "shop", issuer: "shopify:1", value: " 7 " },
    ]),
  ).toHaveLength(1)
})

test("A07 a device is never sure, a phone only when confirmed, a typed mail not", () => {
  expect(isSure({ kind: "anonymous", verified: true })).toBe(false)
  expect(isSure({ kind: "phone" })).toBe(false)
  expect(isSure({ kind: "phone", verified: true })).toBe(true)
  expect(isSure({ kind: "email" })).toBe(true)
  expect(isSure({ kind: "email", verified: false })).toBe(false)
})

/** The rules on paper: the same decisions as the database carries out. */
function people(facts: readonly Fact[]): Map<string, { owner: number; sure: boolean }> {
  const held = new Map<string, { owner: number; sure: boolean }>()
  let next = 0
  const isKnown = (owner: number) => [...held.values()].some((row) => row.owner === owner && row.sure)
  for (const fact of facts) {
    const keys = keysOf(fact)
    const found = decide(keys, (k) => {
      const row = held.get(keyText(k))
      return row && { customerId: String(row.owner).padStart(6, "0"), sure: row.sure, known: isKnown(row.owner) }
    })
    const target = found.target === null ? next++ : Number(found.target)
    for (const { customerId } of found.merge)
      for (const row of held.values()) if (row.owner === Number(customerId)) row.owner = target
    for (const k of found.confirm) held.set(keyText(k), { owner: target, sure: true })
    for (const k of [...found.takeOver, ...found.attach]) held.set(keyText(k), { owner: target, sure: k.sure })
  }
  return held
}

test("A07 F71 the same facts in any order give the same people", () => {
  fc.assert(
    fc.property(arbitraryFacts, (facts) => {
      const held = people(facts)
      const expected = expectedPeople(facts)
      const groupOf = new Map([...held].map(([k, row]) => [k, row.owner]))
      expect(new Set(groupOf.values()).size).toBe(expected.count)
      for (const group of expected.together) expect(new Set(group.map((k) => groupOf.get(k))).size).toBe(1)
    }),
    { numRuns: 3_000 },
  )
})
