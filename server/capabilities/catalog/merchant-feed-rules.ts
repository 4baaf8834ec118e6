import { XMLParser, XMLValidator } from "fast-xml-parser"
import type { ProductSnapshot } from "./model.ts"
import { readPrice } from "./money-rules.ts"
import { plainText } from "./plain-text-rules.ts"

/** An item that could not be taken, by its place in the feed (from 1) and its id where it has one. */
export type FeedError = {
  readonly item: number
  readonly id: string | null
  readonly field: string
  readonly value: string
}
export type ReadFeed = {
  readonly items: number
  readonly products: readonly ProductSnapshot[]
  readonly errors: readonly FeedError[]
}
export type FeedTerms = { readonly source: string; readonly currency: string; readonly at: Date }

// Values stay text: a GTIN must keep its zeros, a price its words. Entities beyond XML's own five are not expanded, so a
// feed can't blow up in memory.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  trimValues: true,
  isArray: (name) => ["item", "entry", "g:additional_image_link"].includes(name),
})

/**
 * Reads a Google Merchant feed, RSS 2.0 or Atom with the `g:` namespace. Items of one `g:item_group_id` become the
 * variants of one product. An item that can't be read is reported and left out; the others are taken. Throws an Error
 * whose message says why when the whole is not a feed.
 */
export function readMerchantFeed(xml: string, terms: FeedTerms): ReadFeed {
  if (/<!DOCTYPE/i.test(xml.slice(0, 2_000))) throw new Error("DOCTYPE")
  const valid = XMLValidator.validate(xml)
  if (valid !== true) throw new Error(`XML, line ${valid.err.line}`)
  const items = itemsOf(parser.parse(xml))
  if (!items) throw new Error("no <item> or <entry>")
  const errors: FeedError[] = []
  const groups = new Map<string, Item[]>()
  items.forEach((raw, index) => {
    const read = readItem(raw, index + 1, terms.currency)
    if ("field" in read) return void errors.push(read)
    groups.set(read.group, [...(groups.get(read.group) ?? []), read])
  })
  return {
    items: items.length,
    products: [...groups].map(([group, members]) => productOf(group, members, terms)),
    errors,
  }
}

type Raw = Record<string, unknown>
const record = (value: unknown): Raw | undefined =>
  // safe: a non-null object that is not a list can be read by key
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Raw) : undefined

function itemsOf(parsed: unknown): Raw[] | undefined {
  const root = record(parsed)
  const list = record(record(root?.rss)?.channel)?.item ?? record(root?.feed)?.entry
  if (Array.isArray(list)) return list.map((item: unknown) => record(item) ?? {})
  return record(record(root?.rss)?.channel) || record(root?.feed) ? [] : undefined
}

/** The text of `g:name` or plain `name`; "" when it is missing. */
function textOf(item: Raw, name: string): string {
  const value = item[`g:${name}`] ?? item[name]
  const first = Array.isArray(value) ? value[0] : value
  const words = typeof first === "string" ? first : (record(first)?.["#text"] ?? record(first)?.["@href"] ?? "")
  return typeof words === "string" ? words.trim() : ""
}

type Item = {
  readonly group: string
  readonly id: string
  readonly title: string
  readonly raw: Raw
  readonly price: { amount: number; currency: string } | undefined
  readonly sale: { amount: number; currency: string } | undefined
}

const currencyLess = (text: string) => text.trim() === ""

function readItem(raw: Raw, item: number, currency: string): Item | FeedError {
  const id = textOf(raw, "id")
  const title = textOf(raw, "title")
  const wrong = (field: string, value: string): FeedError => ({
    item,
    id: id || null,
    field,
    value: value.slice(0, 100),
  })
  if (id === "" || id.length > 200) return wrong("g:id", id)
  if (title === "" || title.length > 500) return wrong("title", title)
  const price = readPrice(textOf(raw, "price"), currency)
  const sale = readPrice(textOf(raw, "sale_price"), currency)
  if (!price) return wrong("g:price", textOf(raw, "price"))
  if (!sale && !currencyLess(textOf(raw, "sale_price"))) return wrong("g:sale_price", textOf(raw, "sale_price"))
  for (const field of ["link", "image_link"]) {
    const address = textOf(raw, field)
    if (address !== "" && !isWebAddress(address)) return wrong(field === "link" ? "link" : "g:image_link", address)
  }
  return { group: textOf(raw, "item_group_id") || id, id, title, raw, price, sale }
}

const isWebAddress = (text: string) => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text) && text.length <= 2_000

function productOf(group: string, members: readonly Item[], { source, at }: FeedTerms): ProductSnapshot {
  const first = members[0]
  const raw = first?.raw ?? {}
  const moreImages = raw["g:additional_image_link"]
  const pictures = [textOf(raw, "image_link"), ...(Array.isArray(moreImages) ? moreImages : [])]
  return {
    source,
    externalId: group,
    updatedAt: at,
    status: "active",
    title: first?.title ?? group,
    description: plainText(textOf(raw, "description")).slice(0, 20_000),
    vendor: textOf(raw, "brand").slice(0, 200) || null,
    productType: (textOf(raw, "product_type") || textOf(raw, "google_product_category")).slice(0, 300) || null,
    url: textOf(raw, "link") || null,
    images: pictures.flatMap((url) => (typeof url === "string" && isWebAddress(url) ? [{ url }] : [])).slice(0, 250),
    variants: members.map((member) => variantOf(member, members.length > 1)),
  }
}

function variantOf({ id, raw, price, sale }: Item, isOneOfMany: boolean) {
  const choice = ["color", "size", "pattern", "material"].map((name) => textOf(raw, name)).filter(Boolean)
  return {
    externalId: id,
    title: isOneOfMany ? choice.join(" / ").slice(0, 300) : "",
    sku: textOf(raw, "mpn").slice(0, 200) || null,
    barcode: textOf(raw, "gtin").slice(0, 60) || null,
    price: (sale ?? price)?.amount ?? null,
    compareAtPrice: sale ? (price?.amount ?? null) : null,
    currency: price?.currency ?? null,
    imageUrl: textOf(raw, "image_link") || null,
  }
}
