import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type LinkChoice = "replace" | "both"
export type LinkAttempt = {
  readonly attemptId: string
  readonly accountId: string
  /** Sealed, as the address is. */
  readonly linkToken: string
  readonly keyHash: string
  readonly email: string
  readonly customerId: string | null
  readonly codeHash: string
  readonly tries: number
  readonly provenAt: Date | null
  readonly choice: LinkChoice | null
  readonly usedAt: Date | null
  readonly expiresAt: Date
}

const columns =
  sql.raw(`attempt_id as "attemptId", account_id as "accountId", link_token as "linkToken", key_hash as "keyHash",
  email, customer_id as "customerId", code_hash as "codeHash", tries, proven_at as "provenAt", choice, used_at as "usedAt",
  expires_at as "expiresAt"`)

export async function insertAttempt(
  ctx: Context,
  a: Omit<LinkAttempt, "tries" | "provenAt" | "choice" | "usedAt">,
): Promise<void> {
  await sql`insert into line.link_attempts (brand_id, attempt_id, account_id, link_token, key_hash, email, customer_id, code_hash, expires_at)
    values (${ctx.brandId}, ${a.attemptId}, ${a.accountId}, ${a.linkToken}, ${a.keyHash}, ${a.email}, ${a.customerId},
      ${a.codeHash}, ${a.expiresAt})`.execute(ctx.db)
}

export async function selectAttempt(ctx: Context, attemptId: string): Promise<LinkAttempt | undefined> {
  const { rows } = await sql<LinkAttempt>`select ${columns} from line.link_attempts
    where brand_id = ${ctx.brandId} and attempt_id = ${attemptId}`.execute(ctx.db)
  return rows[0]
}

/** Counts one try at the code. Returns how many there were. */
export async function countTry(ctx: Context, attemptId: string): Promise<number> {
  const { rows } = await sql<{ tries: number }>`update line.link_attempts set tries = tries + 1
    where brand_id = ${ctx.brandId} and attempt_id = ${attemptId} returning tries`.execute(ctx.db)
  return rows[0]?.tries ?? 0
}

export async function markProven(ctx: Context, attemptId: string): Promise<void> {
  await sql`update line.link_attempts set proven_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and attempt_id = ${attemptId}`.execute(ctx.db)
}

export async function setNonce(
  ctx: Context,
  attemptId: string,
  nonceHash: string,
  choice: LinkChoice | null,
): Promise<void> {
  await sql`update line.link_attempts set nonce_hash = ${nonceHash}, choice = ${choice}
    where brand_id = ${ctx.brandId} and attempt_id = ${attemptId}`.execute(ctx.db)
}

/** Uses a nonce up: undefined when it is unknown, too old or was used before. */
export async function takeNonce(ctx: Context, nonceHash: string, at: Date): Promise<LinkAttempt | undefined> {
  const { rows } = await sql<LinkAttempt>`update line.link_attempts set used_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and nonce_hash = ${nonceHash} and used_at is null and expires_at > ${at}
      and proven_at is not null
    returning ${columns}`.execute(ctx.db)
  return rows[0]
}

export async function forgetLinks(ctx: Context, before: Date): Promise<void> {
  await sql`delete from line.link_attempts where brand_id = ${ctx.brandId} and expires_at < ${before}`.execute(ctx.db)
}

export async function forgetLinksOf(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`delete from line.link_attempts
    where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[])`.execute(ctx.db)
}

/** How many tries a person began since then. */
export async function countRecent(ctx: Context, customerId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from line.link_attempts
    where brand_id = ${ctx.brandId} and customer_id = ${customerId} and expires_at > ${since}::timestamptz + interval '10 minutes'`.execute(
    ctx.db,
  )
  return rows[0]?.count ?? 0
}
