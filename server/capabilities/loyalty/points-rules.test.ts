import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { confirmsAt, type Delivery } from "./confirm-rules.ts"
import { defaultProgramme } from "./default-programme.ts"
import type { Multiplier, Programme } from "./model.ts"
import { anybody, type LineFacts, type MemberFacts, type OrderFacts } from "./model-order.ts"
import { factsOfOrder, type ToldOrder } from "./order-facts-rules.ts"
import { pointsForOrder, pointsToReturn } from "./points-rules.ts"

const at = new Date("2026-04-10T03:00:00Z")
const line = (amount: number, more: Partial<LineFacts> = {}): LineFacts => ({
  lineId: more.lineId ?? `l${amount}`,
  amount,
  returned: 0,
  taxRate: 1_000,
  taxIncluded: true,
  product: undefined,
  category: undefined,
  ...more,
})
const order = (lines: readonly LineFacts[], more: Partial<OrderFacts> = {}): OrderFacts => ({
  orderId: "o",
  placedAt: at,
  channel: "online",
  lines,
  returnedAlike: 0,
  taxWithoutRate: 0,
  paidWithPoints: 0,
  isOver: false,
  ...more,
})
const programme = (more: Partial<Programme> = {}): Programme => ({ ...defaultProgramme, ...more })
const withoutTax = programme({ base: { ...defaultProgramme.base, tax: "excluded" } })
const campaign = (more: Partial<Multiplier> = {}): Multiplier => ({
  key: "double",
  name: { ja: "2倍", en: "Double points" },
  bonusBp: 10_000,
  from: null,
  until: null,
  segmentId: null,
  products: [],
  categories: [],
  channels: [],
  caps: { perOrder: null, perPerson: null, inAll: null },
  priority: 0,
  isOn: true,
  ...more,
})
const earns = (o: OrderFacts, p: Programme = programme(), m: MemberFacts = anybody) => pointsForOrder(o, p, m).points

