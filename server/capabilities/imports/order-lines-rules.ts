import type { OrderSnapshot } from "#orders"
import { readId } from "./cell-rules.ts"
import type { Row } from "./model.ts"
import type { Reader } from "./reader-rules.ts"

export type ReadLine = OrderSnapshot["lines"][number] & { readonly sku: string }
export type OrderLines = {
  /** As written: a quantity may be negative. */
  readonly lines: readonly ReadLine[]
  /** Everything goes back: not a sale. */
  readonly isReturn: boolean
  /** No line is worth anything. */
  readonly isWorthless: boolean
}

/** The goods of an order. A file without any column for goods has orders without lines, worth their total. */
export function readLines(reader: Reader, rows: readonly Row[], currency: string): OrderLines {
  if (!["sku", "title", "quantity"].some(reader.has)) return { lines: [], isReturn: false, isWorthless: false }
  const lines = rows.map((row, index) => lineOf(reader, row, index, currency))
  return {
    lines: distinct(reader, rows, lines),
    isReturn:
      lines.length > 0 &&
      lines.every((line) => line.quantity < 0 || line.unitPrice < 0) &&
      lines.every((line) => line.quantity * line.unitPrice <= 0),
    isWorthless: lines.every((line) => line.quantity * line.unitPrice === 0),
  }
}

function lineOf(reader: Reader, row: Row, index: number, currency: string): ReadLine {
  const sku = reader.text(row, "sku", 200)
  const title = reader.text(row, "title", 500) || sku
  if (title === "") reader.complain(row, reader.has("title") ? "title" : "sku", "Missing")
  const quantity = reader.has("quantity") ? reader.count(row, "quantity") : 1
  if (reader.has("quantity") && quantity === undefined && reader.text(row, "quantity") === "")
    reader.complain(row, "quantity", "Missing")
  if (quantity !== undefined && Math.abs(quantity) > 1_000_000)
    reader.complain(row, "quantity", "NotACount", String(quantity))
  const variantTitle = reader.text(row, "variantTitle", 300)
  const productId = reader.text(row, "productId", 200)
  const taxRate = reader.rate(row, "taxRate")
  return {
    externalId: lineIdOf(reader, row, index),
    sku,
    title,
    quantity: quantity ?? 0,
    taxIncluded: true,
    ...priceOf(reader, row, quantity ?? 0, currency),
    ...(variantTitle ? { variantTitle } : {}),
    ...(productId ? { productExternalId: readId(productId) } : {}),
    ...(taxRate === undefined ? {} : { taxRate }),
  }
}

const lineIdOf = (reader: Reader, row: Row, index: number): string =>
  readId(reader.text(row, "lineId", 190)) || String(index + 1)

/** Price and discount of a line; where only the line's sum is told, the price is its share for one piece. */
function priceOf(
  reader: Reader,
  row: Row,
  quantity: number,
  currency: string,
): { unitPrice: number; discount: number } {
  const discount = Math.abs(reader.amount(row, "lineDiscount", currency) ?? 0)
  const unitPrice = reader.amount(row, "unitPrice", currency)
  if (unitPrice !== undefined || !reader.has("lineTotal")) {
    if (unitPrice === undefined && reader.has("unitPrice") && reader.text(row, "unitPrice") === "")
      reader.complain(row, "unitPrice", "Missing")
    return { unitPrice: unitPrice ?? 0, discount }
  }
  const sum = reader.amount(row, "lineTotal", currency) ?? 0
  const pieces = Math.abs(quantity) || 1
  // A sum that can't be shared equally is told as the next higher price and a discount that makes up the difference.
  const each = Math.ceil(Math.abs(sum) / pieces)
  return { unitPrice: sum < 0 && quantity > 0 ? -each : each, discount: discount + each * pieces - Math.abs(sum) }
}

/** Lines with the same number within the order are told once; a number that comes with other goods gets a suffix. */
function distinct(reader: Reader, rows: readonly Row[], lines: readonly ReadLine[]): ReadLine[] {
  if (!reader.has("lineId")) return [...lines]
  const seen = new Map<string, ReadLine>()
  lines.forEach((line, index) => {
    const other = seen.get(line.externalId)
    const row = rows[index]
    if (!other) seen.set(line.externalId, line)
    else if (JSON.stringify(other) === JSON.stringify(line)) {
      if (row) reader.complain(row, "lineId", "Repeated", line.externalId)
    } else seen.set(`${line.externalId}#${index + 1}`, { ...line, externalId: `${line.externalId}#${index + 1}` })
  })
  return [...seen.values()]
}
