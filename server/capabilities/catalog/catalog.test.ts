import fc from "fast-check"
import { sql } from "kysely"
import { expect, test } from "vitest"
import { type Context, inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { browseProducts, productById } from "./browse-products.ts"
import type { ContentPiece, Passport, ProductSnapshot } from "./model.ts"
import { describeProduct, previewTold, productContent } from "./product-content.ts"
import { selectProductsByExternal, selectVariantsByExternal } from "./storage-products.ts"
import { setStock, upsertProducts } from "./upsert-products.ts"

const at = (minute: number) => new Date(Date.parse("2026-04-01T08:00:00+09:00") + minute * 60_000)
const cream = (changes: Partial<ProductSnapshot> = {}): ProductSnapshot => ({
  source: "shopify:1",
  externalId: "p1",
  updatedAt: at(0),
  title: "ひなた保湿クリーム",
  variants: [
    { externalId: "v1", title: "50g", sku: "CREAM-50", price: 3_300, currency: "JPY", stockItem: "i1" },
    { externalId: "v2", title: "100g", sku: "CREAM-100", price: 5_800, currency: "JPY" },
  ],
  ...changes,
})
const inside = <T>(ctx: Context, work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)
const idOf = async (ctx: Context, externalId = "p1") => {
  const [product] = await inside(ctx, (ctx) => selectProductsByExternal(ctx, "shopify:1", [externalId]))
  if (!product) throw new Error(`no product ${externalId}`)
  return product.productId
}
const stored = (ctx: Context) =>
  inside(ctx, async (ctx) => {
    const products =
      await sql`select external_id, title, status, updated_at from catalog.products order by external_id`.execute(
        ctx.db,
      )
    const variants =
      await sql`select external_id, title, price, position from catalog.variants order by external_id`.execute(ctx.db)
    return { products: products.rows, variants: variants.rows }
  })

test("G8 F50 snapshots of a product end the same in any order, one by one or in one batch, with any duplicates", async () => {
  const [v1, v2] = cream().variants ?? []
  const life = [
    cream(),
    cream({ updatedAt: at(1), title: "ひなた保湿クリーム（新）" }),
    cream({ updatedAt: at(2), variants: v1 ? [{ ...v1, price: 3_500 }] : [] }),
    cream({ updatedAt: at(2), variants: v2 ? [v2] : [] }),
    cream({ externalId: "p2", title: "石けん", variants: [] }),
  ]
  const endOf = async (snapshots: readonly ProductSnapshot[], batch: boolean) => {
    const ctx = await testContext()
    if (batch) await upsertProducts(ctx, snapshots)
    else for (const snapshot of snapshots) await upsertProducts(ctx, [snapshot])
    return stored(ctx)
  }
  const expected = await endOf(life, true)
  const order = fc.shuffledSubarray([...life, ...life], { minLength: life.length * 2 })
  const same = fc.asyncProperty(order, fc.boolean(), async (snapshots, batch) => {
    expect(await endOf(snapshots, batch)).toEqual(expected)
  })
  await fc.assert(same, { numRuns: 25 })
})

test("variants keep their ids through updates, and a deleted product keeps its name for past orders", async () => {
  const ctx = await testContext()
  await upsertProducts(ctx, [cream()])
  const before = await inside(ctx, (ctx) => selectVariantsByExternal(ctx, "shopify:1", ["v1"]))
  await upsertProducts(ctx, [cream({ updatedAt: at(1), title: "新しい名前" })])
  const after = await inside(ctx, (ctx) => selectVariantsByExternal(ctx, "shopify:1", ["v1"]))
  expect(after[0]?.variantId).toBe(before[0]?.variantId)
  await upsertProducts(ctx, [cream({ updatedAt: at(2), status: "deleted", title: "p1", variants: [] })])
  expect((await stored(ctx)).products).toMatchObject([{ title: "新しい名前", status: "deleted" }])
  expect((await browseProducts(ctx, {}, { limit: 10 })).items).toEqual([])
})

test("many snapshots at once from several sides neither wait for each other crosswise nor get lost", async () => {
  const ctx = await testContext()
  const many = Array.from({ length: 60 }, (_, i) => cream({ externalId: `p${i}`, title: `商品${i}`, variants: [] }))
  await Promise.all(
    [many, [...many].reverse(), many.slice(20)].map((list, i) =>
      upsertProducts(
        ctx,
        list.map((p) => ({ ...p, updatedAt: at(i) })),
      ),
    ),
  )
  expect((await stored(ctx)).products).toHaveLength(60)
})

test("stock is kept for each place, the later word stands, and it may come before its product", async () => {
  const ctx = await testContext()
  const level = (place: string, available: number, minute: number) => ({
    source: "shopify:1",
    stockItem: "i1",
    place,
    available,
    updatedAt: at(minute),
  })
  await setStock(ctx, [level("銀座店", 3, 5), level("倉庫", 120, 1), level("銀座店", 9, 2)])
  await setStock(ctx, [level("銀座店", 8, 3)])
  await upsertProducts(ctx, [cream()])
  const product = await inside(ctx, async (ctx) => productById(ctx, await idOf(ctx)))
  expect(product.variants.map((variant) => variant.stock)).toEqual([
    [
      { place: "倉庫", available: 120 },
      { place: "銀座店", available: 3 },
    ],
    [],
  ])
})

const words = (ja: string, en = "") => ({ ja, en })
const piece = (changes: Partial<ContentPiece>): ContentPiece => ({
  kind: "how-to",
  stage: "any",
  title: words("使い方", "How to use"),
  body: words("朝と夜に。", "Morning and night."),
  ...changes,
})
const passport: Passport = {
  originCountry: "JP",
  originPlace: words("愛媛県今治市", "Imabari, Ehime"),
  manufacturer: "ひなた工房",
  materials: [
    { name: words("綿", "cotton"), percent: 80, recycled: false },
    { name: words("ポリエステル", "polyester"), percent: 20, recycled: true },
  ],
  certificates: [{ name: "GOTS" }],
  carbonGrams: 1_250,
}

test("how-to content is told at its stage, in the reader's language, and in the other when that is missing", async () => {
  const ctx = await testContext()
  await upsertProducts(ctx, [cream()])
  const productId = await idOf(ctx)
  await describeProduct(ctx, productId, {
    pieces: [
      piece({ stage: "delivered" }),
      piece({ stage: "shipped", title: words("届く前に"), body: words("常温で保管。") }),
    ],
    passport: null,
  })
  const told = async (stage: "shipped" | "delivered", language: "ja" | "en") =>
    (await productContent(ctx, [productId], stage, language))[0]?.pieces.map((p) => p.title)
  expect(await told("delivered", "ja")).toEqual(["使い方"])
  expect(await told("delivered", "en")).toEqual(["How to use"])
  expect(await told("shipped", "en")).toEqual(["届く前に"])
  expect(await productContent(ctx, [productId], "tracking", "ja")).toEqual([])
})

test("G22 G23 ingredients, materials and sustainability are attached to a product and replaced as a whole", async () => {
  const ctx = await testContext()
  await upsertProducts(ctx, [cream()])
  const productId = await idOf(ctx)
  const pieces = [
    piece({ kind: "ingredients", title: words("成分"), body: words("水、グリセリン、ホホバ種子油") }),
    piece({ kind: "materials", title: words("容器"), body: words("再生ガラス") }),
    piece({
      kind: "sustainability",
      title: words("つめかえ"),
      body: words("プラスチックを72%減らせます。"),
      url: "https://example.jp/refill",
    }),
  ]
  await describeProduct(ctx, productId, { pieces, passport: null })
  const [told] = await productContent(ctx, [productId], "delivered", "ja")
  expect(told?.pieces.map(({ kind, body }) => [kind, body])).toEqual([
    ["ingredients", "水、グリセリン、ホホバ種子油"],
    ["materials", "再生ガラス"],
    ["sustainability", "プラスチックを72%減らせます。"],
  ])
  await describeProduct(ctx, productId, { pieces: pieces.slice(0, 1), passport: null })
  expect((await productContent(ctx, [productId], "delivered", "ja"))[0]?.pieces).toHaveLength(1)
  await expect(describeProduct(ctx, ctx.id(), { pieces, passport: null })).rejects.toMatchObject({
    code: "catalog.Unknown",
  })
})

test("Z03 a product's passport is told as labelled lines and survives new snapshots of the shop", async () => {
  const ctx = await testContext()
  await upsertProducts(ctx, [cream()])
  const productId = await idOf(ctx)
  await describeProduct(ctx, productId, { pieces: [], passport })
  await upsertProducts(ctx, [cream({ updatedAt: at(5), title: "新しい名前" })])
  const [told] = await productContent(ctx, [productId], "tracking", "ja")
  expect(told).toMatchObject({ title: "新しい名前" })
  expect(told?.passport).toEqual([
    { label: "原産国", value: "日本（愛媛県今治市）" },
    { label: "製造者", value: "ひなた工房" },
    { label: "素材", value: "綿 80%、再生ポリエステル 20%" },
    { label: "認証", value: "GOTS" },
    { label: "製造時のCO₂排出量", value: "1.3 kg" },
  ])
  expect(
    (await productContent(ctx, [productId], "tracking", "en"))[0]?.passport.map(({ value }) => value).slice(0, 3),
  ).toEqual(["Imabari, Ehime, Japan", "ひなた工房", "cotton 80%, recycled polyester 20%"])
})

test("the catalogue is read page by page and searched by kana, width and SKU", async () => {
  const ctx = await testContext()
  const titles = ["アロマオイル", "せっけん", "ハンドクリーム", "ひなたクリーム", "リップ"]
  await upsertProducts(
    ctx,
    titles.map((title, i) =>
      cream({ externalId: `p${i}`, title, variants: [{ externalId: `v${i}`, sku: `SKU-${i}` }] }),
    ),
  )
  const pages: string[][] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await inside(ctx, (ctx) => browseProducts(ctx, {}, { cursor: cursor ?? undefined, limit: 2 }))
    pages.push(page.items.map((p) => p.title))
    cursor = page.cursor
  }
  expect(pages.map((page) => page.length)).toEqual([2, 2, 1])
  expect(new Set(pages.flat())).toEqual(new Set(titles))
  const search = async (text: string) =>
    (await inside(ctx, (ctx) => browseProducts(ctx, { search: text }, { limit: 9 }))).items.map((p) => p.title).sort()
  expect(await search("ｸﾘｰﾑ")).toEqual(["ひなたクリーム", "ハンドクリーム"].sort())
  expect(await search("くりーむ")).toHaveLength(2)
  expect(await search("ｓｋｕ-1")).toEqual(["せっけん"])
  expect(await search("%")).toEqual([])
})

