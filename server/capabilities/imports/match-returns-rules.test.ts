import type { SoldLine } from "#orders"
import { expect, test } from "vitest"
import { type Match, matchReturns, type Returned } from "./match-returns-rules.ts"

const sold = (over: Partial<SoldLine> = {}): SoldLine => ({
  customerId: "anna",
  source: "import",
  orderExternalId: "1001",
  placedAt: new Date("2026-01-10T00:00:00Z"),
  lineExternalId: "1",
  sku: "SOAP",
  quantity: 3,
  unitPrice: 880,
  refunds: [],
  ...over,
})
const slip = (
  number: string,
  quantity: number,
  over: Partial<Returned["slip"]["lines"][number]> = {},
  customerId: string | null = "anna",
): Returned => ({
  customerId,
  slip: {
    number,
    at: new Date("2026-02-01T00:00:00Z"),
    person: { identities: [], profile: {} },
    currency: "JPY",
    lines: [{ externalId: "1", sku: "SOAP", title: "石けん", quantity, unitPrice: 880, ...over }],
  },
})
const places = (matches: readonly Match[]) =>
  matches.map(({ from, quantity }) => `${from.orderExternalId}/${from.lineExternalId} × ${quantity}`)
const run = (returned: readonly Returned[], lines: readonly SoldLine[]) =>
  matchReturns(returned, lines).map(({ matches, rest }) => ({ matches: places(matches), rest: rest.length }))

const older = sold({ orderExternalId: "900", placedAt: new Date("2025-12-01T00:00:00Z") })

test("goods come back from the latest order in which the same person bought them at that price", () => {
  expect(run([slip("C1", 2)], [sold(), older])).toEqual([{ matches: ["1001/1 × 2"], rest: 0 }])
})

test.each([
  ["another price", slip("C1", 1, { unitPrice: 900 }), [sold()]],
  ["another product", slip("C1", 1, { sku: "CREAM" }), [sold()]],
  ["somebody else", slip("C1", 1, {}, "bert"), [sold()]],
  ["nobody we know", slip("C1", 1, {}, null), [sold()]],
  ["more than was bought", slip("C1", 4), [sold()]],
  ["an order that came later", slip("C1", 1), [sold({ placedAt: new Date("2026-03-01T00:00:00Z") })]],
  ["goods that came back before", slip("C1", 2), [sold({ refunds: [{ externalId: "C0", quantity: 2 }] })]],
] as const)("%s determines no order, and nothing is guessed", (_what, returned, lines) => {
  expect(run([returned], lines)).toEqual([{ matches: [], rest: 1 }])
})

test("two slips share what was bought, and go on to the order before when it is used up", () => {
  expect(run([slip("C1", 2), slip("C2", 2), slip("C3", 2)], [sold(), older])).toEqual([
    { matches: ["1001/1 × 2"], rest: 0 },
    { matches: ["900/1 × 2"], rest: 0 },
    { matches: [], rest: 1 },
  ])
})

test("F05 slips that are read a second time find the very same orders", () => {
  const after = [
    sold({
      quantity: 2,
      refunds: [
        { externalId: "C1", quantity: 1 },
        { externalId: "C2", quantity: 1 },
      ],
    }),
    older,
  ]
  expect(run([slip("C1", 1), slip("C2", 1)], after)).toEqual([
    { matches: ["1001/1 × 1"], rest: 0 },
    { matches: ["1001/1 × 1"], rest: 0 },
  ])
  const known = [sold(), { ...older, refunds: [{ externalId: "C1", quantity: 1 }] }]
  expect(run([slip("C1", 1)], known)).toEqual([{ matches: ["900/1 × 1"], rest: 0 }])
})
