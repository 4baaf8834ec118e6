import type { Context } from "#kernel/context"
import { audit } from "./audit.ts"
import { SignInError } from "./errors.ts"
import { isPassword } from "./passwords.ts"
import { beginSignIn, type Stepped } from "./sessions.ts"
import { forPlatform } from "./storage-crossing.ts"
import {
  countFailedTry,
  emailKey,
  forgetFailedTries,
  selectFailedTries,
  selectSecrets,
  selectStaffByEmail,
} from "./storage-staff.ts"
import type { Visit } from "./visit.ts"

/** After so many wrong passwords or codes within the window an account's password no longer opens anything, until it is over (S17). */
export const tryLimits = { most: 10, windowMs: 15 * 60_000 } as const

/** How the tries of an account are counted: by its address, whether or not there is such an account. */
export const triesOf = (ctx: Pick<Context, "keys">, email: string): string =>
  `account:${ctx.keys.fingerprint(emailKey(email))}`

/**
 * Password first: opens a session that is good for nothing but the second factor. Throws `sign-in.WrongPassword`, the
 * same for an unknown address and after the same time, and `sign-in.TooManyTries`.
 */
export async function signIn(
  platform: Context,
  visit: Visit,
  given: { email: string; password: string },
): Promise<Stepped> {
  const subject = triesOf(platform, given.email)
  const staff = await forPlatform(platform, async (ctx) => {
    await refuseAfterTooMany(ctx, subject)
    const found = await selectStaffByEmail(ctx, given.email)
    return found && !found.disabledAt ? { ...found, secrets: await selectSecrets(ctx, found.staffId) } : undefined
  })
  if (!(await isPassword(given.password, staff?.secrets?.password)) || !staff) {
    await countWrong(platform, subject, visit)
    throw SignInError.WrongPassword()
  }
  return forPlatform(platform, (ctx) => beginSignIn(ctx, visit, staff.staffId))
}

export async function refuseAfterTooMany(ctx: Context, subject: string): Promise<void> {
  const failed = await selectFailedTries(ctx, subject)
  if (!failed || failed.count < tryLimits.most) return
  throw SignInError.TooManyTries({
    retryAfterSeconds: Math.ceil((failed.endsAt.getTime() - ctx.now().getTime()) / 1000),
  })
}

/** Counts a wrong try in a transaction of its own: the refusal that follows must not undo it. */
export async function countWrong(platform: Context, subject: string, visit: Visit): Promise<void> {
  await forPlatform(platform, async (ctx) => {
    const count = await countFailedTry(ctx, subject, tryLimits.windowMs)
    if (count === tryLimits.most) await audit(ctx, { action: "staff.paused", subject, ip: visit.ip })
  })
}

export const forgetWrong = (ctx: Context, subject: string): Promise<void> => forgetFailedTries(ctx, subject)
