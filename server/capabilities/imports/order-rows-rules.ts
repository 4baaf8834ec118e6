import type { OrderSnapshot } from "#orders"
import { readId } from "./cell-rules.ts"
import { repeatedRows } from "./group-rules.ts"
import type { Row } from "./model.ts"
import { type OrderLines, readLines } from "./order-lines-rules.ts"
import { type Person, personOf, present } from "./person-rules.ts"
import type { Reader } from "./reader-rules.ts"

/** What came of the lines of one number. */
export type ReadOrder =
  | { readonly kind: "sale"; readonly rows: readonly Row[]; readonly snapshot: OrderSnapshot }
  | { readonly kind: "return"; readonly rows: readonly Row[]; readonly slip: ReturnSlip }
  /** Nobody, and no money: the shop put its stock right. */
  | { readonly kind: "correction"; readonly rows: readonly Row[] }
  | { readonly kind: "refused"; readonly rows: readonly Row[] }

/** Goods that came back: a cancellation or credit slip with a number of its own. */
export type ReturnSlip = {
  readonly number: string
  readonly at: Date
  readonly person: Person
  readonly currency: string
  readonly lines: readonly {
    readonly externalId: string
    readonly sku: string
    readonly title: string
    /** Pieces, 1 or more. */
    readonly quantity: number
    /** For one piece, minor units. */
    readonly unitPrice: number
  }[]
}

const maxLines = 1_000
/** What is not an error of the order that it stands in: the order is taken all the same. */
const harmless: ReadonlySet<string> = new Set(["UnknownCountry", "NotAnAddress", "Repeated", "RefundUnknown"])

/** Reads the lines of one order. With one bad line the whole order is refused: a part of an order is a wrong order. */
export function readOrder(reader: Reader, group: readonly Row[]): ReadOrder {
  const before = reader.problems.length
  const rows = withoutRepeats(reader, group)
  const first = rows[0]
  if (!first || rows.length > maxLines) {
    if (first) reader.complain(first, "number", "TooManyLines", reader.text(first, "number"))
    return { kind: "refused", rows: group }
  }
  const number = readId(reader.text(first, "number", 100))
  if (number === "") reader.complain(first, "number", "Missing")
  const currency = currencyOf(reader, rows)
  const placedAt = placedAtOf(reader, rows)
  if (!placedAt && !reader.problems.slice(before).some(({ field }) => field === "placedAt"))
    reader.complain(first, "placedAt", "Missing")
  const lines = readLines(reader, rows, currency)
  const person = personOf(reader, rows)
  const made =
    placedAt && number !== "" ? madeOf(reader, { rows, group, number, currency, placedAt, lines, person }) : undefined
  if (made && !reader.problems.slice(before).some(({ code }) => !harmless.has(code))) return made
  return { kind: "refused", rows: group }
}

type Parts = {
  readonly rows: readonly Row[]
  readonly group: readonly Row[]
  readonly number: string
  readonly currency: string
  readonly placedAt: Date
  readonly lines: OrderLines
  readonly person: Person
}

function madeOf(reader: Reader, parts: Parts): ReadOrder {
  const { group, number, currency, placedAt, lines, person } = parts
  if (lines.isWorthless && person.identities.length === 0 && group.length > 0 && lines.lines.length > 0)
    return { kind: "correction", rows: group }
  if (lines.isReturn)
    return {
      kind: "return",
      rows: group,
      slip: {
        number,
        at: placedAt,
        person,
        currency,
        lines: lines.lines.map((l) => ({
          externalId: l.externalId,
          sku: l.sku,
          title: l.title,
          quantity: Math.abs(l.quantity),
          unitPrice: Math.abs(l.unitPrice),
        })),
      },
    }
  return { kind: "sale", rows: group, snapshot: saleOf(reader, parts) }
}

function saleOf(reader: Reader, { rows, number, currency, placedAt, lines, person }: Parts): OrderSnapshot {
  const { reading } = reader
  const said = (field: string, max: number) => textOf(reader, rows, field, max)
  const at = (field: string) => {
    const row = reader.filled(rows, field)
    return row && reader.instant(row, field)
  }
  const status = said("status", 200) ?? ""
  const cancelledAt = at("cancelledAt") ?? (cancelledWords.test(status) ? placedAt : undefined)
  const paidAt = at("paidAt") ?? (isPaid(status, reading.settings.assumePaid) ? placedAt : undefined)
  const known = totalsOf(reader, rows, currency, lines, paidAt !== undefined)
  const totals = { ...known, refunded: known.refunded || refundedBy(reader, rows, status, known.paid) }
  const store = said("channel", 200)
  return {
    source: reading.source,
    externalId: number,
    number,
    placedAt,
    // A file tells how things stand when it is brought in; a later file may correct it.
    updatedAt: placedAt > reading.at ? placedAt : reading.at,
    channel: store ? "store" : "online",
    ...(store ? { storeId: store } : {}),
    customer: person,
    currency,
    lines: lines.lines.map(forward),
    totals,
    ...addressOf(reader, rows),
    ...present({
      paymentApprovedAt: paidAt,
      cancelledAt,
      paymentMethod: said("paymentMethod", 100),
      note: said("note", 5_000),
    }),
    refunds:
      totals.refunded > 0
        ? [{ externalId: "import", at: cancelledAt ?? placedAt, amount: totals.refunded, lines: [] }]
        : [],
  }
}

