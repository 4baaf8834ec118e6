import { expect, test } from "vitest"
import { cartOf } from "./cart-facts-rules.ts"
import type { Happened } from "./model-run.ts"

const happened = (properties: Happened["properties"], more: Partial<Happened> = {}): Happened => ({
  name: "Checkout Started",
  occurredAt: "2026-04-01T00:00:00Z",
  source: "web",
  externalId: "e1",
  currency: "JPY",
  properties,
  ...more,
})

test("G06 a letter shows the exact cart: names, how many, what each and all come to, and where its owner goes on", () => {
  const cart = cartOf(
    happened({
      url: "https://shop.example.jp/cart/c1",
      products: [
        { product_id: "1", name: "乳液", price: 3080, quantity: 2, image_url: "https://shop.example.jp/1.png" },
        { product_id: "2", name: "化粧水", price: "1980" },
      ],
    }),
  )
  expect(cart).toEqual({
    items: [
      {
        name: "乳液",
        quantity: 2,
        price: { amount: 3080, currency: "JPY" },
        amount: { amount: 6160, currency: "JPY" },
        image: { url: "https://shop.example.jp/1.png" },
      },
      {
        name: "化粧水",
        quantity: 1,
        price: { amount: 1980, currency: "JPY" },
        amount: { amount: 1980, currency: "JPY" },
      },
    ],
    total: { amount: 8140, currency: "JPY" },
    url: "https://shop.example.jp/cart/c1",
  })
})

test("G06 a browser's 19.80 dollars and a shop's 1,980 cents are the same", () => {
  const dollars = { currency: "USD", products: undefined }
  const browser = cartOf(happened({ products: [{ name: "Milk", price: 19.8 }] }, { ...dollars }))
  const shop = cartOf(
    happened({ products: [{ name: "Milk", price: 1980 }] }, { ...dollars, externalId: "checkout:shopify/1" }),
  )
  expect(browser?.total).toEqual({ amount: 1980, currency: "USD" })
  expect(shop?.total).toEqual({ amount: 1980, currency: "USD" })
})

test.each<[string, Happened | undefined, unknown]>([
  ["no event", undefined, undefined],
  ["an event about nothing that is sold", happened({ path: "/" }), undefined],
  ["goods without a name", happened({ products: [{ price: 1 }] }), undefined],
  [
    "one good that was looked at",
    happened({ name: "乳液", sku: "A1", price: 3080 }),
    { amount: 3080, currency: "JPY" },
  ],
  ["a price that no yen has", happened({ products: [{ name: "乳液", price: 30.5 }] }), "no total"],
  [
    "an address that is no https",
    happened({ url: "javascript:alert(1)", products: [{ name: "乳液", price: 1 }] }),
    { amount: 1, currency: "JPY" },
  ],
])("G06 G33 %s", (_what, event, total) => {
  const cart = cartOf(event)
  if (total === undefined) expect(cart).toBeUndefined()
  else expect(cart?.total).toEqual(total === "no total" ? undefined : total)
  expect(cart?.url).toBeUndefined()
})
