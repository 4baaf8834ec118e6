import fc from "fast-check"
import { expect, test } from "vitest"
import { type OrderFacts, OrderSnapshot, type OrderState, type Refund } from "./model.ts"
import {
  countsAsPurchase,
  factsOf,
  fold,
  isLate,
  refundedOf,
  refundedQuantities,
  statusOf,
  totalOf,
  unknownOrder,
} from "./order-rules.ts"
import { hashOf } from "./snapshot-hash.ts"
import { anOrder } from "#testing/orders"

const at = (minute: number) => new Date(Date.parse("2026-04-01T09:00:00+09:00") + minute * 60_000)
const factsFrom = (changes: Parameters<typeof anOrder>[0]): OrderFacts => {
  const body = OrderSnapshot.parse(anOrder(changes))
  return { snapshot: { body, hash: hashOf(body) } }
}
const refund = (changes: Partial<Refund> = {}): Refund => ({
  externalId: "r1",
  at: at(30),
  amount: 880,
  lines: [],
  ...changes,
})
const after = (...facts: OrderFacts[]): OrderState => facts.reduce(fold, unknownOrder)

const minutes = fc.integer({ min: 0, max: 5 }).map(at)
const moment = fc.option(minutes, { nil: null })
const someRefund = fc.record({
  externalId: fc.constantFrom("r1", "r2", "r3"),
  at: minutes,
  amount: fc.integer({ min: 0, max: 3 }),
  lines: fc.array(
    fc.record({
      lineExternalId: fc.constantFrom("l1", "l2"),
      quantity: fc.integer({ min: 0, max: 2 }),
      amount: fc.constant(100),
    }),
    {
      maxLength: 2,
    },
  ),
})
// Few distinct times and numbers, so that equal times with different bodies (F50: same id, different body) are common.
const someFacts: fc.Arbitrary<OrderFacts> = fc.oneof(
  fc
    .record({
      updatedAt: minutes,
      number: fc.constantFrom("#1001", "#1001-R"),
      paymentApprovedAt: moment,
      stockAllocatedAt: moment,
      cancelledAt: moment,
      refunds: fc.array(someRefund, { maxLength: 2 }),
    })
    .map(factsFrom),
  someRefund.map((r) => ({ refunds: [r] })),
  fc.record({ allocatedAt: minutes }),
  fc.record({ deletedAt: minutes }),
  fc.record({ redactedAt: minutes }),
)

test("G8 F50 the same messages in any order and with any duplicates give the same order", () => {
  const shuffled = fc
    .array(someFacts, { minLength: 1, maxLength: 7 })
    .chain((messages) =>
      fc.tuple(
        fc.constant(messages),
        fc.shuffledSubarray([...messages, ...messages, ...messages], { minLength: messages.length * 3 }),
      ),
    )
  const holds = fc.property(shuffled, ([messages, again]) => {
    expect(after(...again)).toEqual(after(...messages))
  })
  fc.assert(holds, { numRuns: 2_000 })
})

test("F50 an update that comes before the order's creation stands, and so does a refund that comes before both", () => {
  const created = factsFrom({ updatedAt: at(0) })
  const paid = factsFrom({ updatedAt: at(5), paymentApprovedAt: at(5) })
  const state = after({ refunds: [refund()] }, paid, created)
  expect(state.snapshot?.body.updatedAt).toEqual(at(5))
  expect(factsOf(state).map(({ fact }) => fact)).toEqual(["received", "payment-approved", "refunded:r1"])
  expect(factsOf(after({ refunds: [refund()] }))).toEqual([])
})

test("E03 payment and stock are states of their own, and both together confirm the order", () => {
  const created = factsFrom({})
  const paid = { approvedAt: at(1) }
  const allocated = { allocatedAt: at(2) }
  expect(statusOf(after(created))).toBe("received")
  expect(statusOf(after(created, paid))).toBe("payment-approved")
  expect(statusOf(after(created, allocated))).toBe("stock-allocated")
  expect(statusOf(after(created, allocated, paid))).toBe("confirmed")
  expect(statusOf(after(allocated, paid))).toBe("unknown")
  expect(statusOf(after(created, paid, { cancelledAt: at(3) }))).toBe("cancelled")
})

