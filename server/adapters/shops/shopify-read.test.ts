import { expect, test } from "vitest"
import { shopifySample, sharedShopify, hasSharedShopify } from "#testing/shopify-fixtures"
import type { ShopFact, Speaker } from "#orders"
import { readShopify, subscribableTopics } from "./shopify-read.ts"

const speaker: Speaker = {
  source: "shopify:0190",
  shopName: "ひなた",
  currency: "JPY",
  places: { "9900000000001": { kind: "store", name: "銀座店" } },
}
const at = new Date("2026-04-01T09:00:00+09:00")
const read = (topic: string, body: unknown, as: Partial<Speaker> = {}) =>
  readShopify({ ...speaker, ...as }, { topic, body, at })

/** The one fact of its kind among what a message says. */
function only<K extends ShopFact["kind"]>(facts: readonly ShopFact[], kind: K): Extract<ShopFact, { kind: K }> {
  const found = facts.filter((fact): fact is Extract<ShopFact, { kind: K }> => fact.kind === kind)
  expect(found).toHaveLength(1)
  const [first] = found
  if (!first) throw new Error(`nothing says ${kind}`)
  return first
}
const orderOf = (changes: Record<string, unknown> = {}) =>
  only(read("orders/create", shopifySample("order", changes)), "order").order

test("U10 a Japanese order is read in full: sums in yen, two tax rates, name and address as they are written in Japan", () => {
  expect(orderOf()).toMatchObject({
    source: "shopify:0190",
    externalId: "5500000000001",
    number: "#1001",
    placedAt: new Date("2026-04-01T08:50:00+09:00"),
    updatedAt: new Date("2026-04-01T08:50:02+09:00"),
    channel: "online",
    currency: "JPY",
    totals: { goods: 7_480, discount: 300, shipping: 550, tax: 702, paid: 7_730, refunded: 0, total: 7_730 },
    customer: {
      identities: [
        { kind: "shop", issuer: "shopify:0190", value: "6600000000001" },
        { kind: "email", issuer: "", value: "hanako.watanabe@example.jp" },
      ],
      profile: { familyName: "渡邉", givenName: "花子", email: "hanako.watanabe@example.jp", language: "ja" },
    },
    shippingAddress: {
      name: "渡邉 花子",
      country: "JP",
      postalCode: "150-0001",
      prefecture: "東京都",
      city: "渋谷区",
      street: "神宮前1-2-3",
      building: "ひなたハイツ 405",
    },
    requestedDelivery: { day: "2026-04-03", slot: "14時-16時" },
    language: "ja",
    note: "玄関前に置いてください",
  })
  expect(orderOf().lines).toMatchObject([
    {
      externalId: "11100000000001",
      sku: "CREAM-50",
      variantTitle: "50g",
      quantity: 2,
      unitPrice: 3_300,
      discount: 300,
      taxRate: 1_000,
      taxIncluded: true,
    },
    {
      externalId: "11100000000002",
      sku: "TEA-30",
      variantTitle: undefined,
      quantity: 1,
      unitPrice: 880,
      discount: 0,
      taxRate: 800,
    },
  ])
})

test.each([
  { status: "pending", approved: false, paid: 0 },
  { status: "authorized", approved: true, paid: 0 },
  { status: "paid", approved: true, paid: 7_730 },
  { status: "partially_paid", approved: true, paid: 5_000 },
  { status: "refunded", approved: true, paid: 7_730 },
  { status: "voided", approved: false, paid: 0 },
])("E03 a payment that is $status counts as approved: $approved", ({ status, approved, paid }) => {
  const order = orderOf({ financial_status: status, total_outstanding: "2730" })
  expect(order.paymentApprovedAt).toEqual(approved ? order.updatedAt : null)
  expect(order.totals.paid).toBe(paid)
})

test("E04 an order from the till belongs to its store", () => {
  expect(orderOf({ source_name: "pos", location_id: 9_900_000_000_001 })).toMatchObject({
    channel: "store",
    storeId: "9900000000001",
  })
})

const elsewhere = {
  first_name: "太郎",
  last_name: "渡邉",
  country_code: "JP",
  province: "京都府",
  zip: "600-8001",
  city: "京都市下京区",
  address1: "四条通1",
  phone: "0751234567",
}

