import { type Context, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { audit } from "./audit.ts"
import type { Step } from "./contract-sign-in.ts"
import { SignInError } from "./errors.ts"
import { newSecret, secretHash } from "./secrets.ts"
import { sessionLimits } from "./session-rules.ts"
import { selectPasskeys } from "./storage-passkeys.ts"
import {
  endSessionRow,
  insertSession,
  promoteSession,
  type Session,
  type Stage,
  selectLiveSession,
} from "./storage-sessions.ts"
import { selectSecrets } from "./storage-staff.ts"
import type { Visit } from "./visit.ts"

/** What a step of signing in gives: where it stands, and the token to hand to the browser when it changed. */
export type Stepped = { readonly reply: Step; readonly token?: string }
export type Factor = Step["factors"][number]

// All of these run in the platform's context.

/** Begins a sign-in in this browser and ends the one that was there. Returns the token: 256 bits, known to the browser only. */
export async function openSession(
  ctx: Context,
  visit: Visit,
  who: { staffId: string | null; stage: Exclude<Stage, "full"> },
): Promise<string> {
  const before = await sessionIn(ctx, visit)
  if (before?.staffId) await endSessionRow(ctx, before.staffId, before.sessionId)
  const token = newSecret(ctx)
  await insertSession(ctx, ctx.id(), {
    ...who,
    tokenHash: secretHash(token),
    currentBrand: before?.staffId === who.staffId ? (before.currentBrand ?? null) : null,
    secure: visit.secure,
    ip: visit.ip,
    browser: visit.browser,
    expiresAt: new Date(ctx.now().getTime() + sessionLimits.unfinishedMs),
  })
  return token
}

/** The browser's living session at whatever stage. */
export async function sessionIn(ctx: Context, visit: Visit): Promise<Session | undefined> {
  const session = visit.token === undefined ? undefined : await selectLiveSession(ctx, secretHash(visit.token))
  return session?.secure === visit.secure ? session : undefined
}

/** The session when it is at one of these stages and says whose it is. Throws `sign-in.StartOver`. */
export async function sessionAt(
  ctx: Context,
  visit: Visit,
  stages: readonly Stage[],
): Promise<Session & { readonly staffId: string }> {
  const session = await sessionIn(ctx, visit)
  if (!session?.staffId || !stages.includes(session.stage)) throw SignInError.StartOver()
  return { ...session, staffId: session.staffId }
}

/** For setting up a second factor: while enrolling, or signed in a moment ago. Throws `kernel.FreshSignInNeeded`. */
export async function sessionForFactors(ctx: Context, visit: Visit): Promise<Session & { readonly staffId: string }> {
  const session = await sessionAt(ctx, visit, ["enrol", "full"])
  if (session.stage === "full" && !isFresh(ctx, session)) throw KernelError.FreshSignInNeeded()
  return session
}

export const isFresh = (ctx: Context, session: Session): boolean =>
  session.stage === "full" && ctx.now().getTime() - session.provenAt.getTime() < sessionLimits.freshMs

/** Both factors were given: signed in, under a new token. */
export async function signedIn(
  ctx: Context,
  session: Session,
  staffId: string,
  visit: Visit,
  how: string,
): Promise<Stepped & { token: string }> {
  const token = newSecret(ctx)
  const expiresAt = session.stage === "full" ? session.expiresAt : new Date(ctx.now().getTime() + sessionLimits.wholeMs)
  await promoteSession(ctx, session.sessionId, { tokenHash: secretHash(token), staffId, expiresAt })
  const action = session.stage === "full" ? "staff.proved" : "staff.signed-in"
  await audit(
    { ...ctx, actor: { kind: "staff", staffId } },
    { action, subject: `staff:${staffId}`, after: { how }, ip: visit.ip },
  )
  return { token, reply: { step: "done", factors: await factorsOf(ctx, staffId) } }
}

/** The second factors that someone has set up. */
export async function factorsOf(ctx: Context, staffId: string): Promise<Factor[]> {
  const secrets = await selectSecrets(ctx, staffId)
  const passkeys = await selectPasskeys(ctx, staffId)
  return [
    ...(secrets?.totp ? (["totp"] as const) : []),
    ...(passkeys.length > 0 ? (["passkey"] as const) : []),
    ...(secrets && secrets.recoveryCodes.length > 0 ? (["recovery"] as const) : []),
  ]
}

/** After the right password: what comes next. */
export async function beginSignIn(ctx: Context, visit: Visit, staffId: string): Promise<Stepped & { token: string }> {
  const factors = await factorsOf(ctx, staffId)
  // Recovery codes alone are no second factor to live with: whoever lost the others sets up new ones.
  const stage = factors.some((factor) => factor !== "recovery") ? "factor" : "enrol"
  const token = await openSession(ctx, visit, { staffId, stage })
  return { token, reply: { step: stage, factors } }
}

/** Signs this browser out. Fine to call without a session. */
export async function signOutHere(ctx: Context, visit: Visit): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const session = await sessionIn(ctx, visit)
    if (session?.staffId) await endSessionRow(ctx, session.staffId, session.sessionId)
  })
}