test.each([
  { what: "bought", facts: [factsFrom({})], counts: true },
  { what: "cancelled", facts: [factsFrom({ cancelledAt: at(9) })], counts: false },
  { what: "deleted", facts: [factsFrom({}), { deletedAt: at(9) }], counts: false },
  {
    what: "one soap returned",
    facts: [factsFrom({}), { refunds: [refund({ lines: [{ lineExternalId: "l2", quantity: 1, amount: 880 }] })] }],
    counts: true,
  },
  { what: "all money returned", facts: [factsFrom({}), { refunds: [refund({ amount: 7_730 })] }], counts: false },
  {
    what: "all pieces returned, shipping kept",
    facts: [
      factsFrom({}),
      { refunds: [refund({ amount: 6_300, lines: [{ lineExternalId: "l1", quantity: 2, amount: 6_300 }] })] },
      { refunds: [refund({ externalId: "r2", lines: [{ lineExternalId: "l2", quantity: 1, amount: 880 }] })] },
    ],
    counts: false,
  },
  { what: "a present that cost nothing", facts: [factsFrom({ totals: { goods: 0, shipping: 0 } })], counts: true },
  { what: "known only by a refund", facts: [{ refunds: [refund()] }], counts: false },
])("D26 an order that was $what counts as a purchase: $counts", ({ facts, counts }) => {
  expect(countsAsPurchase(after(...facts))).toBe(counts)
})

test("J20 totals are whole minor units; tax is added only when it is not in the prices (J21)", () => {
  const body = OrderSnapshot.parse(anOrder())
  expect(totalOf(body)).toBe(7_730)
  const taxOnTop = { ...body, lines: body.lines.map((line) => ({ ...line, taxIncluded: false })) }
  expect(totalOf(taxOnTop)).toBe(8_432)
  expect(totalOf({ ...body, totals: { ...body.totals, total: 7_000 } })).toBe(7_000)
  expect(() => OrderSnapshot.parse(anOrder({ totals: { goods: 1_234.5 } }))).toThrow()
})

test("several partial refunds add up, by line, and never exceed what was bought", () => {
  const line = { lineExternalId: "l1", quantity: 1, amount: 3_150 }
  const state = after(
    factsFrom({}),
    { refunds: [refund({ amount: 3_150, lines: [line] })] },
    { refunds: [refund({ externalId: "r2", amount: 3_150, lines: [line] })] },
    { refunds: [refund({ externalId: "r3", amount: 0, lines: [line] })] },
  )
  expect(refundedOf(state)).toBe(6_300)
  expect(refundedQuantities(state)).toEqual(
    new Map([
      ["l1", 2],
      ["l2", 0],
    ]),
  )
})

test("F52 what is a day old, or overtaken by a cancellation, is too late to be told", () => {
  const now = at(24 * 60 + 1)
  const state = after(factsFrom({ placedAt: at(0), paymentApprovedAt: at(2) }))
  expect(factsOf(state).map((fact) => [fact.fact, isLate(fact, state, now, false)])).toEqual([
    ["received", true],
    ["payment-approved", false],
  ])
  expect(factsOf(state).map((fact) => isLate(fact, state, now, true))).toEqual([true, true])
  const cancelled = after(factsFrom({ placedAt: at(0), cancelledAt: at(3) }))
  expect(factsOf(cancelled).map((fact) => [fact.fact, isLate(fact, cancelled, at(4), true)])).toEqual([
    ["received", true],
    ["cancelled", false],
  ])
})

test("a redacted order keeps goods and money, and nothing about the person, whatever comes later", () => {
  const gift = { isGift: true, recipient: { name: "渡邉 太郎" }, message: "おめでとう" }
  const state = after(
    { redactedAt: at(1) },
    factsFrom({ gift, note: "玄関前に" }),
    factsFrom({ updatedAt: at(9), gift }),
  )
  expect(JSON.stringify(state)).not.toMatch(/渡邉|花子|hanako|神宮前|玄関/)
  expect(state.snapshot?.body).toMatchObject({
    number: "#1001",
    gift: { isGift: true },
    shippingAddress: { prefecture: "東京都" },
  })
})
