import iconv from "encoding-japanese"
import { sql } from "kysely"
import { expect, test } from "vitest"
import { consentsHeld, customerById, defineProperty, resolveCustomer } from "#customers"
import { orderByExternalId } from "#orders"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import {
  addPiece,
  beginImport,
  cancelImport,
  checkImport,
  chooseColumns,
  type ImportKind,
  type ImportSettings,
  importById,
  importProblems,
  pauseImport,
  previewImport,
  problemCounts,
  reportFile,
  resumeImport,
  startImport,
  surveyImport,
} from "./index.ts"

const ledger = `受注一覧
注文番号,注文日時,お名前(姓),お名前(名),メールアドレス,電話番号,商品番号,商品名,数量,単価,送料,合計,支払方法,対応状況
1001,2026/3/1 10:05,渡邉,花子,hanako@example.jp,090-1234-5678,SOAP-1,石けん「ゆず」,2,¥880,550,"¥5,610",クレジットカード,発送済み
1002,2026/3/1 11:00,髙橋,一郎,ichiro@example.jp,,CREAM-50,クリーム 50g,1,"3,300",0,"3,300",代金引換,キャンセル
1001,2026/3/1 10:05,,,,,CREAM-50,クリーム 50g,1,３３００,,,,
1003,2026/3/2 09:00,,,,,SOAP-1,石けん「ゆず」,1,880,0,880,現金,
`
const utf8 = (text: string) => Buffer.from(`\ufeff${text}`)
const shiftJis = (text: string) => Buffer.from(iconv.convert(iconv.stringToCode(text), { to: "SJIS", from: "UNICODE" }))

type More = { kind?: ImportKind; source?: string; settings?: Partial<ImportSettings> }

async function ready(ctx: TestContext, bytes: Buffer, { kind = "orders", source = "", settings = {} }: More = {}) {
  const { importId } = await beginImport(ctx, { kind, name: "三月の注文", source, settings })
  await addPiece(ctx, importId, { fileNo: 0, pieceNo: 0, fileName: "注文.csv", bytes })
  return { importId, survey: await surveyImport(ctx, importId) }
}

async function brought(ctx: TestContext, bytes: Buffer, more: More = {}) {
  const { importId } = await ready(ctx, bytes, more)
  await startImport(ctx, importId)
  await ctx.drain()
  return importById(ctx, importId)
}