describe("what an order earns", () => {
  test.each([
    ["H01 H02 1 for each 100 yen, rounded down", order([line(1_999)]), programme(), 19],
    ["L12 1,100 with 10 % tax is 1,000 without", order([line(1_100)]), withoutTax, 10],
    ["L12 1,080 with 8 % tax is 1,000 without", order([line(1_080, { taxRate: 800 })]), withoutTax, 10],
    [
      "L12 925 is what 999 with 8 % is, exactly",
      order([line(999, { taxRate: 800 })]),
      programme({ base: { ...withoutTax.base, perYen: 1 } }),
      925,
    ],
    ["L12 both rates in one order", order([line(1_100), line(1_080, { taxRate: 800 })]), withoutTax, 20],
    ["prices without tax, programme without tax", order([line(1_000, { taxIncluded: false })]), withoutTax, 10],
    ["prices without tax, programme with tax", order([line(1_000, { taxIncluded: false })]), programme(), 11],
    [
      "L12 the tax of an order is shared where no rate is told",
      order([line(1_100, { taxRate: undefined })], { taxWithoutRate: 100 }),
      withoutTax,
      10,
    ],
    [
      "L13 three lines are rounded once: 333 + 333 + 334",
      order([line(333, { lineId: "a" }), line(333, { lineId: "b" }), line(334, { lineId: "c" })]),
      programme(),
      10,
    ],
    ["L11 what was paid with points earns none", order([line(3_000)], { paidWithPoints: 500 }), programme(), 25],
    [
      "L11 unless the programme says so",
      order([line(3_000)], { paidWithPoints: 500 }),
      programme({ base: { ...defaultProgramme.base, paidWithPoints: "included" } }),
      30,
    ],
    [
      "L11 gift wrap earns nothing",
      order([line(3_000), line(500, { product: "wrap" })]),
      programme({ base: { ...defaultProgramme.base, withoutProducts: ["wrap"] } }),
      30,
    ],
    [
      "a kind of goods earns nothing",
      order([line(3_000), line(500, { category: "のし" })]),
      programme({ base: { ...defaultProgramme.base, withoutCategories: ["のし"] } }),
      30,
    ],
    ["a cancelled order earns nothing", order([line(3_000)], { isOver: true }), programme(), 0],
    [
      "stores are left out",
      order([line(3_000)], { channel: "store" }),
      programme({ base: { ...defaultProgramme.base, channels: ["online"] } }),
      0,
    ],
  ])("%s", (_name, facts, rules, points) => expect(earns(facts, rules)).toBe(points))

  test("H02 whatever is paid after discounts, an order earns 1 for each whole 100 yen of it, rounded down once", () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 6 }), (amounts) => {
        const paid = amounts.reduce((sum, amount) => sum + amount, 0)
        const lines = amounts.map((amount, at) => line(amount, { lineId: `l${at}` }))
        expect(earns(order(lines))).toBe(Math.floor(paid / 100))
      }),
    ))

  test("L13 lines get their points by the largest remainder, and they add up", () => {
    const judged = pointsForOrder(
      order([line(333, { lineId: "a" }), line(333, { lineId: "b" }), line(334, { lineId: "c" })]),
      programme(),
      anybody,
    )
    expect(judged.lines.map(({ points }) => points)).toEqual([3, 3, 4])
  })

  test.each([
    ["additive", 25],
    ["multiplicative", 30],
    ["max", 20],
  ] as const)("L14 ×2 and half as much again on 10 points: %s is %i", (stacking, points) => {
    const judged = pointsForOrder(order([line(1_000)]), programme({ stacking, multipliers: [campaign()] }), {
      ...anybody,
      rankBonusBp: 5_000,
    })
    expect(judged.points).toBe(points)
    expect(judged.steps.reduce((sum, step) => sum + step.points, 0)).toBe(points)
  })

  test("H03 double points are 2 for 100 yen in the window and for the segment only", () => {
    const segmentId = "00000000-0000-4000-8000-000000000001"
    const rules = programme({
      multipliers: [campaign({ from: new Date("2026-04-10T00:00Z"), until: new Date("2026-04-11T00:00Z"), segmentId })],
    })
    const vip = { ...anybody, segments: [segmentId] }
    const then = (placedAt: string) => order([line(10_000)], { placedAt: new Date(placedAt) })
    expect(earns(then("2026-04-10T00:00:00Z"), rules, vip)).toBe(200)
    expect(earns(then("2026-04-10T12:00:00Z"), rules, anybody)).toBe(100)
    expect(earns(then("2026-04-09T23:59:59.999Z"), rules, vip)).toBe(100)
    expect(earns(then("2026-04-11T00:00:00Z"), rules, vip)).toBe(100)
  })

  test("H04 a campaign holds for its goods, and ends at its caps: for an order, a person, everybody", () => {
    const goods = order([line(1_000, { product: "tea" }), line(2_000, { product: "cup" })])
    const rules = (caps: Partial<Multiplier["caps"]>) =>
      programme({
        multipliers: [campaign({ products: ["tea"], caps: { perOrder: null, perPerson: null, inAll: null, ...caps } })],
      })
    expect(earns(goods, rules({}))).toBe(40)
    expect(earns(goods, rules({ perOrder: 4 }))).toBe(34)
    const used = (person: number, all: number): MemberFacts => ({
      ...anybody,
      used: { campaigns: { double: { person, all } }, day: 0 },
    })
    expect(earns(goods, rules({ perPerson: 100 }), used(97, 97))).toBe(33)
    expect(earns(goods, rules({ inAll: 1_000 }), used(0, 1_000))).toBe(30)
  })

  test("L14 one order and one day have caps; lines still add up", () => {
    const facts = order([line(70_000, { lineId: "a" }), line(30_000, { lineId: "b" })])
    const judged = pointsForOrder(facts, programme({ caps: { perOrder: 500, perPersonDay: null } }), anybody)
    expect(judged.lines.map(({ points }) => points)).toEqual([350, 150])
    const day = programme({ caps: { perOrder: null, perPersonDay: 1_200 } })
    expect(earns(facts, day, { ...anybody, used: { campaigns: {}, day: 900 } })).toBe(300)
  })
})

const told = (
  refunds: readonly { amount: number; lines?: ToldOrder["refunds"][number]["lines"] }[],
  shipping = 0,
): ToldOrder => ({
  orderId: "o",
  placedAt: at,
  channel: "online",
  lines: [{ externalId: "a", quantity: 2, unitPrice: 500, discount: 0, taxRate: 1_000, taxIncluded: true }],
  totals: { shipping, tax: 0, refunded: refunds.reduce((sum, { amount }) => sum + amount, 0) },
  refunds: refunds.map(({ amount, lines = [] }) => ({ amount, lines })),
  cancelledAt: null,
  status: "received",
})