test("bad products are refused with the field that is wrong", async () => {
  const ctx = await testContext()
  const wrong = { ...cream(), images: [{ url: "javascript:alert(1)" }] }
  await expect(upsertProducts(ctx, [wrong])).rejects.toMatchObject({
    code: "catalog.NotASnapshot",
    details: { field: "images.0.url" },
  })
})

test("a list of products says prices, stock over all places and what there is to tell", async () => {
  const ctx = await testContext()
  await upsertProducts(ctx, [cream(), cream({ externalId: "p2", title: "石けん", variants: [] })])
  const level = { source: "shopify:1", stockItem: "i1", updatedAt: at(0) }
  await setStock(ctx, [
    { ...level, place: "座間倉庫", available: 12 },
    { ...level, place: "鎌倉店", available: 3 },
  ])
  const piece: ContentPiece = {
    kind: "care",
    stage: "delivered",
    title: { ja: "お手入れ", en: "" },
    body: { ja: "水で洗えます。", en: "" },
  }
  await describeProduct(ctx, await idOf(ctx), { pieces: [piece], passport: null })
  const { items } = await inside(ctx, (ctx) => browseProducts(ctx, {}, { limit: 10 }))
  expect(items.map(({ figures }) => figures)).toEqual([
    {
      variants: 2,
      priceFrom: 3_300,
      priceTo: 5_800,
      currency: "JPY",
      available: 15,
      contentStages: ["delivered"],
    },
    { variants: 0, priceFrom: null, priceTo: null, currency: null, available: null, contentStages: [] },
  ])
})

test("G22 content is previewed as a customer will read it before it is saved; another stage's pieces stay out", async () => {
  const ctx = await testContext()
  await upsertProducts(ctx, [cream()])
  const piece = (stage: ContentPiece["stage"], ja: string): ContentPiece => ({
    kind: "how-to",
    stage,
    title: { ja: "使い方", en: "" },
    body: { ja, en: "" },
  })
  const told = { pieces: [piece("shipped", "届く前に"), piece("any", "いつも")], passport: null }
  const productId = await idOf(ctx)
  const seen = await inside(ctx, (ctx) => previewTold(ctx, productId, told, { stage: "delivered", language: "en" }))
  expect(seen.pieces.map(({ body }) => body)).toEqual(["いつも"])
  expect((await inside(ctx, (ctx) => productById(ctx, productId))).content).toEqual([])
})
