import { brandById } from "#brands"
import { purchaseQuintiles } from "#orders"
import type { Context } from "#kernel/context"
import type { Quintiles } from "./rfm-rules.ts"
import { selectQuintiles, writeQuintiles } from "./storage.ts"

/** The brand's fifths as made last night; counted on the spot before the first night. Postgres alone is asked. */
export async function quintilesOf(ctx: Context): Promise<Quintiles> {
  return (await selectQuintiles(ctx)) ?? countQuintiles(ctx)
}

export async function renewQuintiles(ctx: Context): Promise<void> {
  await writeQuintiles(ctx, await countQuintiles(ctx))
}

async function countQuintiles(ctx: Context): Promise<Quintiles> {
  const currency = (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
  return { ...(await purchaseQuintiles(ctx, currency)), currency, madeAt: ctx.now() }
}
