import { createHash } from "node:crypto"
import { sql } from "kysely"
import { type Context, mustBeInTransaction } from "./context.ts"
import { gather } from "./gather.ts"

export type StoredReply = { readonly status: number; readonly reply: string }

/** What identifies a request beside its key: the same key with other content is a mistake of the caller. */
export const requestHash = (method: string, path: string, body: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify([method, path, body]))
    .digest("hex")

type Begun = { readonly key: string; readonly request: string }
type Known = StoredReply | "running" | "other" | "new"

/**
 * Answers a repeated request with the stored reply and runs a new one once, in the transaction that stores its reply
 * (F70). Stored replies are sealed, since some hold a secret that is shown once (S13, S31). While a twin is running, and on
 * other content under the same key, nothing is run and the reply says why: whoever shares the transaction is not undone.
 */
export async function once(
  ctx: Context,
  key: string,
  request: string,
  work: () => Promise<StoredReply>,
): Promise<(StoredReply & { readonly replayed: boolean }) | "running" | "other"> {
  mustBeInTransaction(ctx)
  const known = await gather(ctx, "idempotency.begin", { key, request }, begin)
  if (known === "running" || known === "other") return known
  if (known !== "new") return { ...known, replayed: true }
  const result = await work()
  await gather(ctx, "idempotency.store", { key, request, ...result }, store)
  return { ...result, replayed: false }
}

async function begin(ctx: Context, asked: readonly Begun[]): Promise<Known[]> {
  // Of two with one key that share the transaction, the second finds the first running.
  const firsts = new Map(asked.toReversed().map((one) => [one.key, one]))
  const keys = [...firsts.keys()]
  const { rows: locked } = await sql<{ key: string; mine: boolean }>`
    select key, pg_try_advisory_xact_lock(hashtextextended('idempotency:' || ${ctx.brandId}::text || ':' || key, 0)) as mine
    from unnest(${keys}::text[]) as t(key)`.execute(ctx.db)
  const mine = new Set(locked.filter((row) => row.mine).map((row) => row.key))
  // Read only now: what a twin had committed before the lock was ours must be seen.
  const { rows } = await sql<Begun & { status: number; reply: string }>`
    select key, request, status, reply from kernel.idempotency
    where brand_id = ${ctx.brandId} and key = any(${keys}::text[])`.execute(ctx.db)
  const stored = new Map(rows.map((row) => [row.key, row]))
  return asked.map((one) => {
    if (!mine.has(one.key)) return "running"
    const row = stored.get(one.key)
    if (!row) return firsts.get(one.key) === one ? "new" : "running"
    return row.request === one.request ? { status: row.status, reply: ctx.keys.open(row.reply) } : "other"
  })
}

async function store(ctx: Context, replies: readonly (Begun & StoredReply)[]): Promise<readonly unknown[]> {
  await sql`insert into kernel.idempotency (brand_id, key, request, status, reply, created_at)
    select ${ctx.brandId}, r.key, r.request, r.status, r.reply, ${ctx.now()}
    from unnest(${replies.map((r) => r.key)}::text[], ${replies.map((r) => r.request)}::text[], ${replies.map((r) => r.status)}::int[],
      ${replies.map((r) => ctx.keys.seal(r.reply))}::text[]) as r(key, request, status, reply)`.execute(ctx.db)
  return replies
}

/** Forgets replies older than a day. Returns how many. */
export async function forgetOldReplies(ctx: Context): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from kernel.idempotency where created_at < ${new Date(ctx.now().getTime() - 86_400_000)}`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}
