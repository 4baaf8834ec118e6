import { expect, test } from "vitest"
import { contentOf, type Draft, draftOf, emptyPiece, errorsOf, isRight } from "./draft.ts"
import type { WholeProduct } from "./whole-product.ts"

const product: WholeProduct = {
  productId: "01a201db-9fbd-743d-b511-0fc4e2189393",
  source: "shopify:1",
  externalId: "1",
  status: "active",
  title: "クリーム",
  description: "",
  vendor: null,
  productType: null,
  url: null,
  tags: [],
  images: [],
  updatedAt: new Date(0),
  variants: [],
  content: [
    {
      kind: "care",
      stage: "shipped",
      title: { ja: "お手入れ", en: "" },
      body: { ja: "水で洗えます。", en: "" },
      url: null,
      imageUrl: "https://example.jp/a.png",
    },
  ],
  passport: {
    originCountry: "JP",
    originPlace: { ja: "今治市", en: "Imabari" },
    manufacturer: null,
    materials: [{ name: { ja: "綿", en: "cotton" }, percent: 100 }],
    certificates: [{ name: "GOTS", url: "https://example.org/gots" }],
    carbonGrams: 260,
    care: null,
    endOfLife: null,
  },
}

test("G22 Z03 what was read and not touched is kept as it is, links of certificates included", () => {
  expect(contentOf(draftOf(product), product.passport)).toEqual({
    pieces: product.content,
    passport: product.passport,
  })
})

test("a blank piece is not kept and is no mistake; a title without a body and a broken address are", () => {
  const draft: Draft = { ...draftOf({ ...product, content: [], passport: null }), pieces: [emptyPiece] }
  expect(contentOf(draft, null)).toEqual({ pieces: [], passport: null })
  expect(isRight(draft)).toBe(true)
  expect(Object.keys(errorsOf({ ...emptyPiece, titleJa: "使い方" }))).toEqual(["body"])
  expect(Object.keys(errorsOf({ ...emptyPiece, bodyEn: "Rinse.", url: "example" }))).toEqual(["url"])
})
