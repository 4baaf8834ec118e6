import { expect, test } from "vitest"
import { together } from "./timeline-entries.ts"
import { type Fact, productsOf, quoteOf, sourceOf, titleOf } from "./timeline-words.ts"

const fact = (changes: Partial<Fact>): Fact => ({
  seq: 1,
  customerId: null,
  name: "Page Viewed",
  title: { ja: "ページを見た", en: "Viewed a page" },
  occurredAt: new Date("2026-11-20T10:00:00Z"),
  receivedAt: new Date("2026-11-20T10:00:00Z"),
  isClockSkewed: false,
  source: "web",
  channel: "web",
  externalId: "e",
  value: null,
  currency: null,
  orderId: null,
  productId: null,
  messageId: null,
  storeId: null,
  properties: {},
  ...changes,
})
const at = (time: string) => new Date(`2026-11-20T${time}:00Z`)
const money = (minor: number) => `¥${minor}`

test("A02 pages of one visit are told as one, those of another visit and other facts apart", () => {
  const facts = [
    fact({ seq: 5, occurredAt: at("10:20") }),
    fact({ seq: 4, occurredAt: at("10:00") }),
    fact({ seq: 3, name: "Order Placed", occurredAt: at("09:59") }),
    fact({ seq: 2, occurredAt: at("09:58") }),
    fact({ seq: 1, occurredAt: at("08:00") }),
  ]
  expect(together(facts).map(({ fact, more }) => [fact.seq, ...more.map((one) => one.seq)])).toEqual([
    [5, 4],
    [3],
    [2],
    [1],
  ])
})

test("A02 what an order went through is told with it, in its order, unless the order itself is further back", () => {
  const facts = [
    fact({ seq: 4, name: "Stock Allocated", orderId: "o1", occurredAt: at("11:00") }),
    fact({ seq: 3, name: "Order Confirmed", orderId: "o1", occurredAt: at("10:01") }),
    fact({ seq: 2, name: "Stock Allocated", orderId: "o2", occurredAt: at("10:00") }),
    fact({ seq: 1, name: "Order Placed", orderId: "o1", occurredAt: at("09:00") }),
  ]
  expect(together(facts).map(({ fact, more }) => [fact.seq, ...more.map((one) => one.seq)])).toEqual([[2], [1, 3, 4]])
})

test("A02 a fact is told with its number, its goods, its door and the person's own words", () => {
  const order = fact({
    name: "Order Placed",
    value: 9460,
    currency: "JPY",
    channel: "store",
    storeId: "神楽坂店",
    properties: {
      order_number: "#H-1",
      products: [{ name: "化粧水", quantity: 2 }, { name: "石けん", quantity: 1 }, 7],
    },
  })
  expect(titleOf(order, new Map(), money).ja).toBe("注文 #H-1　¥9460")
  expect(productsOf(order)).toBe("化粧水 ×2、石けん")
  expect(sourceOf(order).ja).toBe("店舗・神楽坂店")
  const mail = fact({ name: "Message Sent", messageId: "m1" })
  expect(titleOf(mail, new Map([["m1", { ja: "発送のお知らせ", en: "Shipped" }]]), money).en).toBe("“Shipped” sent")
  expect(sourceOf(fact({ name: "Order Delivered", properties: { shipment_id: "s", carrier: "yamato" } })).ja).toBe(
    "ヤマト運輸",
  )
  expect(quoteOf(fact({ name: "Survey Answered", properties: { comment: "しっとりします。" } }))).toBe(
    "しっとりします。",
  )
  expect(
    titleOf(fact({ name: "Toured Factory", title: { ja: "Toured Factory", en: "Toured Factory" } }), new Map(), money)
      .ja,
  ).toBe("Toured Factory")
})
