import fc from "fast-check"
import { expect, test } from "vitest"
import { makeCode, mayBeOurs, shownCode, typedCode } from "./code-rules.ts"
import { readCart, withQuantities, writeCart, cartUrlBy } from "./cart-rules.ts"
import { type Cart, type Code, type Offer, type Refusal, Terms } from "./model.ts"
import { depthBp, discountOf, refusalOf, validUntilOf } from "./offer-rules.ts"

const now = new Date("2026-04-10T03:00:00Z")
const at = (days: number) => new Date(now.getTime() + days * 86_400_000)
const tenOff = { benefit: { kind: "percent" as const, bp: 1_000 } }

const anOffer = (terms: Record<string, unknown> = {}, more: Partial<Offer> = {}): Offer => ({
  offerId: "o",
  name: "春",
  state: "live",
  terms: Terms.parse({ ...tenOff, ...terms }),
  revision: 1,
  given: 0,
  createdAt: at(-10),
  ...more,
})
const aCode = (more: Partial<Code> = {}): Code => ({
  codeId: "c",
  offerId: "o",
  code: "X",
  customerId: "hanako",
  cause: "test",
  issuedAt: at(-1),
  validUntil: at(5),
  uses: 0,
  maxUses: 1,
  voidedAt: null,
  ...more,
})
const cart = (amount: number, more: Partial<Cart> = {}): Cart => ({
  lines: [{ sku: "SOAP", quantity: 1, amount }],
  shipping: 500,
  otherCodes: 0,
  ...more,
})
const hanako = { customerId: "hanako", usesByPerson: 0, orders: 0 }

const judged: [Refusal | null, Offer, Code, Partial<typeof hanako>, Cart | null][] = [
  [null, anOffer(), aCode(), {}, cart(3_000)],
  ["voided", anOffer(), aCode({ voidedAt: at(-1) }), {}, null],
  ["not-live", anOffer({}, { state: "paused" }), aCode(), {}, null],
  ["not-begun", anOffer({ startsAt: at(1) }), aCode(), {}, null],
  ["expired", anOffer({ endsAt: now }), aCode(), {}, null],
  ["expired", anOffer(), aCode({ validUntil: now }), {}, null],
  ["used", anOffer(), aCode({ uses: 1 }), {}, null],
  ["not-yours", anOffer(), aCode(), { customerId: "taro" }, null],
  ["person-limit", anOffer(), aCode(), { usesByPerson: 1 }, null],
  ["not-first-order", anOffer({ isFirstOrderOnly: true }), aCode(), { orders: 1 }, null],
  [null, anOffer({ isFirstOrderOnly: true }), aCode(), { orders: 0 }, null],
  ["below-minimum", anOffer({ minimum: 3_001 }), aCode(), {}, cart(3_000)],
  ["no-such-goods", anOffer({ skus: ["TEA"] }), aCode(), {}, cart(3_000)],
  ["not-stackable", anOffer(), aCode(), {}, cart(3_000, { otherCodes: 1 })],
  [null, anOffer({ isStackable: true }), aCode(), {}, cart(3_000, { otherCodes: 1 })],
  ["budget-spent", anOffer({ budget: 1_000 }, { given: 701 }), aCode(), {}, cart(3_000)],
  [null, anOffer({ budget: 1_000 }, { given: 700 }), aCode(), {}, cart(3_000)],
  ["budget-spent", anOffer({ budget: 1_000 }, { given: 1_000 }), aCode(), {}, null],
]

test.each(judged)("G11 G25 a code is judged: %s", (reason, offer, code, asker, basket) => {
  expect(refusalOf(offer, code, { ...hanako, ...asker }, basket, now)).toBe(reason)
})

test("G11 what it takes off is whole yen, never more than the goods, and only of the goods it holds for", () => {
  const off = (terms: Record<string, unknown>, basket: Cart) => discountOf(anOffer(terms).terms, basket)
  expect(off({}, cart(3_339))).toBe(333)
  expect(off({ benefit: { kind: "percent", bp: 5_000, most: 1_000 } }, cart(3_000))).toBe(1_000)
  expect(off({ benefit: { kind: "fixed", amount: 5_000 } }, cart(3_000))).toBe(3_000)
  expect(off({ benefit: { kind: "free-shipping" } }, cart(3_000))).toBe(500)
  expect(off({ benefit: { kind: "gift", sku: "SAMPLE" } }, cart(3_000))).toBeNull()
  const two = { ...cart(0), lines: [cart(3_000).lines[0], { sku: "TEA", quantity: 2, amount: 1_000 }] } as Cart // safe: both lines are there
  expect(off({ skus: ["TEA"] }, two)).toBe(100)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 0, max: 10_000_000 }), (bp, amount) => {
      const discount = off({ benefit: { kind: "percent", bp } }, cart(amount)) ?? -1
      expect(discount).toBeGreaterThanOrEqual(0)
      expect(discount).toBeLessThanOrEqual(amount)
    }),
  )
})

