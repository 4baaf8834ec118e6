import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { sessionLimits } from "./session-rules.ts"

export type Stage = "passkey" | "enrol" | "factor" | "full"
export type Session = {
  readonly sessionId: string
  readonly staffId: string | null
  readonly stage: Stage
  readonly currentBrand: string | null
  readonly secure: boolean
  readonly challenge: string | null
  readonly pendingTotp: string | null
  readonly tries: number
  readonly ip: string
  readonly browser: string
  readonly createdAt: Date
  readonly provenAt: Date
  readonly seenAt: Date
  readonly expiresAt: Date
}

const columns =
  sql.raw(`s.session_id as "sessionId", s.staff_id as "staffId", s.stage, s.current_brand as "currentBrand", s.secure,
  s.challenge, s.pending_totp as "pendingTotp", s.tries, s.ip, s.browser, s.created_at as "createdAt", s.proven_at as "provenAt",
  s.seen_at as "seenAt", s.expires_at as "expiresAt"`)

/** A session that is neither ended, expired nor idle for too long, of someone who may still sign in. */
export async function selectLiveSession(ctx: Context, tokenHash: Buffer): Promise<Session | undefined> {
  const now = ctx.now()
  const { rows } = await sql<Session>`select ${columns} from brands.sessions s
    left join brands.staff p on p.brand_id = s.brand_id and p.staff_id = s.staff_id
    where s.brand_id = ${ctx.brandId} and s.token_hash = ${tokenHash} and s.ended_at is null and s.expires_at > ${now}
      and s.seen_at > ${new Date(now.getTime() - sessionLimits.idleMs)} and p.disabled_at is null
      and (s.staff_id is null or p.staff_id is not null)`.execute(ctx.db)
  return rows[0]
}

/** Notes that the session is in use, at most once a minute. */
export async function touchSession(ctx: Context, session: Session): Promise<void> {
  const now = ctx.now()
  if (now.getTime() - session.seenAt.getTime() < 60_000) return
  await sql`update brands.sessions set seen_at = ${now} where brand_id = ${ctx.brandId} and session_id = ${session.sessionId}`.execute(
    ctx.db,
  )
}

export type NewSession = Omit<
  Session,
  "sessionId" | "challenge" | "pendingTotp" | "tries" | "createdAt" | "seenAt" | "provenAt"
> & { readonly tokenHash: Buffer }

export async function insertSession(ctx: Context, sessionId: string, s: NewSession): Promise<void> {
  const now = ctx.now()
  await sql`insert into brands.sessions (brand_id, session_id, token_hash, staff_id, stage, current_brand, secure, ip, browser,
      created_at, proven_at, seen_at, expires_at)
    values (${ctx.brandId}, ${sessionId}, ${s.tokenHash}, ${s.staffId}, ${s.stage}, ${s.currentBrand}, ${s.secure}, ${s.ip}, ${s.browser},
      ${now}, ${now}, ${now}, ${s.expiresAt})`.execute(ctx.db)
}

/** The session goes on under another token, signed in and proven now: whoever knew the old token is out (S10). */
export async function promoteSession(
  ctx: Context,
  sessionId: string,
  p: { tokenHash: Buffer; staffId: string; expiresAt: Date },
): Promise<void> {
  const now = ctx.now()
  await sql`update brands.sessions set token_hash = ${p.tokenHash}, staff_id = ${p.staffId}, stage = 'full', proven_at = ${now}, seen_at = ${now},
      expires_at = ${p.expiresAt}, challenge = null, pending_totp = null, tries = 0
    where brand_id = ${ctx.brandId} and session_id = ${sessionId}`.execute(ctx.db)
}

/** Keeps what the browser is to answer next. */
export async function keepPending(
  ctx: Context,
  sessionId: string,
  pending: { challenge?: string | null; totp?: string | null },
): Promise<void> {
  await sql`update brands.sessions set
      challenge = ${pending.challenge === undefined ? sql.ref("challenge") : pending.challenge},
      pending_totp = ${pending.totp === undefined ? sql.ref("pending_totp") : pending.totp}
    where brand_id = ${ctx.brandId} and session_id = ${sessionId}`.execute(ctx.db)
}

/** One more wrong answer; the session ends with the last one that is allowed. */
export async function countWrongAnswer(ctx: Context, sessionId: string): Promise<void> {
  await sql`update brands.sessions set tries = tries + 1, challenge = null,
      ended_at = case when tries + 1 >= ${sessionLimits.codeTries} then ${ctx.now()}::timestamptz else ended_at end
    where brand_id = ${ctx.brandId} and session_id = ${sessionId}`.execute(ctx.db)
}

export async function chooseSessionBrand(ctx: Context, sessionId: string, brandId: string): Promise<void> {
  await sql`update brands.sessions set current_brand = ${brandId} where brand_id = ${ctx.brandId} and session_id = ${sessionId}`.execute(
    ctx.db,
  )
}

/** Ends one session of this person. False when there is no such living one. */
export async function endSessionRow(ctx: Context, staffId: string, sessionId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update brands.sessions set ended_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and staff_id = ${staffId} and session_id = ${sessionId} and ended_at is null`.execute(
    ctx.db,
  )
  return numAffectedRows === 1n
}

/** Ends all sessions of this person but one. Returns how many. */
export async function endSessionsBut(ctx: Context, staffId: string, kept: string | null): Promise<number> {
  const { numAffectedRows } = await sql`update brands.sessions set ended_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and staff_id = ${staffId} and ended_at is null
      and session_id is distinct from ${kept}::uuid`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

export async function selectSessionsOf(ctx: Context, staffId: string): Promise<Session[]> {
  const now = ctx.now()
  const { rows } = await sql<Session>`select ${columns} from brands.sessions s
    where s.brand_id = ${ctx.brandId} and s.staff_id = ${staffId} and s.stage = 'full' and s.ended_at is null and s.expires_at > ${now}
      and s.seen_at > ${new Date(now.getTime() - sessionLimits.idleMs)} order by s.seen_at desc`.execute(ctx.db)
  return rows
}

/** Forgets sessions that ended or expired before an instant. Returns how many. */
export async function deleteOldSessions(ctx: Context, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from brands.sessions
    where brand_id = ${ctx.brandId} and (expires_at < ${before} or ended_at < ${before})`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}
