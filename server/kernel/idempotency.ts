import { createHash } from "node:crypto"
import { sql } from "kysely"
import { type Context, mustBeInTransaction } from "./context.ts"
import { KernelError } from "./errors.ts"

export type StoredReply = { readonly status: number; readonly reply: string }

/** What identifies a request beside its key: the same key with other content is a mistake of the caller. */
export const requestHash = (method: string, path: string, body: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify([method, path, body]))
    .digest("hex")

/**
 * Answers a repeated request with the stored reply and runs a new one once, in the transaction that stores its reply
 * (F70). Stored replies are sealed, since some hold a secret that is shown once (S13, S31). Throws
 * `kernel.IdempotencyInProgress` while a twin is running, `kernel.IdempotencyMismatch` on other content.
 */
export async function once(
  ctx: Context,
  key: string,
  request: string,
  work: () => Promise<StoredReply>,
): Promise<StoredReply & { replayed: boolean }> {
  mustBeInTransaction(ctx)
  const { rows: locked } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`idempotency:${ctx.brandId}:${key}`}, 0)) as mine`.execute(
    ctx.db,
  )
  if (!locked[0]?.mine) throw KernelError.IdempotencyInProgress({ retryAfterSeconds: 1 })
  const { rows } = await sql<{ request: string; status: number; reply: string }>`
    select request, status, reply from kernel.idempotency where brand_id = ${ctx.brandId} and key = ${key}`.execute(
    ctx.db,
  )
  const stored = rows[0]
  if (stored && stored.request !== request) throw KernelError.IdempotencyMismatch({ field: "Idempotency-Key" })
  if (stored) return { status: stored.status, reply: ctx.keys.open(stored.reply), replayed: true }
  const result = await work()
  await sql`insert into kernel.idempotency (brand_id, key, request, status, reply, created_at)
    values (${ctx.brandId}, ${key}, ${request}, ${result.status}, ${ctx.keys.seal(result.reply)}, ${ctx.now()})`.execute(
    ctx.db,
  )
  return { ...result, replayed: false }
}

/** Forgets replies older than a day. Returns how many. */
export async function forgetOldReplies(ctx: Context): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from kernel.idempotency where created_at < ${new Date(ctx.now().getTime() - 86_400_000)}`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}
