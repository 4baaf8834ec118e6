import { type Context, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { actingStaff } from "./acting.ts"
import { audit } from "./audit.ts"
import { StaffError } from "./errors.ts"
import { mustBeStrong } from "./new-password.ts"
import { hashPassword, isPassword } from "./passwords.ts"
import { replaceRecoveryCodes } from "./second-factor.ts"
import { factorsOf } from "./sessions.ts"
import { forPlatform } from "./storage-crossing.ts"
import { deletePasskeys, selectPasskeys } from "./storage-passkeys.ts"
import { selectPlaceOf, selectPlaces } from "./storage-places.ts"
import { chooseSessionBrand, endSessionRow, endSessionsBut, selectSessionsOf } from "./storage-sessions.ts"
import { selectSecrets, updatePassword, updateStaff, updateTotp } from "./storage-staff.ts"

/** Runs `work` in the platform's context for whoever is signed in. */
async function forMyself<T>(
  ctx: Context,
  work: (platform: Context, me: { staffId: string; sessionId: string | null }) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx, async (ctx) => {
    const { staff, sessionId } = await actingStaff(ctx)
    return forPlatform(ctx, (platform) => work(platform, { staffId: staff.staffId, sessionId }))
  })
}

/** Who is signed in, where they may work, and as what here. */
export async function whoAmI(ctx: Context) {
  return inTransaction(ctx, async (ctx) => {
    const { staff, place } = await actingStaff(ctx)
    const places = await forPlatform(ctx, (platform) => selectPlaces(platform, staff.staffId))
    return { staff, place, places }
  })
}

/** Looks at another of one's brands from now on. Throws `kernel.NotFound` for one that is not. */
export const switchBrand = (ctx: Context, brandId: string): Promise<void> =>
  forMyself(ctx, async (platform, me) => {
    if (!(await selectPlaceOf(platform, me.staffId, brandId, null))) throw KernelError.NotFound({ field: "brandId" })
    if (me.sessionId) await chooseSessionBrand(platform, me.sessionId, brandId)
  })

export const myAccount = (ctx: Context) =>
  forMyself(ctx, async (platform, { staffId, sessionId }) => {
    const secrets = await selectSecrets(platform, staffId)
    if (!secrets) throw KernelError.SignInNeeded()
    const passkeys = await selectPasskeys(platform, staffId)
    const sessions = await selectSessionsOf(platform, staffId)
    return {
      secrets,
      passkeys,
      sessions: sessions.map((session) => ({ ...session, isThis: session.sessionId === sessionId })),
    }
  })

export const changeMyself = (
  ctx: Context,
  change: { name?: string | undefined; language?: string | undefined },
): Promise<void> =>
  forMyself(ctx, (platform, { staffId }) =>
    updateStaff(platform, staffId, { name: change.name, language: change.language }),
  )

/** A new password; every other device is signed out. Throws `staff.WrongPassword`, `sign-in.WeakPassword`. */
export async function changeMyPassword(ctx: Context, given: { current: string; next: string }): Promise<void> {
  const { staff } = await whoAmI(ctx)
  mustBeStrong(given.next, [staff.name, staff.email], "next")
  await forMyself(ctx, async (platform, { staffId, sessionId }) => {
    const secrets = await selectSecrets(platform, staffId, { lock: true })
    if (!(await isPassword(given.current, secrets?.password))) throw StaffError.WrongPassword({ field: "current" })
    await updatePassword(platform, staffId, await hashPassword(platform, given.next))
    await endSessionsBut(platform, staffId, sessionId)
    await audit(platform, { action: "staff.password-changed", subject: `staff:${staffId}` })
  })
}

/** Takes the authenticator app away. Throws `staff.LastFactor` when there is no passkey to go on with (S09). */
export const removeMyTotp = (ctx: Context): Promise<void> =>
  forMyself(ctx, async (platform, { staffId, sessionId }) => {
    await selectSecrets(platform, staffId, { lock: true })
    if (!(await factorsOf(platform, staffId)).includes("passkey")) throw StaffError.LastFactor()
    await updateTotp(platform, staffId, null)
    await endSessionsBut(platform, staffId, sessionId)
    await audit(platform, { action: "staff.factor-removed", subject: `staff:${staffId}`, before: { factor: "totp" } })
  })

/** Takes one passkey away. Throws `staff.LastFactor` when nothing else would be left. */
export const removeMyPasskey = (ctx: Context, passkeyId: string): Promise<void> =>
  forMyself(ctx, async (platform, { staffId, sessionId }) => {
    await selectSecrets(platform, staffId, { lock: true })
    if ((await deletePasskeys(platform, staffId, passkeyId)) === 0) throw KernelError.NotFound({ field: "passkeyId" })
    if (!(await factorsOf(platform, staffId)).some((factor) => factor !== "recovery")) throw StaffError.LastFactor()
    await endSessionsBut(platform, staffId, sessionId)
    await audit(platform, {
      action: "staff.factor-removed",
      subject: `staff:${staffId}`,
      before: { factor: "passkey", passkeyId },
    })
  })

/** Ten new recovery codes; the earlier ones are void. */
export const renewMyRecoveryCodes = (ctx: Context): Promise<string[]> =>
  forMyself(ctx, async (platform, { staffId }) => {
    await audit(platform, { action: "staff.recovery-codes-renewed", subject: `staff:${staffId}` })
    return replaceRecoveryCodes(platform, staffId)
  })

/** Signs one of one's devices out; without `sessionId` this very one. */
export const endMySession = (ctx: Context, sessionId?: string): Promise<void> =>
  forMyself(ctx, async (platform, me) => {
    const ending = sessionId ?? me.sessionId
    const ended = ending !== null && (await endSessionRow(platform, me.staffId, ending))
    if (!ended) throw KernelError.NotFound({ field: "sessionId" })
    await audit(platform, { action: "staff.signed-out", subject: `staff:${me.staffId}` })
  })

/** Signs all of one's other devices out. Returns how many there were. */
export const endMyOtherSessions = (ctx: Context): Promise<number> =>
  forMyself(ctx, async (platform, { staffId, sessionId }) => {
    await audit(platform, { action: "staff.signed-out-elsewhere", subject: `staff:${staffId}` })
    return endSessionsBut(platform, staffId, sessionId)
  })