test("S64 a code has more than sixty bits, no sign that is taken for another, and is read however it is typed", () => {
  let n = 0
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => (n = (n * 73 + 41) % 256))
  const code = makeCode("HARU", bytes)
  expect(code).toMatch(/^HARU[34679CDFGHJKMNPQRTVWXY]{14}$/)
  expect(14 * Math.log2(22)).toBeGreaterThan(60)
  expect(shownCode(code)).toMatch(/^HARU-.{4}-.{4}-.{6}$/)
  for (const typed of [
    shownCode(code),
    shownCode(code).toLowerCase(),
    ` ${code} `,
    shownCode(code).replaceAll("-", "ー "),
  ])
    expect(typedCode(typed)).toBe(code)
  expect(typedCode("ｈａｒｕ")).toBe("HARU")
  expect(mayBeOurs(code)).toBe(true)
  for (const other of ["WELCOME10", "SUMMERSALE2026ABC", ""]) expect(mayBeOurs(typedCode(other))).toBe(false)
})

test("S64 every sign is as likely as the others", () => {
  const counts = new Map<string, number>()
  let byte = 0
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => byte++ % 256)
  for (let i = 0; i < 2_000; i++) for (const sign of makeCode("", bytes)) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  expect(counts.size).toBe(22)
  const [least, most] = [Math.min(...counts.values()), Math.max(...counts.values())]
  expect(most / least).toBeLessThan(1.1)
})

test("G11 a code lives as long as was said, but never longer than its offer", () => {
  const until = (terms: Record<string, unknown>, wished?: Date) => validUntilOf(anOffer(terms).terms, now, wished)
  expect(until({ codeDays: 7 })).toEqual(at(7))
  expect(until({ codeDays: 7, endsAt: at(3) })).toEqual(at(3))
  expect(until({ codeDays: null })).toBeNull()
  expect(until({ codeDays: 7 }, at(2))).toEqual(at(2))
  expect(until({ codeDays: 7 }, at(20))).toEqual(at(7))
})

test("G42 how deep an offer cuts, as a share of an order", () => {
  expect(depthBp({ kind: "percent", bp: 1_500, most: null }, 0)).toBe(1_500)
  expect(depthBp({ kind: "fixed", amount: 500 }, 5_000)).toBe(1_000)
  expect(depthBp({ kind: "fixed", amount: 500 }, 0)).toBe(0)
  expect(depthBp({ kind: "free-shipping" }, 5_000)).toBe(0)
})

test("S-LINK5 a cart's link holds SKUs and quantities, and whatever else is in it is no cart", () => {
  const linked = { items: [{ sku: "石けん-1", quantity: 2 }], code: "ABC", messageId: null }
  expect(readCart(writeCart(linked))).toEqual(linked)
  for (const bad of ["", "[]", "{}", '[[["A",0]],null,null]', '[[["A",1.5]],null,null]', '[[["A",100]],null,null]'])
    expect(readCart(bad)).toBeUndefined()
  fc.assert(fc.property(fc.string(), (text) => void readCart(text)))
})

test("M10 quantities come from the form, in full width, too; zero leaves it out", () => {
  const items = ["A", "B", "C"].map((sku) => ({ sku, quantity: 2 }))
  const form = new URLSearchParams({ q0: "３", q1: "0", q2: "-5; drop" })
  expect(withQuantities(items, form)).toEqual([
    { sku: "A", quantity: 3 },
    { sku: "C", quantity: 2 },
  ])
})

test("M10 a shop that no connection knows has its cart addressed by a pattern", () => {
  const settings = {
    cartUrl: "https://shop.example/cart?add={items}&c={code}",
    itemPattern: "{sku}:{quantity}",
    separator: ",",
  }
  const items = [
    { sku: "A&B", quantity: 2, variantExternalId: "1" },
    { sku: "C", quantity: 1, variantExternalId: "2" },
  ]
  expect(cartUrlBy(settings, items, "X-1")).toBe("https://shop.example/cart?add=A%26B:2,C:1&c=X-1")
  expect(cartUrlBy({ ...settings, cartUrl: null }, items, null)).toBeUndefined()
})
