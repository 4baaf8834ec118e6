import { expect, test } from "vitest"
import { resolveCustomer } from "#customers"
import { orderByExternalId } from "#orders"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { brought, count, ledger, shiftJis, utf8 } from "#testing/import-files"
import { problemCounts } from "./index.ts"

test.each([
  ["UTF-8 with a mark", utf8(ledger)],
  ["Shift_JIS, where the yen sign is a backslash", shiftJis(ledger.replaceAll("¥", "\\"))],
  [
    "UTF-16",
    Buffer.from(`\ufeff${ledger.replace(/"[^"]*"|,/g, (found) => (found === "," ? "\t" : found))}`, "utf16le"),
  ],
])("A17 a Japanese ledger in %s comes in as it was meant", async (_encoding, bytes) => {
  const ctx = await testContext()
  const done = await brought(ctx, bytes)
  expect(done).toMatchObject({
    state: "finished",
    rowsTotal: 4,
    rowsDone: 4,
    problems: 0,
    tally: { created: 3, refused: 0 },
  })
  const order = await inTransaction(ctx, (ctx) => orderByExternalId(ctx, "import", "1001"))
  expect(order).toMatchObject({
    number: "1001",
    currency: "JPY",
    status: "payment-approved",
    paymentMethod: "クレジットカード",
    placedAt: new Date("2026-03-01T10:05:00+09:00"),
    buyer: { familyName: "渡邉", givenName: "花子", email: "hanako@example.jp" },
    lines: [
      { sku: "SOAP-1", title: "石けん「ゆず」", quantity: 2, unitPrice: 880 },
      { sku: "CREAM-50", title: "クリーム 50g", quantity: 1, unitPrice: 3300 },
    ],
    totals: { goods: 5060, shipping: 550, total: 5610, paid: 5610 },
  })
  const cancelled = await inTransaction(ctx, (ctx) => orderByExternalId(ctx, "import", "1002"))
  expect(cancelled).toMatchObject({ status: "cancelled", counted: false })
  const nobodys = await inTransaction(ctx, (ctx) => orderByExternalId(ctx, "import", "1003"))
  expect(nobodys).toMatchObject({ customerId: null, totals: { total: 880 } })
})

test("F52 the past is brought in without a word to the buyers, even when it is from today", async () => {
  const ctx = await testContext({ at: "2026-03-02T12:00:00+09:00" })
  await brought(ctx, utf8(ledger))
  expect(await count(ctx, "messages.messages")).toBe(0)
  expect(await count(ctx, "orders.history where not late")).toBe(0)
  expect(await count(ctx, "events.inbox where name = 'Order Placed'")).toBe(3)
})

test("A07 buyers are the people we know, by mail or by the number of their source", async () => {
  const ctx = await testContext()
  const known = await inTransaction(ctx, (ctx) =>
    resolveCustomer(ctx, {
      identities: [{ kind: "email", issuer: "", value: "HANAKO@example.jp" }],
      source: "web",
      at: ctx.now(),
    }),
  )
  await brought(ctx, utf8(ledger))
  const order = await inTransaction(ctx, (ctx) => orderByExternalId(ctx, "import", "1001"))
  expect(order?.customerId).toBe(known.customerId)
})

test("a later file corrects an earlier one, and what is equal stays as it is", async () => {
  const ctx = await testContext()
  await brought(ctx, utf8(ledger))
  ctx.pass(1_000)
  expect((await brought(ctx, utf8(ledger))).tally).toMatchObject({ created: 0, unchanged: 3 })
  ctx.pass(1_000)
  expect((await brought(ctx, utf8(ledger.replace("¥880", "¥990")))).tally).toMatchObject({ changed: 1, unchanged: 2 })
  const order = await inTransaction(ctx, (ctx) => orderByExternalId(ctx, "import", "1001"))
  expect(order?.lines[0]?.unitPrice).toBe(990)
})

test("L30 a status that says refunded takes back what was paid where no amount does; of a part it is said that nobody knows how much", async () => {
  const ctx = await testContext()
  const statuses = [
    "返金済み",
    "全額返金",
    "一部返金",
    "返金待ち",
    "返金なし",
    "発送済み",
    "Partially refunded",
    "refunded",
  ]
  const lines = statuses.map((status, i) => `${i + 1},2026-03-01,A,石けん,1,1000,${status}`)
  const done = await brought(ctx, utf8(`注文番号,注文日時,商品番号,商品名,数量,単価,ステータス\n${lines.join("\n")}\n`))
  const money = async (id: number) => {
    const order = await inTransaction(ctx, (ctx) => orderByExternalId(ctx, "import", String(id)))
    return [order?.totals.paid, order?.totals.refunded]
  }
  const all = await Promise.all(statuses.map((_, i) => money(i + 1)))
  const [back, kept] = [
    [1000, 1000],
    [1000, 0],
  ]
  expect(all).toEqual([back, back, kept, kept, kept, kept, kept, back])
  expect(await problemCounts(ctx, done.importId)).toEqual([{ code: "RefundUnknown", field: "status", count: 2 }])
  expect(done.tally).toMatchObject({ created: 8, refused: 0 })

  // An amount that stands there is right, whatever the status.
  ctx.pass(1_000)
  await brought(
    ctx,
    utf8("注文番号,注文日時,商品番号,商品名,数量,単価,ステータス,返金額\n9,2026-03-01,A,石けん,1,1000,返金済み,300\n"),
  )
  expect(await money(9)).toEqual([1000, 300])
})

test("lines that are equal in everything are two of them, unless somebody says otherwise", async () => {
  const bytes = utf8(
    "注文番号,注文日時,商品番号,商品名,数量,単価\n1,2026-03-01,A,石けん,1,100\n1,2026-03-01,A,石けん,1,100\n",
  )
  const kept = await testContext()
  await brought(kept, bytes)
  expect(await count(kept, "orders.lines")).toBe(2)
  const dropped = await testContext()
  const done = await brought(dropped, bytes, { settings: { duplicates: "drop" } })
  expect(await count(dropped, "orders.lines")).toBe(1)
  expect((await problemCounts(dropped, done.importId))[0]).toMatchObject({ code: "Repeated", count: 1 })
})
