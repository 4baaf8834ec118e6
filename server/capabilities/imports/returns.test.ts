import { expect, test } from "vitest"
import { orderByExternalId } from "#orders"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { brought, count, utf8 } from "#testing/import-files"
import { importProblems } from "./index.ts"

test("what came back is given back where it was bought; else the refund stands alone", async () => {
  const ctx = await testContext()
  const done = await brought(
    ctx,
    utf8(`注文番号,注文日時,会員番号,商品番号,商品名,数量,単価
C9,2026-03-09,M1,SOAP,石けん,-1,880
1,2026-03-01,M1,SOAP,石けん,3,880
C10,2026-03-10,M2,SOAP,石けん,-2,880
S1,2026-03-11,,SOAP,棚卸,-20,0
`),
  )
  expect(done.tally).toEqual({ created: 1, changed: 0, unchanged: 0, returned: 2, skipped: 1, refused: 0 })
  const sold = await inTransaction(ctx, (ctx) => orderByExternalId(ctx, "import", "1"))
  expect(sold).toMatchObject({
    counted: true,
    lines: [{ quantity: 3, refundedQuantity: 1 }],
    totals: { total: 2640, refunded: 880 },
  })
  const alone = await inTransaction(ctx, (ctx) => orderByExternalId(ctx, "import", "C10"))
  expect(alone).toMatchObject({
    status: "cancelled",
    counted: false,
    totals: { total: 0, refunded: 1760 },
    lines: [{ quantity: 0 }],
  })
  expect(await count(ctx, "events.inbox where name = 'Order Refunded'")).toBe(2)
  expect(await count(ctx, "events.inbox where name = 'Order Placed'")).toBe(1)
  const { items } = await importProblems(ctx, done.importId, { limit: 10 })
  expect(items.map((p) => [p.rowInFile, p.code])).toEqual([
    [4, "ReturnOfUnknown"],
    [5, "NotASale"],
  ])
})
