import type { Context } from "#kernel/context"
import { applyPastOrders } from "#orders"
import type { Applied } from "./applied.ts"
import { groupRows } from "./group-rules.ts"
import { noTally, type Row } from "./model.ts"
import { type ReadOrder, readOrder } from "./order-rows-rules.ts"
import { type Reader, type Reading, readerOf } from "./reader-rules.ts"

type Sale = Extract<ReadOrder, { kind: "sale" }>

/** Takes in the orders that these lines tell of. Return slips are handed back. */
export async function applyOrderRows(ctx: Context, reading: Reading, rows: readonly Row[]): Promise<Applied> {
  const reader = readerOf(reading)
  const read = groupRows(rows, (row) => reader.text(row, "number")).map((group) => readOrder(reader, group))
  const sales = read.filter((it): it is Sale => it.kind === "sale")
  const results = await applyPastOrders(
    ctx,
    sales.map((sale) => sale.snapshot),
  )
  const tally = { ...noTally }
  const targets = new Map<Row, string>()
  sales.forEach((sale, index) => {
    const result = results[index]
    if (!result || "field" in result) {
      tally.refused++
      complainOf(reader, sale, result?.field ?? "")
      return
    }
    tally[result.outcome]++
    for (const row of sale.rows) targets.set(row, result.orderId)
  })
  for (const it of read) {
    if (it.kind === "refused") holdBack(reader, it.rows)
    if (it.kind === "refused") tally.refused++
    if (it.kind === "correction") {
      tally.skipped++
      for (const row of it.rows) reader.complain(row, "number", "NotASale", reader.text(row, "number"))
    }
  }
  const returns = read.filter((it) => it.kind === "return").flatMap((it) => it.rows)
  return {
    rows: read
      .filter((it) => it.kind !== "return")
      .flatMap((it) => it.rows.map((row) => ({ row: row.no, targetId: targets.get(row) ?? null }))),
    problems: reader.problems,
    tally,
    returns,
  }
}

/** Lines that are right in themselves, but whose order has another that is not. */
function holdBack(reader: Reader, rows: readonly Row[]): void {
  const wrong = new Set(reader.problems.map((problem) => problem.row))
  for (const row of rows)
    if (!wrong.has(row.no)) reader.complain(row, "number", "LineRefused", reader.text(row, "number"))
}

/** The snapshot was not accepted: `lines.3.title` is said of the fourth line, everything else of the first. */
function complainOf(reader: Reader, { rows }: Sale, path: string): void {
  const [, index, name] = /^lines\.(\d+)\.(\w+)/.exec(path) ?? []
  const row = rows[index === undefined ? 0 : Number(index)] ?? rows[0]
  if (row) reader.complain(row, (name && fieldNames[name]) ?? "number", "NotAccepted", path)
  holdBack(reader, rows)
}

const fieldNames: Readonly<Record<string, string>> = {
  sku: "sku",
  title: "title",
  quantity: "quantity",
  unitPrice: "unitPrice",
  discount: "lineDiscount",
}
