import { sql } from "kysely"
import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { broken, brought, ready, utf8 } from "#testing/import-files"
import { importProblems, problemCounts, reportFile } from "./index.ts"

test("S45 what can't be read is reported line by line, and a wrong order is left out whole", async () => {
  const ctx = await testContext()
  const done = await brought(ctx, utf8(broken))
  expect(done).toMatchObject({ state: "finished", rowsTotal: 6, rowsDone: 6, tally: { created: 1, refused: 4 } })
  const { items } = await importProblems(ctx, done.importId, { limit: 50 })
  expect(items.map((p) => [p.rowInFile, p.column, p.code, p.value])).toEqual([
    [2, "注文番号", "LineRefused", "2001"],
    [3, "数量", "NotACount", "two"],
    [4, "注文日時", "NotADate", "soon"],
    [4, "単価", "NotAnAmount", "1,234.5"],
    [5, "注文番号", "Missing", ""],
    [6, "商品名", "Missing", ""],
    [6, "メールアドレス", "NotAnAddress", "s•••@"],
  ])
  expect(await problemCounts(ctx, done.importId)).toContainEqual({ code: "NotACount", field: "quantity", count: 1 })
  const report = await reportFile(ctx, done.importId)
  expect(report.startsWith("\ufeff")).toBe(true)
  expect(report.split("\r\n")).toHaveLength(9)
  expect(report).toContain('"注文.csv","3","数量","two","NotACount","数として読めません。整数を書いてください。"')
  expect(report).not.toContain("saburo")
})

test("S45 an apostrophe that an export put before a formula is taken off again", async () => {
  const ctx = await testContext()
  await brought(
    ctx,
    utf8("注文番号,注文日時,商品番号,商品名,数量,単価\n1,2026-03-01,A,'=SUM(1),1,100\n2,2026-03-01,B,'＝２,1,100\n"),
  )
  const titles = await inTransaction(
    ctx,
    async (ctx) => (await sql<{ title: string }>`select title from orders.lines order by sku`.execute(ctx.db)).rows,
  )
  expect(titles).toEqual([{ title: "=SUM(1)" }, { title: "＝２" }])
})

test.each([
  ["an Excel workbook", Buffer.from("504b030414000600", "hex"), "imports.NotText"],
  ["nothing", Buffer.alloc(0), "imports.EmptyFile"],
  [
    "a quotation mark that is never closed",
    Buffer.from(`注文番号,注文日時\n1,"2026-03-01\n${"2,2026-03-01\n".repeat(90_000)}`),
    "imports.BrokenCsv",
  ],
] as const)("%s is refused with the reason", async (_what, bytes, code) => {
  const ctx = await testContext()
  await expect(ready(ctx, bytes)).rejects.toMatchObject({ code })
})

test("F82 a NUL or a broken character spoils its order and nothing else", async () => {
  const ctx = await testContext()
  const bytes = Buffer.concat([
    Buffer.from("注文番号,注文日時,商品番号,商品名,数量,単価\n1,2026-03-01,A,石\0けん,1,100\n2,2026-03-01,B,"),
    Buffer.from([0xe3, 0x81]),
    Buffer.from(",1,100\n3,2026-03-01,C,石けん,1,100\n"),
  ])
  const done = await brought(ctx, bytes, { settings: { encoding: "utf-8" } })
  expect(done.tally).toMatchObject({ created: 1, refused: 2 })
  expect((await problemCounts(ctx, done.importId))[0]).toMatchObject({ code: "OddCharacter", field: "title", count: 2 })
})