test("N01 a gift names its recipient when the parcel goes to another, and the card's words", () => {
  const notes = [
    { name: "ラッピング", value: "あり" },
    { name: "ギフトメッセージ", value: "おめでとう" },
  ]
  expect(orderOf({ note_attributes: notes, shipping_address: elsewhere }).gift).toMatchObject({
    isGift: true,
    recipient: { name: "渡邉 太郎", phone: "0751234567", address: { prefecture: "京都府" } },
    message: "おめでとう",
  })
  expect(orderOf({ note_attributes: notes }).gift).toMatchObject({ isGift: true, recipient: undefined })
  expect(orderOf({ shipping_address: elsewhere }).gift).toBeUndefined()
  expect(orderOf({ note_attributes: [{ name: "ギフト", value: "なし" }] }).gift).toBeUndefined()
})

test("N01 whoever receives a gift is never taken for the buyer", () => {
  const order = orderOf({ note_attributes: [{ name: "gift", value: "true" }], shipping_address: elsewhere })
  expect(JSON.stringify(order.customer)).not.toMatch(/太郎|0751234567/)
})

test("an order brings its parcels and its refunds with it", () => {
  const refunds = [shopifySample("refund")]
  const facts = read(
    "orders/updated",
    shopifySample("order", {
      fulfillments: [shopifySample("fulfilment")],
      refunds,
      financial_status: "partially_refunded",
    }),
  )
  expect(only(facts, "order").order.refunds).toEqual([
    {
      externalId: "3300000000001",
      at: new Date("2026-04-06T12:00:00+09:00"),
      amount: 880,
      reason: "開封前の返品",
      lines: [{ lineExternalId: "11100000000002", quantity: 1, amount: 880 }],
    },
  ])
  expect(only(facts, "order").order.totals.refunded).toBe(880)
  expect(only(facts, "fulfilment").fulfilment).toMatchObject({
    externalId: "4400000000001",
    orderExternalId: "5500000000001",
    carrier: "ヤマト運輸",
    trackingNumber: "123456789012",
    origin: { kind: "store", name: "銀座店" },
    lines: [
      { orderLineExternalId: "11100000000001", quantity: 2 },
      { orderLineExternalId: "11100000000002", quantity: 1 },
    ],
    status: "shipped",
  })
})

test("U11 a refund and a parcel told alone say the same as within their order", () => {
  const whole = read(
    "orders/updated",
    shopifySample("order", { fulfillments: [shopifySample("fulfilment")], refunds: [shopifySample("refund")] }),
  )
  expect(only(read("refunds/create", shopifySample("refund")), "refund").refund).toEqual(
    only(whole, "order").order.refunds[0],
  )
  expect(only(read("fulfillments/create", shopifySample("fulfilment")), "fulfilment")).toEqual(
    only(whole, "fulfilment"),
  )
})

test.each([
  { status: "success", numbers: [], parcels: ["4400000000001"] },
  { status: "pending", numbers: [], parcels: [] },
  { status: "open", numbers: ["111122223333"], parcels: ["4400000000001"] },
  { status: "failure", numbers: ["111122223333"], parcels: [] },
  { status: "success", numbers: ["111122223333", "111122224444"], parcels: ["4400000000001", "4400000000001.2"] },
])("E09 a fulfilment that is $status with numbers $numbers is parcels $parcels", ({ status, numbers, parcels }) => {
  const facts = read(
    "fulfillments/update",
    shopifySample("fulfilment", { status, tracking_number: numbers[0] ?? null, tracking_numbers: numbers }),
  )
  expect(facts.map((fact) => fact.kind === "fulfilment" && fact.fulfilment.externalId)).toEqual(parcels)
})

test.each([
  { service: "manual", location: 1, origin: { kind: "dc", name: "ひなた" } },
  { service: "openlogi", location: 1, origin: { kind: "fc", name: "openlogi" } },
  { service: "openlogi", location: 9_900_000_000_001, origin: { kind: "store", name: "銀座店" } },
])("E08 a parcel by $service from place $location leaves from $origin.name", ({ service, location, origin }) => {
  const facts = read("fulfillments/create", shopifySample("fulfilment", { service, location_id: location }))
  expect(only(facts, "fulfilment").fulfilment.origin).toEqual(origin)
})

test("a step of a parcel's way keeps the shop's own word and the expected time", () => {
  expect(
    only(read("fulfillment_events/create", shopifySample("fulfilment-event")), "carrier-event").event,
  ).toMatchObject({
    fulfilmentExternalId: "4400000000001",
    rawText: "out_for_delivery",
    occurredAt: new Date("2026-04-03T08:30:00+09:00"),
    place: "東京都 渋谷区",
    expectedAt: new Date("2026-04-03T16:00:00+09:00"),
  })
})

