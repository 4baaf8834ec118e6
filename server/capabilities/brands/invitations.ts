import { type Context, inTransaction, platformBrandId } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { announce } from "#kernel/events"
import type { Text } from "#kernel/text"
import { issueToken, readToken } from "#kernel/tokens"
import { mustBeOwner, mustHold } from "./acting.ts"
import { audit } from "./audit.ts"
import { publicUrl } from "./brand-look.ts"
import { StaffError } from "./errors.ts"
import { staffInvited } from "./events.ts"
import { mustBeStrong } from "./new-password.ts"
import { hashPassword } from "./passwords.ts"
import { roleOf } from "./roles.ts"
import { beginSignIn, factorsOf, type Stepped, sessionIn } from "./sessions.ts"
import { selectBrand } from "./storage.ts"
import { forBrand, forPlatform } from "./storage-crossing.ts"
import {
  acceptInvitationRow,
  insertInvitation,
  insertMember,
  type InvitationRow,
  selectInvitations,
  selectOpenInvitation,
  withdrawInvitationRow,
} from "./storage-members.ts"
import { selectPlaceOf } from "./storage-places.ts"
import { chooseSessionBrand } from "./storage-sessions.ts"
import { emailKey, insertStaff, selectStaffByEmail } from "./storage-staff.ts"
import type { Visit } from "./visit.ts"

/**
 * Invites someone to the context's brand. The link works once, for seven days, and is theirs alone; it is announced too,
 * so that it can be mailed. Throws `staff.UnknownRole`, `.BeyondYours`, `.OwnersOnly`, `.AlreadyHere`.
 */
export async function inviteStaff(
  ctx: Context,
  wanted: { email: string; role: string },
): Promise<{ invitationId: string; link: string; expiresAt: Date }> {
  return inTransaction(ctx, async (ctx) => {
    const brand = await selectBrand(ctx, ctx.brandId)
    // A twin for testing has the people of its live brand.
    if (!brand || brand.testOf) throw KernelError.NotFound({ field: "brandId" })
    const role = await roleOf(ctx, wanted.role)
    await mustHold(ctx, role.rights)
    if (role.role === "owner") await mustBeOwner(ctx)
    await mustBeNew(ctx, wanted.email)
    const invitationId = ctx.id()
    const token = issueToken(ctx, "invitation", { subject: "", resource: invitationId })
    const expiresAt = readToken(ctx, "invitation", token).expiresAt ?? ctx.now()
    const invitedBy = ctx.actor.kind === "staff" ? ctx.actor.staffId : null
    await insertInvitation(ctx, { invitationId, email: wanted.email, role: role.role, expiresAt, invitedBy })
    const link = await publicUrl(ctx, `/admin/invitation#${token}`)
    await announce(ctx, staffInvited, {
      invitationId,
      email: wanted.email,
      brandName: brand.name,
      roleName: role.name,
      link,
      expiresAt,
    })
    await audit(ctx, {
      action: "staff.invited",
      subject: `invitation:${invitationId}`,
      after: { email: wanted.email, role: role.role },
    })
    return { invitationId, link, expiresAt }
  })
}

async function mustBeNew(ctx: Context, email: string): Promise<void> {
  const isHere = await forPlatform(ctx, async (platform) => {
    const staff = await selectStaffByEmail(platform, email)
    return staff !== undefined && (await selectPlaceOf(platform, staff.staffId, ctx.brandId, null)) !== undefined
  })
  if (isHere) throw StaffError.AlreadyHere({ field: "email" })
}

/** The latest two hundred invitations of the brand. */
export const invitations = (ctx: Context): Promise<InvitationRow[]> => inTransaction(ctx, selectInvitations)

export async function withdraw(ctx: Context, invitationId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    if (!(await withdrawInvitationRow(ctx, invitationId))) throw KernelError.NotFound({ field: "invitationId" })
    await audit(ctx, { action: "staff.invitation-withdrawn", subject: `invitation:${invitationId}` })
  })
}

type Shown = { readonly brand: string; readonly email: string; readonly role: Text; readonly hasAccount: boolean }

