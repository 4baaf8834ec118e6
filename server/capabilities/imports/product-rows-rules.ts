import type { ProductSnapshot, StockLevel } from "#catalog"
import { readId } from "./cell-rules.ts"
import type { Row } from "./model.ts"
import { present } from "./person-rules.ts"
import type { Reader } from "./reader-rules.ts"

export type ReadProduct =
  | {
      readonly kind: "product"
      readonly rows: readonly Row[]
      readonly snapshot: ProductSnapshot
      readonly stock: readonly StockLevel[]
    }
  | { readonly kind: "refused"; readonly rows: readonly Row[] }

/** Reads the lines of one product: each line is a variant; what is said of the product is said by the first line that says it. */
export function readProduct(reader: Reader, rows: readonly Row[]): ReadProduct {
  const before = reader.problems.length
  const [first] = rows
  const said = (field: string, max: number) => {
    const row = reader.filled(rows, field)
    return (row && reader.text(row, field, max)) || undefined
  }
  const id = readId(said("productId", 200) ?? "")
  const title = said("title", 500)
  if (first && id === "") reader.complain(first, "productId", "Missing")
  if (first && !title) reader.complain(first, "title", "Missing")
  const currencyRow = reader.filled(rows, "currency")
  const currency = (currencyRow && reader.currency(currencyRow, "currency")) ?? reader.reading.settings.currency
  const variants = rows.flatMap((row, index) => variantOf(reader, row, { id, index, count: rows.length, currency }))
  const stock = rows.flatMap((row, index) => stockOf(reader, row, variants[index]?.externalId ?? ""))
  const url = urlOf(reader, rows, "url")
  const images = rows.flatMap((row) => urlOf(reader, [row], "imageUrl") ?? [])
  if (reader.problems.length > before || !title || id === "") return { kind: "refused", rows }
  const snapshot: ProductSnapshot = {
    source: reader.reading.source,
    externalId: id,
    updatedAt: reader.reading.at,
    status: statusOf(said("status", 100)),
    title,
    images: [...new Set(images)].map((image) => ({ url: image, alt: "" })),
    tags: (said("tags", 4_000) ?? "")
      .split(/[,、;]/)
      .map((tag) => tag.trim().slice(0, 200))
      .filter((tag) => tag !== ""),
    variants,
    ...present({
      description: said("description", 20_000),
      vendor: said("vendor", 200),
      productType: said("productType", 300),
      url,
    }),
  }
  return { kind: "product", rows, snapshot, stock }
}

function variantOf(
  reader: Reader,
  row: Row,
  of: { id: string; index: number; count: number; currency: string },
): NonNullable<ProductSnapshot["variants"]> {
  const sku = reader.text(row, "sku", 200)
  const price = reader.amount(row, "price", of.currency)
  const before = reader.amount(row, "compareAtPrice", of.currency)
  const barcode = reader.text(row, "barcode", 60)
  const named = readId(reader.text(row, "variantId", 200)) || sku
  // Lines that only add a picture have no price and no number.
  if (named === "" && price === undefined && of.index > 0) return []
  return [
    {
      externalId: named || (of.count > 1 ? `${of.id}#${of.index + 1}` : of.id),
      title: reader.text(row, "variantTitle", 300),
      sku: sku || null,
      barcode: barcode ? readId(barcode) : null,
      price: price ?? null,
      compareAtPrice: before ?? null,
      currency: price === undefined ? null : of.currency,
    },
  ]
}

function stockOf(reader: Reader, row: Row, stockItem: string): StockLevel[] {
  const available = reader.count(row, "stock")
  if (available === undefined || stockItem === "") return []
  return [{ source: reader.reading.source, stockItem, place: "import", available, updatedAt: reader.reading.at }]
}

function urlOf(reader: Reader, rows: readonly Row[], field: string): string | undefined {
  const row = reader.filled(rows, field)
  const text = row && reader.text(row, field, 2_000)
  if (!row || !text) return undefined
  if (/^https?:\/\/[^\s]+$/.test(text)) return text
  reader.complain(row, field, "NotAnAddress", text)
  return undefined
}

function statusOf(word: string | undefined): "active" | "draft" | "archived" {
  if (word === undefined) return "active"
  if (/archived|廃止|販売終了/i.test(word)) return "archived"
  return /draft|false|非公開|倉庫|下書き|^0$/i.test(word) ? "draft" : "active"
}
