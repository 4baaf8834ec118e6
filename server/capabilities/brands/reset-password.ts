import { type Context, inTransaction, platformBrandId } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { issueToken, readToken } from "#kernel/tokens"
import { mustRunInstallation } from "./acting.ts"
import { audit } from "./audit.ts"
import { publicUrl } from "./brand-look.ts"
import { StaffError } from "./errors.ts"
import { mustBeStrong } from "./new-password.ts"
import { hashPassword } from "./passwords.ts"
import { beginSignIn, type Stepped } from "./sessions.ts"
import { forgetWrong, triesOf } from "./sign-in.ts"
import { forPlatform } from "./storage-crossing.ts"
import { deletePasskeys } from "./storage-passkeys.ts"
import { endSessionsBut } from "./storage-sessions.ts"
import {
  selectSecrets,
  selectStaff,
  selectStaffByEmail,
  updatePassword,
  updateRecoveryCodes,
  updateTotp,
} from "./storage-staff.ts"
import type { Visit } from "./visit.ts"

/**
 * A link with which someone sets a new password, once, within seven days; with `factors` it also takes their second
 * factors away, for a lost phone. Only those who run the installation may make one.
 */
export async function resetLink(
  ctx: Context,
  staffId: string,
  how: { factors: boolean },
): Promise<{ link: string; expiresAt: Date }> {
  return inTransaction(ctx, async (ctx) => {
    await mustRunInstallation(ctx)
    return forPlatform(ctx, async (platform) => {
      await audit(platform, { action: "staff.reset-link-made", subject: `staff:${staffId}`, after: how })
      return linkFor(platform, staffId, how)
    })
  })
}

const wayBackMs = 30 * 60_000

/**
 * For the command line, when nobody is left who could sign in and help: by address, a link that sets password and second
 * factor anew, once, within 30 minutes. Ends all sessions at once: whoever lost a phone may have lost a laptop, too.
 * Throws `staff.NotHere`, `staff.Disabled`.
 */
export async function wayBack(platform: Context, email: string): Promise<{ link: string; expiresAt: Date }> {
  return forPlatform(platform, async (ctx) => {
    const staff = await selectStaffByEmail(ctx, email)
    if (!staff) throw StaffError.NotHere({ field: "email" })
    if (staff.disabledAt) throw StaffError.Disabled({ field: "email" })
    const { staffId } = staff
    await endSessionsBut(ctx, staffId, null)
    await forgetWrong(ctx, triesOf(ctx, staff.email))
    await audit(ctx, { action: "staff.way-back-made", subject: `staff:${staffId}` })
    return linkFor(ctx, staffId, { factors: true, lifeMs: wayBackMs })
  })
}

async function linkFor(platform: Context, staffId: string, how: { factors: boolean; lifeMs?: number }) {
  const secrets = await selectSecrets(platform, staffId)
  if (!secrets) throw KernelError.NotFound({ field: "staffId" })
  const resource = ["reset", mark(platform, secrets.password), how.factors ? "factors" : "password"].join(":")
  const life = how.lifeMs === undefined ? {} : { lifeMs: how.lifeMs }
  const token = issueToken(platform, "invitation", { subject: staffId, resource, ...life })
  const expiresAt = readToken(platform, "invitation", token).expiresAt ?? platform.now()
  return { link: await publicUrl(platform, `/admin/reset#${token}`), expiresAt }
}

/** Sets the new password and ends all sessions; the second factor is asked for as ever. Throws `staff.InvitationOver`. */
export async function resetPassword(
  platform: Context,
  visit: Visit,
  given: { token: string; password: string },
): Promise<Stepped> {
  const { brandId, subject: staffId, resource } = readToken(platform, "invitation", given.token)
  const [what, marked, scope] = resource.split(":")
  if (brandId !== platformBrandId || what !== "reset") throw KernelError.BadLink()
  const staff = await forPlatform(platform, (ctx) => selectStaff(ctx, staffId))
  if (!staff || staff.disabledAt) throw StaffError.InvitationOver()
  mustBeStrong(given.password, [staff.name, staff.email])
  const password = await hashPassword(platform, given.password)
  return forPlatform(platform, async (ctx) => {
    const secrets = await selectSecrets(ctx, staffId, { lock: true })
    if (!secrets || mark(ctx, secrets.password) !== marked) throw StaffError.InvitationOver()
    await updatePassword(ctx, staffId, password)
    if (scope === "factors") {
      await updateTotp(ctx, staffId, null)
      await updateRecoveryCodes(ctx, staffId, [])
      await deletePasskeys(ctx, staffId, null)
    }
    await endSessionsBut(ctx, staffId, null)
    await forgetWrong(ctx, triesOf(ctx, staff.email))
    await audit(
      { ...ctx, actor: { kind: "staff", staffId } },
      { action: "staff.password-reset", subject: `staff:${staffId}`, after: { scope }, ip: visit.ip },
    )
    return beginSignIn(ctx, visit, staffId)
  })
}

// The token names the present password, so that it is void as soon as there is another one.
const mark = (ctx: Context, storedPassword: string) => ctx.keys.fingerprint(`reset:${storedPassword}`).slice(0, 32)