/** What a link invites to. Throws `staff.InvitationOver`, `kernel.BadLink`, `kernel.ExpiredLink`. */
export async function showInvitation(platform: Context, token: string): Promise<Shown> {
  return forInvitation(platform, token, async (ctx, invitation) => {
    const brand = await selectBrand(ctx, ctx.brandId)
    const role = await roleOf(ctx, invitation.role)
    const account = await forPlatform(ctx, (ctx) => selectStaffByEmail(ctx, invitation.email))
    return { brand: brand?.name ?? "", email: invitation.email, role: role.name, hasAccount: account !== undefined }
  })
}

type Acceptance = { token: string; name?: string | undefined; password?: string | undefined; language: "ja" | "en" }

/**
 * Accepts an invitation, once. Whoever has an account must be signed in to it: the link alone adds no brand to it.
 * Throws `staff.SignInFirst`, `staff.NameAndPasswordNeeded`, `sign-in.WeakPassword` besides.
 */
export async function acceptInvitation(platform: Context, visit: Visit, given: Acceptance): Promise<Stepped> {
  const shown = await showInvitation(platform, given.token)
  if (!shown.hasAccount && !(given.name && given.password))
    throw StaffError.NameAndPasswordNeeded({ field: given.name ? "password" : "name" })
  if (!shown.hasAccount) mustBeStrong(given.password ?? "", [given.name ?? "", shown.email, shown.brand])
  const password = shown.hasAccount ? undefined : await hashPassword(platform, given.password ?? "")
  return forInvitation(platform, given.token, async (ctx, invitation) => {
    const stepped = await forPlatform(ctx, (ctx) => newOrKnown(ctx, visit, invitation.email, { ...given, password }))
    if (!(await insertMember(ctx, stepped.staffId, invitation.role))) throw StaffError.AlreadyHere()
    await acceptInvitationRow(ctx, invitation.invitationId)
    await audit(
      { ...ctx, actor: { kind: "staff", staffId: stepped.staffId } },
      { action: "staff.joined", subject: `staff:${stepped.staffId}`, after: { role: invitation.role }, ip: visit.ip },
    )
    const { sessionId } = stepped
    if (sessionId) await forPlatform(ctx, (platform) => chooseSessionBrand(platform, sessionId, ctx.brandId))
    return stepped
  })
}

type Person = Stepped & { readonly staffId: string; readonly sessionId: string | null }

async function newOrKnown(
  ctx: Context,
  visit: Visit,
  email: string,
  given: Omit<Acceptance, "token">,
): Promise<Person> {
  const known = await selectStaffByEmail(ctx, email)
  if (known) {
    const session = await sessionIn(ctx, visit)
    if (session?.stage !== "full" || session.staffId !== known.staffId) throw StaffError.SignInFirst()
    return {
      staffId: known.staffId,
      sessionId: session.sessionId,
      reply: { step: "done", factors: await factorsOf(ctx, known.staffId) },
    }
  }
  // Two links to the same new address at once: the second finds the account and is asked to sign in.
  const { name, password, language } = given
  if (!name || !password) throw StaffError.NameAndPasswordNeeded({ field: "name" })
  const staffId = ctx.id()
  await insertStaff(
    ctx,
    { staffId, name, email: email.trim(), language, runsInstallation: false, disabledAt: null },
    password,
  )
  return { staffId, sessionId: null, ...(await beginSignIn(ctx, visit, staffId)) }
}

/** Runs `work` in the invitation's brand, with the invitation locked. */
async function forInvitation<T>(
  platform: Context,
  token: string,
  work: (ctx: Context, invitation: InvitationRow) => Promise<T>,
): Promise<T> {
  const { brandId, resource } = readToken(platform, "invitation", token)
  if (brandId === platformBrandId) throw KernelError.BadLink()
  return forBrand(platform, brandId, async (ctx) => {
    const invitation = await selectOpenInvitation(ctx, resource)
    if (!invitation || emailKey(invitation.email) === "") throw StaffError.InvitationOver()
    return work(ctx, invitation)
  })
}