describe("what is given back", () => {
  test("L15 10 points, 150 + 150 + 700 given back: 2, 1 and 7 are taken back", () => {
    const worth = [[], [150], [150, 150], [150, 150, 700]].map((back) =>
      earns(factsOfOrder(told(back.map((amount) => ({ amount }))))),
    )
    expect(worth).toEqual([10, 8, 7, 0])
  })

  test("L15 a line given back with its shipping takes no more than the line", () => {
    const back = { amount: 1_000, lines: [{ lineExternalId: "a", quantity: 1, amount: 500 }] }
    expect(earns(factsOfOrder(told([back], 500)))).toBe(5)
    expect(
      earns(factsOfOrder(told([{ ...back, lines: [{ lineExternalId: "a", quantity: 1, amount: 0 }] }], 500))),
    ).toBe(5)
  })

  test("L17 points used on a returned order come back, money first or in proportion", () => {
    const facts = (back: number) => ({ ...factsOfOrder(told(back ? [{ amount: back }] : [])), paidWithPoints: 300 })
    const cash = [0, 500, 700, 800, 1_000].map((back) => pointsToReturn(programme(), facts(back), 300))
    expect(cash).toEqual([0, 0, 0, 100, 300])
    const rata = programme({ partialReturn: "pro_rata" })
    expect([0, 333, 500, 1_000].map((back) => pointsToReturn(rata, facts(back), 300))).toEqual([0, 99, 150, 300])
    expect(pointsToReturn(programme(), { ...facts(0), isOver: true }, 300)).toBe(300)
  })
})

describe("when points become usable (L10)", () => {
  const day = (n: number) => new Date(at.getTime() + n * 86_400_000)
  const delivery = (more: Partial<Delivery> = {}): Delivery => ({
    channel: "online",
    placedAt: day(0),
    paidAt: day(0),
    pieces: 2,
    parcels: [],
    ...more,
  })
  const parcel = (pieces: number, delivered: number | null) => ({
    shippedAt: day(1),
    deliveredAt: delivered === null ? null : day(delivered),
    isCancelled: false,
    pieces,
  })
  const { confirms } = defaultProgramme
  test.each([
    ["nobody told of a parcel: at the latest", delivery(), 60],
    ["14 days after delivery", delivery({ parcels: [parcel(2, 3)] }), 17],
    ["the last parcel counts", delivery({ parcels: [parcel(1, 3), parcel(1, 5)] }), 19],
    ["one parcel is still missing", delivery({ parcels: [parcel(1, 3)] }), 60],
    ["paid at the door, later than everything", delivery({ paidAt: day(30), parcels: [parcel(2, 3)] }), 30],
    ["carried home from a store", delivery({ channel: "store" }), 0],
  ])("%s", (_name, facts, days) => expect(confirmsAt(facts, confirms)).toEqual(day(days)))
})

const anyLine = fc.record({
  amount: fc.integer({ min: 0, max: 200_000 }),
  returned: fc.integer({ min: 0, max: 200_000 }),
  taxRate: fc.constantFrom(0, 800, 1_000, undefined),
  taxIncluded: fc.boolean(),
  product: fc.constantFrom("tea", "cup", undefined),
})
const anyOrder = fc
  .record({
    lines: fc.array(anyLine, { maxLength: 5 }),
    returnedAlike: fc.integer({ min: 0, max: 50_000 }),
    paidWithPoints: fc.integer({ min: 0, max: 100_000 }),
    taxWithoutRate: fc.integer({ min: 0, max: 10_000 }),
  })
  .map(({ lines, ...more }) =>
    order(
      lines.map((l, i) => line(l.amount, { ...l, lineId: `l${i}`, category: undefined })),
      more,
    ),
  )
