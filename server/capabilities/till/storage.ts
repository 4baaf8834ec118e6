import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Does something within the caller's transaction that leaves nothing behind when it fails. */
export async function apart<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  await sql`savepoint till_operation`.execute(ctx.db)
  try {
    const result = await work()
    await sql`release savepoint till_operation`.execute(ctx.db)
    return result
  } catch (error) {
    await sql`rollback to savepoint till_operation`.execute(ctx.db)
    throw error
  }
}