const count = async (ctx: TestContext, table: string) =>
  inTransaction(
    ctx,
    async (ctx) =>
      (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`.execute(ctx.db)).rows[0]?.n,
  )

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

const broken = `注文番号,注文日時,商品番号,商品名,数量,単価,メールアドレス
2001,2026-03-01,A,りんご,1,100,taro@example.jp
2001,2026-03-01,B,みかん,two,100,taro@example.jp
2002,soon,C,ぶどう,1,"1,234.5",jiro@example.jp
,2026-03-01,D,なし,1,100,
2004,2026-03-01,,,1,100,saburo@
2005,2026-03-01,E,"=HYPERLINK(""x"")",1,100,shiro@example.jp
`

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

test("an import can be paused, gone on with and ended early", async () => {
  const ctx = await testContext()
  const { importId } = await ready(ctx, utf8(ledger))
  await startImport(ctx, importId)
  await expect(startImport(ctx, importId)).rejects.toMatchObject({ code: "imports.WrongState" })
  await expect(
    addPiece(ctx, importId, { fileNo: 0, pieceNo: 0, fileName: "x", bytes: utf8("x") }),
  ).rejects.toMatchObject({ code: "imports.WrongState" })
  await resumeImport(ctx, importId)
  await ctx.drain()
  expect(await importById(ctx, importId)).toMatchObject({ state: "finished", rowsDone: 4 })
  await expect(pauseImport(ctx, importId)).rejects.toMatchObject({ code: "imports.WrongState" })
  const second = await ready(ctx, utf8(ledger), { source: "other" })
  await startImport(ctx, second.importId)
  await cancelImport(ctx, second.importId)
  await ctx.drain()
  expect(await importById(ctx, second.importId)).toMatchObject({ state: "cancelled", rowsDone: 0 })
  expect(await count(ctx, "orders.orders")).toBe(3)
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

test("A15 people come in with the brand's own properties, and their consents as unverified", async () => {
  const ctx = await testContext()
  const label = (word: string) => ({ ja: word, en: word })
  await inTransaction(ctx, (ctx) =>
    defineProperty(ctx, {
      key: "skin_type",
      type: "choice",
      label: { ja: "肌質", en: "Skin type" },
      choices: [
        { value: "dry", label: { ja: "乾燥肌", en: "Dry" } },
        { value: "oily", label: label("脂性肌") },
      ],
      personal: false,
    }),
  )
  const done = await brought(
    ctx,
    shiftJis(`会員番号,姓,名,セイ,メイ,メールアドレス,電話番号1,電話番号2,電話番号3,郵便番号,都道府県,市区町村,番地,生年月日,メルマガ,肌質
M1,佐藤,花子,サトウ,ハナコ,hanako@example.jp,090,1234,5678,150-0001,東京都,渋谷区,神宮前1-2-3,昭和60年2月3日,はい,乾燥肌
M2,鈴木,一郎,,,,,,,,,,,,,普通肌
,名無し,,,,,,,,,,,,,,
`),
    { kind: "customers" },
  )
  expect(done).toMatchObject({ state: "finished", tally: { created: 1, refused: 2 } })
  const found = await inTransaction(ctx, (ctx) =>
    resolveCustomer(ctx, {
      identities: [{ kind: "external", issuer: "import", value: "M1" }],
      source: "web",
      at: ctx.now(),
    }),
  )
  expect(found.created).toBe(false)
  const hanako = await inTransaction(ctx, (ctx) => customerById(ctx, found.customerId))
  expect(hanako).toMatchObject({
    familyName: "佐藤",
    givenName: "花子",
    familyKana: "サトウ",
    email: "hanako@example.jp",
    phone: "090-1234-5678",
    bornOn: "1985-02-03",
    address: { country: "JP", postalCode: "150-0001", prefecture: "東京都", city: "渋谷区", street: "神宮前1-2-3" },
    properties: { skin_type: "dry" },
  })
  expect(await inTransaction(ctx, (ctx) => consentsHeld(ctx, found.customerId))).toMatchObject([
    { channel: "email", purpose: "marketing", state: "imported_unverified" },
  ])
  const { items } = await importProblems(ctx, done.importId, { limit: 10 })
  expect(items.map((p) => [p.rowInFile, p.code])).toEqual([
    [3, "WrongValue"],
    [4, "NobodyNamed"],
  ])
})

test("A15 a reading in one column is parted at its space, as the name beside it is", async () => {
  const ctx = await testContext()
  const file = shiftJis(`会員番号,氏名,フリガナ,メールアドレス
M1,高橋 彩,タカハシ　アヤ,aya@example.jp
M2,ひなた商店,ヒナタショウテン,shop@example.jp
`)
  expect(await brought(ctx, file, { kind: "customers" })).toMatchObject({ tally: { created: 2, refused: 0 } })
  const kana = async (value: string) => {
    const identities = [{ kind: "external" as const, issuer: "import", value }]
    const { customerId } = await inTransaction(ctx, (ctx) =>
      resolveCustomer(ctx, { identities, source: "web", at: ctx.now() }),
    )
    const found = await inTransaction(ctx, (ctx) => customerById(ctx, customerId))
    return [found?.familyKana, found?.givenKana]
  }
  expect([await kana("M1"), await kana("M2")]).toEqual([
    ["タカハシ", "アヤ"],
    ["ヒナタショウテン", null],
  ])
})

test("G22 products come in with variants and stock, lines of one product wherever they stand", async () => {
  const ctx = await testContext()
  const bytes =
    utf8(`Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty,Image Src,Status
cream,ひなたクリーム,<p>しっとり</p>,ひなた,スキンケア,"保湿, 乾燥",30g,CREAM-30,"1,980",12,https://img.example.jp/cream.jpg,active
soap,石けん,,ひなた,,,,SOAP-1,880,,,draft
cream,,,,,,50g,CREAM-50,3300,0,,
bad,だめな石けん,,,,,,BAD-1,free,,,
`)
  const done = await brought(ctx, bytes, { kind: "products" })
  expect(done).toMatchObject({ state: "finished", tally: { created: 2, refused: 1 } })
  const variants = await inTransaction(
    ctx,
    async (ctx) =>
      (
        await sql`
    select p.title, p.status, v.title as variant, v.sku, v.price, s.available from catalog.variants v join catalog.products p using (brand_id, product_id)
    left join catalog.stock s on s.brand_id = v.brand_id and s.stock_item = v.stock_item order by v.sku`.execute(ctx.db)
      ).rows,
  )
  expect(variants).toEqual([
    { title: "ひなたクリーム", status: "active", variant: "30g", sku: "CREAM-30", price: 1980, available: 12 },
    { title: "ひなたクリーム", status: "active", variant: "50g", sku: "CREAM-50", price: 3300, available: 0 },
    { title: "石けん", status: "draft", variant: "", sku: "SOAP-1", price: 880, available: null },
  ])
})