test("products, stock, checkouts and accounts are read", () => {
  expect(only(read("products/update", shopifySample("product")), "product").product).toMatchObject({
    externalId: "7700000000001",
    title: "ひなた保湿クリーム",
    description: "敏感肌のための保湿クリーム。\n無香料\n無着色",
    images: [{ url: "https://cdn.example.jp/cream.jpg", alt: "クリームの容器" }],
    variants: [
      {
        externalId: "8800000000001",
        price: 3_300,
        compareAtPrice: 3_600,
        currency: "JPY",
        imageUrl: "https://cdn.example.jp/cream.jpg",
        stockItem: "1230000000001",
      },
      { externalId: "8800000000003", price: 5_800, compareAtPrice: null },
    ],
  })
  expect(only(read("products/delete", { id: 7_700_000_000_001 }), "product").product).toMatchObject({
    status: "deleted",
    updatedAt: at,
  })
  expect(only(read("inventory_levels/update", shopifySample("inventory-level")), "stock").level).toMatchObject({
    stockItem: "1230000000001",
    available: 117,
  })
  expect(only(read("checkouts/create", shopifySample("checkout")), "checkout").checkout).toMatchObject({
    total: 3_850,
    customer: { identities: [{ kind: "email" }] },
  })
  expect(read("checkouts/update", shopifySample("checkout", { completed_at: "2026-04-01T08:50:00+09:00" }))).toEqual([])
  expect(read("checkouts/create", shopifySample("checkout", { email: null }))).toEqual([])
  expect(only(read("customers/update", shopifySample("customer")), "customer").customer.identities).toHaveLength(3)
  const merged = {
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/1",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/2",
  }
  expect(only(read("customers/merge", merged), "customer").customer.identities.map((i) => i.value)).toEqual(["1", "2"])
})

test("J20 a sum that can't be read exactly refuses the message and names the field; nothing is rounded", () => {
  expect(() => read("orders/create", shopifySample("order", { total_price: "7730.5" }))).toThrowError(
    expect.objectContaining({
      code: "shops.UnreadableMessage",
      details: { topic: "orders/create", field: "total_price" },
    }),
  )
  expect(() => read("orders/create", shopifySample("order", { updated_at: "昨日" }))).toThrowError(
    expect.objectContaining({ details: expect.objectContaining({ field: "updated_at" }) }),
  )
  expect(orderOf({ total_price: "7730.00" }).totals.total).toBe(7_730)
  const dollars = only(
    read("orders/create", shopifySample("order", { currency: "USD", total_price: "1100.10", line_items: [] })),
    "order",
  ).order
  expect(dollars.totals.total).toBe(110_010)
})

test("a topic that we do not know says nothing, and every topic that we subscribe to is one we read", () => {
  expect(read("themes/publish", {})).toEqual([])
  expect(subscribableTopics).toHaveLength(23)
  expect(subscribableTopics).not.toContain("customers/redact")
})

test.skipIf(!hasSharedShopify)(
  "the shared samples of real payload shapes are read (skipped: ../shared/data/shopify is not beside the project)",
  () => {
    const order = only(read("orders/create", sharedShopify("order.json")), "order").order
    expect(order).toMatchObject({
      number: "#1001",
      currency: "USD",
      totals: { goods: 39_800, discount: 0, total: 40_994, tax: 1_194 },
      shippingAddress: { name: "Bob Norman", country: "US", prefecture: "Kentucky" },
    })
    expect(order.lines.map((line) => line.unitPrice)).toEqual([19_900, 19_900, 19_900])
    const list = sharedShopify("orders.json") as { orders: unknown[] } // safe: the sample is such a list
    for (const each of list.orders) expect(only(read("orders/updated", each), "order").order.number).toMatch(/^#/)
    expect(only(read("fulfillments/create", sharedShopify("fulfillment.json")), "fulfilment").fulfilment).toMatchObject(
      { trackingNumber: "1Z2345" },
    )
    expect(
      only(read("fulfillment_events/create", sharedShopify("fulfillment_event.json")), "carrier-event").event.rawText,
    ).toBe("label_printed")
    expect(
      only(read("products/create", sharedShopify("product.json"), { currency: "USD" }), "product").product.variants,
    ).toHaveLength(4)
    expect(only(read("customers/create", sharedShopify("customer.json")), "customer").customer.profile).toMatchObject({
      familyName: "Norman",
    })
    expect(read("inventory_levels/update", sharedShopify("inventory_level.json"))).toHaveLength(1)
  },
)