// A negative quantity within a sale is a reduction: the same money, told as pieces at a negative price.
const forward = (line: OrderLines["lines"][number]) =>
  line.quantity >= 0 ? line : { ...line, quantity: -line.quantity, unitPrice: -line.unitPrice }

const cancelledWords = /キャンセル|取消|取り消し|cancel|void/i
const unpaidWords = /未入金|入金待|未払|未決済|unpaid|pending|authorized/i
const paidWords = /入金済|支払済|決済済|発送済|出荷済|完了|返金|paid|shipped|fulfilled|completed|refunded/i

const isPaid = (status: string, assumed: boolean): boolean =>
  !unpaidWords.test(status) && !cancelledWords.test(status) && (assumed || paidWords.test(status))

const refundWords = /返金|返品済|全返品|refunded/i
const partWords = /一部|部分|partial/i
/** Asked for, on its way or refused: the money is still with the shop. */
const notYetWords = /待|依頼|申請|希望|予定|処理中|手続|対応中|なし|無し|不可|未返金|request|pending|processing/i

/** What a status says of money given back where no amount does: all of it, or, of a part, that nobody knows how much. */
function refundedBy(reader: Reader, rows: readonly Row[], status: string, paid: number): number {
  if (paid <= 0 || !refundWords.test(status) || notYetWords.test(status)) return 0
  if (!partWords.test(status)) return paid
  const row = reader.filled(rows, "status")
  if (row) reader.complain(row, "status", "RefundUnknown", status)
  return 0
}

function totalsOf(reader: Reader, rows: readonly Row[], currency: string, { lines }: OrderLines, isPaid: boolean) {
  const amount = (field: string): number | undefined => {
    const row = reader.filled(rows, field)
    return row && reader.amount(row, field, currency)
  }
  const goods = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0) + 0
  const discount = lines.reduce((sum, line) => sum + (line.discount ?? 0), 0) + Math.abs(amount("discount") ?? 0)
  const shipping = amount("shipping") ?? 0
  const total = amount("total")
  return {
    goods,
    discount,
    shipping,
    tax: amount("tax") ?? 0,
    paid: isPaid ? (total ?? goods - discount + shipping) : 0,
    refunded: Math.abs(amount("refunded") ?? 0),
    ...(total === undefined ? {} : { total }),
  }
}

function addressOf(reader: Reader, rows: readonly Row[]): Pick<OrderSnapshot, "shippingAddress"> {
  const said = (field: string, max: number) => textOf(reader, rows, field, max)
  const row = reader.filled(rows, "country")
  const address = present({
    name: said("shipName", 200),
    country: row && reader.country(row, "country"),
    postalCode: said("shipPostalCode", 20),
    prefecture: said("shipPrefecture", 60),
    city: said("shipCity", 120),
    street: said("shipStreet", 200),
    building: said("shipBuilding", 200),
    phone: said("shipPhone", 40),
  })
  return Object.keys(address).length > 0 ? { shippingAddress: address } : {}
}

function textOf(reader: Reader, rows: readonly Row[], field: string, max: number): string | undefined {
  const row = reader.filled(rows, field)
  return (row && reader.text(row, field, max)) || undefined
}

function currencyOf(reader: Reader, rows: readonly Row[]): string {
  const row = reader.filled(rows, "currency")
  return (row && reader.currency(row, "currency")) ?? reader.reading.settings.currency
}

/** The earliest time on any of its lines: the same in whatever order they stand. */
function placedAtOf(reader: Reader, rows: readonly Row[]): Date | undefined {
  let earliest: Date | undefined
  for (const row of rows) {
    const at = reader.instant(row, "placedAt", reader.has("placedTime") ? reader.text(row, "placedTime") : "")
    if (at && (!earliest || at < earliest)) earliest = at
  }
  return earliest
}

function withoutRepeats(reader: Reader, group: readonly Row[]): readonly Row[] {
  if (group.length < 2 || (reader.reading.settings.duplicates === "keep" && !reader.has("lineId"))) return group
  const repeated = new Set(repeatedRows(group))
  for (const row of repeated) reader.complain(row, "number", "Repeated", reader.text(row, "number"))
  return group.filter((row) => !repeated.has(row))
}
