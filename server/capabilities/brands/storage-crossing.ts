import { sql } from "kysely"
import { type Context, inBrand, inTransaction, platformBrandId } from "#kernel/context"

/**
 * Runs `work` with the rows of another brand in view, in the caller's transaction if there is one, and comes back. The
 * one bridge between brands: only for what joins them by nature (people who work for several, a brand and its twin).
 * Queries of `work` and of the caller must not run side by side, since a transaction sees one brand at a time.
 */
export async function forBrand<T>(ctx: Context, brandId: string, work: (ctx: Context) => Promise<T>): Promise<T> {
  if (!ctx.db.isTransaction) return inTransaction(inBrand(ctx, brandId), work)
  await see(ctx, brandId)
  try {
    return await work(inBrand(ctx, brandId))
  } finally {
    // After a failed statement Postgres refuses everything but the rollback, which puts it back as well.
    await see(ctx, ctx.brandId).catch(() => {})
  }
}

/** The same for what belongs to the installation: staff, sessions. */
export const forPlatform = <T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> =>
  forBrand(ctx, platformBrandId, work)

const see = (ctx: Context, brandId: string) => sql`select set_config('app.brand', ${brandId}, true)`.execute(ctx.db)
