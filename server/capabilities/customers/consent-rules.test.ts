import fc from "fast-check"
import { expect, test } from "vitest"
import {
  allows,
  blockedBy,
  type ConsentState,
  consentStates,
  consentsOf,
  type Joined,
  outranks,
  recordedState,
  type Said,
} from "./consent-rules.ts"

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 0, minute))
const said = (customerId: string, state: ConsentState, minute: number): Said => ({
  customerId,
  channel: "email",
  purpose: "marketing",
  state,
  at: at(minute),
})
const stateOf = (rootId: string, lines: Said[], merges: Joined[] = []) => consentsOf(rootId, lines, merges)[0]?.state

test("M20 the latest word counts, whenever it was recorded", () => {
  expect(stateOf("a", [])).toBe(undefined)
  expect(stateOf("a", [said("a", "given", 2), said("a", "withdrawn", 1)])).toBe("given")
  expect(stateOf("a", [said("a", "withdrawn", 1), said("a", "given", 1)])).toBe("withdrawn")
})

test("F72 two who are merged hold the stricter of their words, and no word is neither", () => {
  const merge = { fromId: "b", intoId: "a", at: at(10) }
  expect(stateOf("a", [said("a", "given", 5), said("b", "withdrawn", 1)], [merge])).toBe("withdrawn")
  expect(stateOf("a", [said("a", "withdrawn", 1), said("b", "given", 5)], [merge])).toBe("withdrawn")
  expect(stateOf("a", [said("b", "given", 5)], [merge])).toBe("given")
  expect(stateOf("a", [said("a", "imported_unverified", 1), said("b", "given", 5)], [merge])).toBe(
    "imported_unverified",
  )
})

test("F72 who agrees again after a merge has agreed", () => {
  const merge = { fromId: "b", intoId: "a", at: at(10) }
  expect(stateOf("a", [said("b", "withdrawn", 1), said("a", "given", 11)], [merge])).toBe("given")
})

test("F72 merges at one instant hand on what they bring, in whatever order they are listed", () => {
  const chain: Joined[] = [
    { fromId: "c", intoId: "b", at: at(7) },
    { fromId: "b", intoId: "a", at: at(7) },
  ]
  const lines = [said("a", "given", 1), said("c", "withdrawn", 2)]
  expect([stateOf("a", lines, chain), stateOf("a", lines, chain.toReversed())]).toEqual(["withdrawn", "withdrawn"])
})

test("X11 without the merge each has their own word again", () => {
  const lines = [said("a", "given", 5), said("b", "withdrawn", 1)]
  expect([stateOf("a", lines), stateOf("b", lines)]).toEqual(["given", "withdrawn"])
})

test("F72 the words and merges may be recorded in any order", () => {
  const ids = ["a", "b", "c"] as const
  const line = fc.record({
    customerId: fc.constantFrom(...ids),
    state: fc.constantFrom(...consentStates),
    minute: fc.integer({ min: 0, max: 20 }),
  })
  const chain: Joined[] = [
    { fromId: "c", intoId: "b", at: at(7) },
    { fromId: "b", intoId: "a", at: at(12) },
  ]
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), fc.nat(1_000), (drawn, seed) => {
      const lines = drawn.map((l) => said(l.customerId, l.state, l.minute))
      const shuffled = lines.toSorted((x, y) => ((x.at.getTime() * 7 + seed) % 13) - ((y.at.getTime() * 7 + seed) % 13))
      expect(stateOf("a", shuffled, chain.toReversed())).toBe(stateOf("a", lines, chain))
      const last = Math.max(-1, ...drawn.map((l) => l.minute))
      const refusedLast = drawn.some((l) => l.minute === last && l.state === "withdrawn")
      if (refusedLast) expect(stateOf("a", lines, chain)).toBe("withdrawn")
    }),
  )
})

test("M20 a consent that is imported without evidence is not enough for marketing", () => {
  expect(recordedState("given", "import", false)).toBe("imported_unverified")
  expect(recordedState("given", "import", true)).toBe("given")
  expect(recordedState("withdrawn", "import", false)).toBe("withdrawn")
  expect([...consentStates, undefined].filter((state) => allows(state))).toEqual(["given"])
})

test("M20 a single statement replaces what holds just as replaying all of them would", () => {
  expect(outranks(said("a", "given", 1), undefined)).toBe(true)
  expect(outranks(said("a", "given", 1), { state: "withdrawn", since: at(1) })).toBe(false)
  expect(outranks(said("a", "withdrawn", 1), { state: "given", since: at(1) })).toBe(true)
  expect(outranks(said("a", "withdrawn", 0), { state: "given", since: at(1) })).toBe(false)
})

test("M24 refusing marketing never stops a receipt; a hard bounce stops both on its channel; a complaint stops all", () => {
  const refusal = { scope: "purpose", channel: "email", purpose: "marketing", reason: "unsubscribed" } as const
  const bounce = { scope: "channel", channel: "email", purpose: "", reason: "hard-bounce" } as const
  const complaint = { scope: "all", channel: "email", purpose: "", reason: "complaint" } as const
  expect(blockedBy([refusal], "email", "receipt")).toBe(undefined)
  expect(blockedBy([refusal], "email", "marketing")).toBe(refusal)
  expect(blockedBy([bounce], "email", "receipt")).toBe(bounce)
  expect(blockedBy([bounce], "sms", "marketing")).toBe(undefined)
  expect(blockedBy([complaint], "sms", "receipt")).toBe(complaint)
})
