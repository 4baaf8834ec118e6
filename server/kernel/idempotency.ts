import { hash } from "node:crypto"
import { sql } from "kysely"
import { type Context, mustBeInTransaction } from "./context.ts"
import { gather } from "./gather.ts"

export type StoredReply = { readonly status: number; readonly reply: string }

/** What identifies a request beside its key: the same key with other content is a mistake of the caller. */
export const requestHash = (method: string, path: string, body: unknown): string =>
  hash("sha256", JSON.stringify([method, path, body]), "hex")

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
  // What a twin commits between this look and its lock is not seen; then its row is in the way when the reply is stored.
  const { rows } = await sql<Begun & StoredReply & { isMine: boolean; isKnown: boolean }>`
    select asked.key, asked.mine as "isMine", known.key is not null as "isKnown", known.request, known.status, known.reply from (
      select key, pg_try_advisory_xact_lock(hashtextextended('idempotency:' || ${ctx.brandId}::text || ':' || key, 0)) as mine
      from unnest(${keys}::text[]) as t(key)
    ) asked left join kernel.idempotency known on known.brand_id = ${ctx.brandId} and known.key = asked.key
      and known.key = any(${keys}::text[])`.execute(ctx.db)
  const found = new Map(rows.map((row) => [row.key, row]))
  return asked.map((one) => {
    const row = found.get(one.key)
    if (!row?.isMine) return "running"
    if (!row.isKnown) return firsts.get(one.key) === one ? "new" : "running"
    return row.request === one.request ? { status: row.status, reply: ctx.keys.open(row.reply) } : "other"
  })
}

async function store(ctx: Context, replies: readonly (Begun & StoredReply)[]): Promise<readonly unknown[]> {
  const { numAffectedRows } =
    await sql`insert into kernel.idempotency (brand_id, key, request, status, reply, created_at)
    select ${ctx.brandId}, r.key, r.request, r.status, r.reply, ${ctx.now()}
    from unnest(${replies.map((r) => r.key)}::text[], ${replies.map((r) => r.request)}::text[], ${replies.map((r) => r.status)}::int[],
      ${replies.map((r) => ctx.keys.seal(r.reply))}::text[]) as r(key, request, status, reply)
    on conflict do nothing`.execute(ctx.db)
  // A twin committed just before the key was ours: undone and begun anew, this is answered with its reply.
  if (Number(numAffectedRows) < replies.length) throw Object.assign(new Error("a twin was first"), { code: "40001" })
  return replies
}

/** Forgets replies older than a day. Returns how many. */
export async function forgetOldReplies(ctx: Context): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from kernel.idempotency where created_at < ${new Date(ctx.now().getTime() - 86_400_000)}`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}
