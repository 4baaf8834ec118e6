import type { Context } from "#kernel/context"
import { audit } from "./audit.ts"
import { SignInError } from "./errors.ts"
import { isPassword } from "./passwords.ts"
import { newRecoveryCodes, recoveryHash } from "./recovery-codes.ts"
import { factorsOf, type Stepped, sessionAt, sessionForFactors, signedIn } from "./sessions.ts"
import { countWrong, forgetWrong, refuseAfterTooMany, triesOf } from "./sign-in.ts"
import { forPlatform } from "./storage-crossing.ts"
import { countWrongAnswer, keepPending, type Session } from "./storage-sessions.ts"
import {
  type Secrets,
  selectSecrets,
  selectStaff,
  spendTotpStep,
  type Staff,
  updateRecoveryCodes,
  updateTotp,
} from "./storage-staff.ts"
import { base32, fromBase32, stepOf, totpUri } from "./totp-rules.ts"
import type { Visit } from "./visit.ts"

type Given = { code: string } | { recoveryCode: string }

/** The second factor by code. After five wrong ones the sign-in starts over. Throws `sign-in.WrongCode`, `.StartOver`, `.TooManyTries`. */
export async function giveCode(platform: Context, visit: Visit, given: Given): Promise<Stepped> {
  return answered(platform, visit, ["factor"], given)
}

/** Password and code once more, for sensitive changes. Throws `sign-in.WrongPassword` besides. */
export async function prove(
  platform: Context,
  visit: Visit,
  given: { password: string; code: string },
): Promise<Stepped> {
  const known = await forPlatform(platform, async (ctx) => {
    const session = await sessionAt(ctx, visit, ["full"])
    const { staff, secrets } = await account(ctx, session)
    await refuseAfterTooMany(ctx, triesOf(ctx, staff.email))
    return { staff, secrets }
  })
  if (!(await isPassword(given.password, known.secrets.password))) {
    await countWrong(platform, triesOf(platform, known.staff.email), visit)
    throw SignInError.WrongPassword()
  }
  return answered(platform, visit, ["full"], { code: given.code })
}

async function answered(
  platform: Context,
  visit: Visit,
  stages: readonly Session["stage"][],
  given: Given,
): Promise<Stepped> {
  const result = await forPlatform(platform, async (ctx) => {
    const session = await sessionAt(ctx, visit, stages)
    const { staff, secrets } = await account(ctx, session)
    const subject = triesOf(ctx, staff.email)
    await refuseAfterTooMany(ctx, subject)
    const isRight =
      "code" in given
        ? await spendCode(ctx, staff.staffId, secrets, given.code)
        : await spendRecoveryCode(ctx, staff, secrets, given.recoveryCode, visit)
    if (isRight) {
      await forgetWrong(ctx, subject)
      return signedIn(ctx, session, staff.staffId, visit, "code" in given ? "totp" : "recovery")
    }
    await countWrongAnswer(ctx, session.sessionId)
    return { subject }
  })
  if ("reply" in result) return result
  await countWrong(platform, result.subject, visit)
  throw "code" in given
    ? SignInError.WrongCode({ field: "code" })
    : SignInError.WrongRecoveryCode({ field: "recoveryCode" })
}

async function account(ctx: Context, session: { staffId: string }): Promise<{ staff: Staff; secrets: Secrets }> {
  const staff = await selectStaff(ctx, session.staffId)
  const secrets = await selectSecrets(ctx, session.staffId, { lock: true })
  if (!staff || !secrets) throw SignInError.StartOver()
  return { staff, secrets }
}

async function spendCode(ctx: Context, staffId: string, secrets: Secrets, code: string): Promise<boolean> {
  if (!secrets.totp) return false
  const step = stepOf(fromBase32(ctx.keys.open(secrets.totp)), code, ctx.now(), secrets.totpStep)
  if (step !== undefined) await spendTotpStep(ctx, staffId, step)
  return step !== undefined
}

async function spendRecoveryCode(
  ctx: Context,
  staff: Staff,
  secrets: Secrets,
  code: string,
  visit: Visit,
): Promise<boolean> {
  const hash = recoveryHash(ctx, staff.staffId, code)
  if (!secrets.recoveryCodes.includes(hash)) return false
  const left = secrets.recoveryCodes.filter((other) => other !== hash)
  await updateRecoveryCodes(ctx, staff.staffId, left)
  await audit(ctx, {
    action: "staff.recovery-code-used",
    subject: `staff:${staff.staffId}`,
    after: { left: left.length },
    ip: visit.ip,
  })
  return true
}

/** A new secret for an authenticator app; it counts once a code of it was given. */
export async function beginTotp(platform: Context, visit: Visit): Promise<{ secret: string; uri: string }> {
  return forPlatform(platform, async (ctx) => {
    const session = await sessionForFactors(ctx, visit)
    const { staff } = await account(ctx, session)
    const secret = base32(ctx.bytes(20))
    await keepPending(ctx, session.sessionId, { totp: ctx.keys.seal(secret) })
    return { secret, uri: totpUri(secret, staff.email, "Maido") }
  })
}

/** The app shows the right code: it is the second factor from now on. Throws `sign-in.WrongCode`. */
export async function confirmTotp(platform: Context, visit: Visit, given: { code: string }): Promise<Stepped> {
  const result = await forPlatform(platform, async (ctx) => {
    const session = await sessionForFactors(ctx, visit)
    if (!session.pendingTotp) throw SignInError.StartOver()
    const step = stepOf(fromBase32(ctx.keys.open(session.pendingTotp)), given.code, ctx.now(), 0)
    if (step === undefined) return void (await countWrongAnswer(ctx, session.sessionId))
    await updateTotp(ctx, session.staffId, { sealed: session.pendingTotp, step })
    await keepPending(ctx, session.sessionId, { totp: null })
    return enrolled(ctx, session, visit, "totp")
  })
  if (!result) throw SignInError.WrongCode({ field: "code" })
  return result
}

/** A second factor was set up: whoever was enrolling is signed in now, with recovery codes if there were none. */
export async function enrolled(
  ctx: Context,
  session: Session & { staffId: string },
  visit: Visit,
  how: "totp" | "passkey",
): Promise<Stepped> {
  const { staffId } = session
  await audit(
    { ...ctx, actor: { kind: "staff", staffId } },
    { action: "staff.factor-added", subject: `staff:${staffId}`, after: { factor: how }, ip: visit.ip },
  )
  const secrets = await selectSecrets(ctx, staffId)
  const recoveryCodes = secrets?.recoveryCodes.length ? undefined : await replaceRecoveryCodes(ctx, staffId)
  const done: Stepped =
    session.stage === "full"
      ? { reply: { step: "done", factors: await factorsOf(ctx, staffId) } }
      : await signedIn(ctx, session, staffId, visit, how)
  return recoveryCodes ? { ...done, reply: { ...done.reply, recoveryCodes } } : done
}

/** Ten new recovery codes; the earlier ones are void. */
export async function replaceRecoveryCodes(ctx: Context, staffId: string): Promise<string[]> {
  const codes = newRecoveryCodes(ctx)
  await updateRecoveryCodes(
    ctx,
    staffId,
    codes.map((code) => recoveryHash(ctx, staffId, code)),
  )
  return codes
}
