import { sql } from "kysely"
import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { brought, utf8 } from "#testing/import-files"

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