const anyCaps = fc.record({
  perOrder: fc.option(fc.integer({ min: 1, max: 500 })),
  perPerson: fc.option(fc.integer({ min: 1, max: 500 })),
  inAll: fc.option(fc.integer({ min: 1, max: 500 })),
})
const anyProgramme = fc
  .record({
    stacking: fc.constantFrom("additive", "multiplicative", "max"),
    tax: fc.constantFrom("included", "excluded"),
    partialReturn: fc.constantFrom("cash_first", "pro_rata"),
    perOrder: fc.option(fc.integer({ min: 1, max: 3_000 })),
    bonuses: fc.array(
      fc.record({
        bonusBp: fc.integer({ min: 1, max: 50_000 }),
        products: fc.constantFrom([], ["tea"], ["cup"]),
        caps: anyCaps,
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ stacking, tax, partialReturn, perOrder, bonuses }) =>
    programme({
      stacking,
      partialReturn,
      base: { ...defaultProgramme.base, tax },
      caps: { perOrder, perPersonDay: null },
      multipliers: bonuses.map((bonus, i) => campaign({ ...bonus, key: `c${i}`, products: [...bonus.products] })),
    }),
  )
const anyMember = fc.integer({ min: 0, max: 20_000 }).map((rankBonusBp): MemberFacts => ({ ...anybody, rankBonusBp }))
const anything = [anyOrder, anyProgramme, anyMember] as const
const often = { numRuns: 400 }

describe("whatever the order, the programme and the member", () => {
  test("points are whole and never below 0; lines and steps add up to them (INV16)", () =>
    fc.assert(
      fc.property(...anything, (o, p, m) => {
        const judged = pointsForOrder(o, p, m)
        expect(judged.points).toBeGreaterThanOrEqual(0)
        expect(judged.lines.reduce((sum, l) => sum + l.points, 0)).toBe(judged.points)
        expect(judged.steps.reduce((sum, step) => sum + step.points, 0)).toBe(judged.points)
        expect(judged.lines.every((l) => Number.isSafeInteger(l.points) && l.points >= 0)).toBe(true)
      }),
      often,
    ))

  test("INV16 a higher rate never comes to fewer points", () =>
    fc.assert(
      fc.property(...anything, fc.nat({ max: 4 }), fc.integer({ min: 1, max: 30_000 }), (o, p, m, which, more) => {
        const multipliers = p.multipliers.map((one, i) => (i === which ? { ...one, bonusBp: one.bonusBp + more } : one))
        const raised = which < multipliers.length ? m : { ...m, rankBonusBp: m.rankBonusBp + more }
        expect(earns(o, { ...p, multipliers }, raised)).toBeGreaterThanOrEqual(earns(o, p, m))
        const base = { ...p.base, points: p.base.points + 1 }
        expect(earns(o, { ...p, base }, m)).toBeGreaterThanOrEqual(earns(o, p, m))
      }),
      often,
    ))

  test("INV09 the more is given back, the less an order is worth; INV08 given back in full it is worth nothing", () =>
    fc.assert(
      fc.property(
        ...anything,
        fc.array(fc.nat({ max: 100_000 }), { maxLength: 5 }),
        fc.nat({ max: 50_000 }),
        (o, p, m, back, alike) => {
          const lines = o.lines.map((l, i) => ({ ...l, returned: l.returned + (back[i] ?? 0) }))
          const after = { ...o, lines, returnedAlike: o.returnedAlike + alike }
          expect(earns(after, p, m)).toBeLessThanOrEqual(earns(o, p, m))
          expect(pointsToReturn(p, after, 700)).toBeGreaterThanOrEqual(pointsToReturn(p, o, 700))
          expect(earns({ ...o, lines: o.lines.map((l) => ({ ...l, returned: l.amount })) }, p, m)).toBe(0)
        },
      ),
      often,
    ))

  test("INV06 refunds come to the same in any order", () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ amount: fc.nat({ max: 600 }), quantity: fc.nat({ max: 2 }), named: fc.boolean() }), {
          maxLength: 5,
        }),
        fc.nat({ max: 300 }),
        (all, shipping) => {
          const refunds = all.map(({ amount, quantity, named }) => ({
            amount,
            lines: named ? [{ lineExternalId: "a", quantity, amount: 0 }] : [],
          }))
          expect(earns(factsOfOrder(told(refunds.toReversed(), shipping)))).toBe(
            earns(factsOfOrder(told(refunds, shipping))),
          )
        },
      ),
      often,
    ))
})
