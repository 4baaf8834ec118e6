import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"

export type AskedCode = {
  readonly codeId: string
  readonly keyHash: string
  readonly address: string | null
  readonly addressHash: string
  readonly netHash: string
  readonly intent: "open" | "join"
  /** Wished: by LINE rather than by mail. */
  readonly byLine: boolean
  /** The way it truly went; null before it was sent. */
  readonly sentBy: "email" | "line" | null
  readonly wantsNews: boolean
  readonly language: Language
  readonly goesTo: string
  readonly customerId: string | null
  readonly codeHash: string | null
  readonly tries: number
  readonly askedAt: Date
  readonly expiresAt: Date
  readonly usedAt: Date | null
}

const codeColumns = sql.raw(`code_id as "codeId", key_hash as "keyHash", address, address_hash as "addressHash",
  net_hash as "netHash", intent, by_line as "byLine", sent_by as "sentBy", wants_news as "wantsNews", language, goes_to as "goesTo", customer_id as "customerId",
  code_hash as "codeHash", tries, asked_at as "askedAt", expires_at as "expiresAt", used_at as "usedAt"`)

/** A new code; whatever was asked for the same address before is over (S-LINK6). */
export async function insertCode(
  ctx: Context,
  code: Omit<AskedCode, "codeHash" | "tries" | "usedAt" | "sentBy">,
): Promise<void> {
  await sql`update mypage.codes set expires_at = ${code.askedAt}
    where brand_id = ${ctx.brandId} and address_hash = ${code.addressHash} and expires_at > ${code.askedAt}`.execute(
    ctx.db,
  )
  await sql`insert into mypage.codes (brand_id, code_id, key_hash, address, address_hash, net_hash, intent, by_line, wants_news,
      language, goes_to, customer_id, asked_at, expires_at)
    values (${ctx.brandId}, ${code.codeId}, ${code.keyHash}, ${code.address}, ${code.addressHash}, ${code.netHash},
      ${code.intent}, ${code.byLine}, ${code.wantsNews}, ${code.language}, ${code.goesTo}, ${code.customerId}, ${code.askedAt},
      ${code.expiresAt})`.execute(ctx.db)
}

export async function selectCode(ctx: Context, codeId: string, isLocked = false): Promise<AskedCode | undefined> {
  const { rows } = await sql<AskedCode>`select ${codeColumns} from mypage.codes
    where brand_id = ${ctx.brandId} and code_id = ${codeId} ${isLocked ? sql`for update` : sql``}`.execute(ctx.db)
  return rows[0]
}

/** How many codes were asked for since: for this address, and from this network. */
export async function countAsked(
  ctx: Context,
  { addressHash, netHash, since }: { addressHash: string; netHash: string; since: Date },
): Promise<{ address: number; net: number }> {
  const { rows } = await sql<{ address: number; net: number }>`select
      (select count(*)::int from mypage.codes
        where brand_id = ${ctx.brandId} and address_hash = ${addressHash} and asked_at > ${since}) as address,
      (select count(*)::int from mypage.codes
        where brand_id = ${ctx.brandId} and net_hash = ${netHash} and asked_at > ${since}) as net`.execute(ctx.db)
  return rows[0] ?? { address: 0, net: 0 }
}

export async function setCode(
  ctx: Context,
  codeId: string,
  customerId: string | null,
  codeHash: string,
  sentBy: "email" | "line",
): Promise<void> {
  await sql`update mypage.codes set code_hash = ${codeHash}, customer_id = ${customerId}, sent_by = ${sentBy}
    where brand_id = ${ctx.brandId} and code_id = ${codeId}`.execute(ctx.db)
}

export async function countTry(ctx: Context, codeId: string): Promise<void> {
  await sql`update mypage.codes set tries = tries + 1
    where brand_id = ${ctx.brandId} and code_id = ${codeId}`.execute(ctx.db)
}

export async function useCode(ctx: Context, codeId: string): Promise<void> {
  await sql`update mypage.codes set used_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and code_id = ${codeId}`.execute(ctx.db)
}

export async function forgetCodesBefore(ctx: Context, before: Date): Promise<void> {
  await sql`delete from mypage.codes where brand_id = ${ctx.brandId} and asked_at < ${before}`.execute(ctx.db)
}

export type Session = { readonly sessionId: string; readonly customerId: string; readonly expiresAt: Date }

export async function insertSession(ctx: Context, session: Session & { tokenHash: string }): Promise<void> {
  await sql`insert into mypage.sessions (brand_id, session_id, token_hash, customer_id, began_at, expires_at)
    values (${ctx.brandId}, ${session.sessionId}, ${session.tokenHash}, ${session.customerId}, ${ctx.now()},
      ${session.expiresAt})`.execute(ctx.db)
}

/** The session that stands under this hash, if it still does. */
export async function selectSession(ctx: Context, tokenHash: string): Promise<Session | undefined> {
  const { rows } = await sql<Session>`select session_id as "sessionId", customer_id as "customerId",
      expires_at as "expiresAt"
    from mypage.sessions where brand_id = ${ctx.brandId} and token_hash = ${tokenHash}
      and ended_at is null and expires_at > ${ctx.now()}`.execute(ctx.db)
  return rows[0]
}

export async function endSession(ctx: Context, sessionId: string): Promise<void> {
  await sql`update mypage.sessions set ended_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and session_id = ${sessionId} and ended_at is null`.execute(ctx.db)
}

export async function endSessionsOf(ctx: Context, customerIds: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`update mypage.sessions set ended_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) and ended_at is null`.execute(ctx.db)
  return Number(numAffectedRows ?? 0n)
}

export async function selectSessionsOf(ctx: Context, customerIds: readonly string[]) {
  const { rows } = await sql<{ beganAt: Date; expiresAt: Date; endedAt: Date | null }>`select began_at as "beganAt",
      expires_at as "expiresAt", ended_at as "endedAt"
    from mypage.sessions where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
    order by began_at`.execute(ctx.db)
  return rows
}

export async function forgetSessionsBefore(ctx: Context, before: Date): Promise<void> {
  await sql`delete from mypage.sessions where brand_id = ${ctx.brandId}
    and least(expires_at, coalesce(ended_at, expires_at)) < ${before}`.execute(ctx.db)
}

/** Two profiles turned out to be one person. */
export async function moveTo(ctx: Context, from: string, into: string): Promise<void> {
  await sql`update mypage.sessions set customer_id = ${into}
    where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(ctx.db)
  await sql`insert into mypage.mutes (brand_id, customer_id, card, muted_at)
    select brand_id, ${into}::uuid, card, muted_at from mypage.mutes
    where brand_id = ${ctx.brandId} and customer_id = ${from} on conflict do nothing`.execute(ctx.db)
  await sql`delete from mypage.mutes where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(ctx.db)
}

export async function forgetPeople(ctx: Context, customerIds: readonly string[]): Promise<void> {
  const theirs = sql`brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`
  await sql`delete from mypage.sessions where ${theirs}`.execute(ctx.db)
  await sql`delete from mypage.mutes where ${theirs}`.execute(ctx.db)
  await sql`delete from mypage.codes where ${theirs}`.execute(ctx.db)
}
