import { expect, test } from "vitest"
import { consentsHeld, customerById, defineProperty } from "#customers"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { anOrder } from "#testing/orders"
import { upsertCustomers, upsertManyProducts, upsertOrders } from "./bulk-upserts.ts"

test("A17 rows of customers are accepted or refused each by itself, with field and sentence, and again is no news", async () => {
  const ctx = await testContext()
  const label = { ja: "肌質", en: "Skin" }
  await defineProperty(ctx, { key: "skin", type: "number", label, choices: [], personal: false })
  const agreed = { channel: "email", purpose: "marketing", state: "given", at: "2026-03-01T00:00:00Z" }
  const rows = [
    {
      email: "a@example.jp",
      familyName: "渡邉",
      givenName: "花子",
      address: { prefecture: "東京都" },
      properties: { skin: 1 },
    },
    { email: "not an address" },
    { familyName: "名前だけ" },
    { email: "b@example.jp", properties: { skin: "x" } },
    { email: "c@example.jp", unknown: 1 },
    "text",
    { email: "d@example.jp", consents: [agreed, { ...agreed, channel: "sms", evidence: { form: "x" } }] },
    { email: "A@example.jp", phone: "090-1234-5678" },
  ]
  const first = await upsertCustomers(ctx, rows)
  expect(first.map(({ accepted, error }) => (accepted ? "ok" : `${error?.code} ${error?.field}`))).toEqual([
    "ok",
    "customers.BadProfile email",
    "customers.NoIdentity identities",
    "customers.WrongValue properties.skin",
    "kernel.InvalidRequest (row)",
    "kernel.InvalidRequest (row)",
    "ok",
    "ok",
  ])
  for (const { error } of first) if (error) expect([error.message.ja, error.message.en]).not.toContain("")
  expect(first[7]?.id).toBe(first[0]?.id)
  const read = () => inTransaction(ctx, (ctx) => customerById(ctx, first[0]?.id ?? ""))
  const before = await read()
  expect(before).toMatchObject({ familyName: "渡邉", properties: { skin: 1 }, address: { prefecture: "東京都" } })
  const held = await inTransaction(ctx, (ctx) => consentsHeld(ctx, first[6]?.id ?? ""))
  // What nothing proves is kept and not written to.
  expect(held.map(({ channel, state }) => `${channel} ${state}`)).toEqual(["email imported_unverified", "sms given"])
  const again = await upsertCustomers(ctx, rows)
  expect(again.map(({ id }) => id)).toEqual(first.map(({ id }) => id))
  expect(again[0]?.outcome).toBe("taken")
  expect(await read()).toEqual(before)
})

test("orders and products of a request are taken in row by row, once, and nobody is written to", async () => {
  const ctx = await testContext()
  const rows = [anOrder(), { ...anOrder({ externalId: "2" }), currency: "yen" }]
  const [one, two] = await upsertOrders(ctx, rows)
  expect([one?.outcome, two?.error?.field]).toEqual(["created", "currency"])
  expect((await upsertOrders(ctx, rows))[0]).toMatchObject({ id: one?.id, outcome: "unchanged" })
  expect(await ctx.drain()).toBe(0)
  const product = { source: "erp", externalId: "p1", updatedAt: "2026-01-01T00:00:00Z", title: "クリーム" }
  const products = await upsertManyProducts(ctx, [product, { ...product, title: "" }])
  expect(products.map(({ accepted }) => accepted)).toEqual([true, false])
  expect((await upsertManyProducts(ctx, [product]))[0]?.id).toBe(products[0]?.id)
})
