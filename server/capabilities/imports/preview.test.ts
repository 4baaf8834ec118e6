import { expect, test } from "vitest"
import { orderByExternalId } from "#orders"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { broken, count, ready, utf8 } from "#testing/import-files"
import { checkImport, chooseColumns, previewImport, startImport } from "./index.ts"

test("the first lines are shown as they would be read, and nothing is written", async () => {
  const ctx = await testContext()
  const { importId, survey } = await ready(ctx, utf8(broken))
  expect(survey).toMatchObject({ missing: [], dates: { order: "ymd", sure: true }, it: { state: "ready" } })
  expect(survey.columns[4]).toEqual({ name: "数量", samples: ["1", "two"] })
  const preview = await previewImport(ctx, importId)
  expect(preview.rows[0]).toEqual({
    row: 2,
    values: {
      number: "2001",
      placedAt: "2026-03-01 00:00:00",
      sku: "A",
      title: "りんご",
      quantity: "1",
      unitPrice: "100 JPY",
      email: "taro@example.jp",
    },
  })
  expect(preview).toMatchObject({ looked: 6, checked: { taken: 1, refused: 4 } })
  const checked = await checkImport(ctx, importId)
  expect(checked).toMatchObject({ taken: 1, refused: 4, returned: 0, skipped: 0, rows: 6 })
  expect(await count(ctx, "orders.orders")).toBe(0)
  expect(await count(ctx, "imports.parts")).toBe(0)
})

test("when the data can't tell day from month somebody has to", async () => {
  const ctx = await testContext()
  const bytes = utf8("Order number,Order date,SKU,Product name,Quantity,Unit price\n1,3/4/2025,A,Soap,1,100\n")
  const { importId, survey } = await ready(ctx, bytes)
  expect(survey.dates).toMatchObject({ sure: false, example: "3/4/2025" })
  await expect(startImport(ctx, importId)).rejects.toMatchObject({ code: "imports.DatesUnclear" })
  await chooseColumns(ctx, importId, { mapping: survey.it.mapping, settings: { ...survey.it.settings, dates: "dmy" } })
  await startImport(ctx, importId)
  await ctx.drain()
  const order = await inTransaction(ctx, (ctx) => orderByExternalId(ctx, "import", "1"))
  expect(order?.placedAt).toEqual(new Date("2025-04-03T00:00:00+09:00"))
})

test("the matching is kept for the next files of the same source", async () => {
  const ctx = await testContext()
  const bytes = (id: string) => utf8(`Beleg,Datum,Ware,Stück\n${id},2026-03-01,Seife,2\n`)
  const first = await ready(ctx, bytes("1"), { source: "kasse" })
  expect(first.survey.missing).toEqual(["number", "placedAt"])
  await expect(startImport(ctx, first.importId)).rejects.toMatchObject({ code: "imports.MissingField" })
  const mapping = { number: ["Beleg"], placedAt: ["Datum"], title: ["Ware"], quantity: ["Stück"] }
  await expect(
    chooseColumns(ctx, first.importId, {
      mapping: { ...mapping, sku: ["Nummer"] },
      settings: first.survey.it.settings,
    }),
  ).rejects.toMatchObject({ code: "imports.UnknownColumn" })
  await chooseColumns(ctx, first.importId, {
    mapping,
    settings: { ...first.survey.it.settings, currency: "EUR", zone: "Europe/Berlin" },
  })
  await startImport(ctx, first.importId)
  const next = await ready(ctx, bytes("2"), { source: "kasse" })
  expect(next.survey.it).toMatchObject({ mapping, settings: { currency: "EUR", zone: "Europe/Berlin" } })
  expect((await ready(ctx, bytes("3"))).survey.missing).toEqual(["number", "placedAt"])
})
