import { productsByExternal, setStock, upsertProducts } from "#catalog"
import type { Context } from "#kernel/context"
import type { Applied } from "./applied.ts"
import { groupRows } from "./group-rules.ts"
import { noTally, type Row } from "./model.ts"
import { type ReadProduct, readProduct } from "./product-rows-rules.ts"
import { type Reading, readerOf } from "./reader-rules.ts"

type Product = Extract<ReadProduct, { kind: "product" }>

/** Takes in the products that these lines tell of, and how many of each are in stock. */
export async function applyProductRows(ctx: Context, reading: Reading, rows: readonly Row[]): Promise<Applied> {
  const reader = readerOf(reading)
  const read = groupRows(rows, (row) => reader.text(row, "productId")).map((group) => readProduct(reader, group))
  const products = read.filter((it): it is Product => it.kind === "product")
  const names = products.map((product) => product.snapshot.externalId)
  const before = new Set((await productsByExternal(ctx, reading.source, names)).map((product) => product.externalId))
  await upsertProducts(
    ctx,
    products.map((product) => product.snapshot),
  )
  await setStock(
    ctx,
    products.flatMap((product) => product.stock),
  )
  const after = new Map(
    (await productsByExternal(ctx, reading.source, names)).map((product) => [product.externalId, product.productId]),
  )
  const targets = new Map<Row, string | undefined>()
  const tally = { ...noTally, refused: read.length - products.length }
  for (const { snapshot, rows } of products) {
    tally[before.has(snapshot.externalId) ? "changed" : "created"]++
    for (const row of rows) targets.set(row, after.get(snapshot.externalId))
  }
  return {
    rows: rows.map((row) => ({ row: row.no, targetId: targets.get(row) ?? null })),
    problems: reader.problems,
    tally,
    returns: [],
  }
}
