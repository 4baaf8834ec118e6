import fc from "fast-check"
import { expect, test } from "vitest"
import { isBalanced, type Move, moveKinds, rollForward, type Stock } from "./roll-rules.ts"

const months = ["2026-01", "2026-02", "2026-03"]
const origin = fc.record({
  origin: fc.constantFrom("purchase", "action", "goodwill", "paid"),
  issueMonth: fc.constantFrom(...months),
  expiryMonth: fc.constantFrom("2027-01", "2027-02", null),
})
const stock = fc.tuple(origin, fc.nat(100_000)).map(([of, points]): Stock => ({ ...of, points }))
const move = fc
  .tuple(origin, fc.constantFrom(...moveKinds), fc.integer({ min: -50_000, max: 50_000 }))
  .map(([of, kind, points]): Move => ({ ...of, kind, points }))

test("L30 INV15 opening and what happened come to the closing, line by line and in all", () => {
  fc.assert(
    fc.property(fc.array(stock), fc.array(move), (opening, moves) => {
      const { lines, total } = rollForward(opening, moves)
      expect(lines.every(isBalanced)).toBe(true)
      expect(isBalanced(total)).toBe(true)
      const held = [...opening, ...moves].reduce((sum, { points }) => sum + points, 0)
      expect(total.closing).toBe(held)
    }),
    { seed: 30, numRuns: 400 },
  )
})

test("L30 the closing of one month is the opening of the next, and the order of what happened changes no byte", () => {
  fc.assert(
    fc.property(fc.array(stock), fc.array(move), fc.array(move), (opening, first, second) => {
      const january = rollForward(opening, first)
      const stocks = january.lines.map(({ closing, ...of }) => ({ ...of, points: closing }))
      const both = rollForward(opening, [...first, ...second])
      expect(rollForward(stocks, second).total.closing).toBe(both.total.closing)
      expect(JSON.stringify(rollForward(opening.toReversed(), first.toReversed()))).toBe(JSON.stringify(january))
    }),
    { seed: 31, numRuns: 200 },
  )
})

test("L30 returned points lessen what was redeemed, and signs are as an accountant writes them", () => {
  const of = { origin: "purchase", issueMonth: "2026-01", expiryMonth: null }
  const { total } = rollForward(
    [{ ...of, points: 1_000 }],
    [
      { ...of, kind: "issued", points: 500 },
      { ...of, kind: "redeemed", points: -300 },
      { ...of, kind: "returned", points: 100 },
      { ...of, kind: "expired", points: -40 },
      { ...of, kind: "revoked", points: -10 },
      { ...of, kind: "adjusted", points: -5 },
    ],
  )
  expect(total).toEqual({
    opening: 1_000,
    issued: 500,
    redeemed: 200,
    expired: 40,
    revoked: 10,
    adjusted: -5,
    closing: 1_245,
  })
})
