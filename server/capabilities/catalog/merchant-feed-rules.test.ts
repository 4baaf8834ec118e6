import { expect, test } from "vitest"
import { readMerchantFeed } from "./merchant-feed-rules.ts"

const terms = { source: "feed:1", currency: "JPY", at: new Date("2026-04-01T00:00:00Z") }
const rss = (items: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>ひなた</title>${items}</channel></rss>`
const item = (fields: Record<string, string>) =>
  `<item>${Object.entries({ "g:id": "CREAM-50", title: "ひなた保湿クリーム", "g:price": "3,300 JPY", ...fields })
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join("")}</item>`

test("an item with its price, pictures and codes becomes a product with one variant", () => {
  const read = readMerchantFeed(
    rss(
      item({
        description: "<![CDATA[<p>敏感肌のための&nbsp;クリーム</p><p>無香料</p>]]>",
        link: "https://example.jp/cream?a=1&amp;b=2",
        "g:image_link": "https://cdn.example.jp/a.jpg",
        "g:additional_image_link": "https://cdn.example.jp/b.jpg",
        "g:sale_price": "2,980 JPY",
        "g:brand": "ひなた",
        "g:gtin": "0049000000175",
        "g:product_type": "スキンケア &gt; クリーム",
      }),
    ),
    terms,
  )
  expect(read).toMatchObject({ items: 1, errors: [] })
  expect(read.products).toMatchObject([
    {
      source: "feed:1",
      externalId: "CREAM-50",
      updatedAt: terms.at,
      title: "ひなた保湿クリーム",
      description: "敏感肌のための クリーム\n無香料",
      url: "https://example.jp/cream?a=1&b=2",
      vendor: "ひなた",
      productType: "スキンケア > クリーム",
      images: [{ url: "https://cdn.example.jp/a.jpg" }, { url: "https://cdn.example.jp/b.jpg" }],
      variants: [
        { externalId: "CREAM-50", barcode: "0049000000175", price: 2_980, compareAtPrice: 3_300, currency: "JPY" },
      ],
    },
  ])
})

test("items of one group are the variants of one product", () => {
  const read = readMerchantFeed(
    rss(
      item({ "g:id": "S", "g:item_group_id": "SHIRT", "g:color": "藍", "g:size": "S" }) +
        item({ "g:id": "M", "g:item_group_id": "SHIRT", "g:color": "藍", "g:size": "M" }),
    ),
    terms,
  )
  expect(read.products).toHaveLength(1)
  expect(read.products[0]).toMatchObject({
    externalId: "SHIRT",
    variants: [
      { externalId: "S", title: "藍 / S" },
      { externalId: "M", title: "藍 / M" },
    ],
  })
})

test("an Atom feed is read like RSS", () => {
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><entry><g:id>1</g:id><title type="text">石けん</title><link href="https://example.jp/soap"/><g:price>880</g:price></entry></feed>`
  expect(readMerchantFeed(atom, terms).products).toMatchObject([
    { externalId: "1", title: "石けん", url: "https://example.jp/soap", variants: [{ price: 880 }] },
  ])
})

test("each item that can't be read is named with its place, field and value; the others are taken", () => {
  const read = readMerchantFeed(
    rss(
      item({}) +
        item({ "g:id": "" }) +
        item({ "g:id": "B", "g:price": "1,980.5 JPY" }) +
        item({ "g:id": "C", title: "" }) +
        item({ "g:id": "D", link: "javascript:alert(1)" }) +
        item({ "g:id": "E", "g:sale_price": "半額" }) +
        item({ "g:id": "F" }),
    ),
    terms,
  )
  expect(read.errors).toEqual([
    { item: 2, id: null, field: "g:id", value: "" },
    { item: 3, id: "B", field: "g:price", value: "1,980.5 JPY" },
    { item: 4, id: "C", field: "title", value: "" },
    { item: 5, id: "D", field: "link", value: "javascript:alert(1)" },
    { item: 6, id: "E", field: "g:sale_price", value: "半額" },
  ])
  expect(read.products.map((product) => product.externalId)).toEqual(["CREAM-50", "F"])
})

test.each([
  { what: "not XML", xml: "商品,価格\n石けん,880", reason: /./ },
  { what: "cut off", xml: rss(item({})).slice(0, -40), reason: /XML, line/ },
  { what: "another format", xml: "<products><product/></products>", reason: /no <item>/ },
  {
    what: "a document with its own entities",
    xml: `<!DOCTYPE x [<!ENTITY a "aaaa">]>${rss(item({ title: "&a;" }))}`,
    reason: /DOCTYPE/,
  },
])("$what is refused as a whole", ({ xml, reason }) => {
  expect(() => readMerchantFeed(xml, terms)).toThrow(reason)
})

test("an empty feed is a feed without items", () => {
  expect(readMerchantFeed(rss(""), terms)).toEqual({ items: 0, products: [], errors: [] })
})
