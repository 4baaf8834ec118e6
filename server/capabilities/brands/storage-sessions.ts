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

const columns = sql.raw(`s.session_id as "sessionId", s.staff_id as "staffId", s.stage, s.current_brand as "currentBrand", s.secure,
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
  await sql`update brands.sessions set seen_at = ${now} where brand_id = ${ctx.brandId} and session_id = ${session.sessionId}`.execute(ctx.db)
}
