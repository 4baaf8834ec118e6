import { defineCapability, route } from "#kernel/capability"
import { upsertCustomers, upsertManyProducts, upsertOrders } from "./bulk-upserts.ts"
import { type BulkRow, postCustomers, postOrders, postProducts } from "./contract.ts"

const told = (rows: BulkRow[]) => {
  const accepted = rows.filter((row) => row.accepted).length
  return { accepted, refused: rows.length - accepted, rows }
}

export const bulk = defineCapability({
  name: "bulk",
  routes: [
    route(postCustomers, async (ctx, { rows }) => told(await upsertCustomers(ctx, rows))),
    route(postOrders, async (ctx, { rows }) => told(await upsertOrders(ctx, rows))),
    route(postProducts, async (ctx, { rows }) => told(await upsertManyProducts(ctx, rows))),
  ],
})
