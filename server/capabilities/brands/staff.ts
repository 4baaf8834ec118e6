import { type Context, inTransaction, lock } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { mustBeOwner, mustHold, mustRunInstallation } from "./acting.ts"
import { audit } from "./audit.ts"
import { StaffError } from "./errors.ts"
import { roleOf } from "./roles.ts"
import { forPlatform } from "./storage-crossing.ts"
import {
  countOtherOwners,
  deleteMember,
  type Member,
  selectMembers,
  selectRoleOf,
  updateMemberRole,
} from "./storage-members.ts"
import { endSessionsBut } from "./storage-sessions.ts"
import { countOtherRunners, disableStaffRow, selectStaff } from "./storage-staff.ts"

/** The people of the context's brand, those who run the installation included. */
export const staffOf = (ctx: Context): Promise<Member[]> =>
  inTransaction(ctx, (ctx) => forPlatform(ctx, (platform) => selectMembers(platform, ctx.brandId)))

/** Gives someone another role, at once. Throws `kernel.NotFound`, `staff.BeyondYours`, `.OwnersOnly`, `.LastOwner`. */
export async function changeStaffRole(ctx: Context, staffId: string, wanted: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const before = await currentRole(ctx, staffId)
    const role = await roleOf(ctx, wanted)
    await mustHold(ctx, role.rights)
    if (role.role === "owner") await mustBeOwner(ctx)
    await mayTouch(ctx, staffId, before, role.role)
    await updateMemberRole(ctx, staffId, role.role)
    await audit(ctx, {
      action: "staff.role-changed",
      subject: `staff:${staffId}`,
      before: { role: before },
      after: { role: role.role },
    })
  })
}

/** Takes someone off the brand, at once; their account stays for the other brands. */
export async function removeFromBrand(ctx: Context, staffId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const before = await currentRole(ctx, staffId)
    await mayTouch(ctx, staffId, before, undefined)
    await deleteMember(ctx, staffId)
    await audit(ctx, { action: "staff.removed", subject: `staff:${staffId}`, before: { role: before } })
  })
}

async function currentRole(ctx: Context, staffId: string): Promise<string> {
  // Two owners who remove each other at once: one of them must see that the other is the last.
  await lock(ctx, "brands.owners")
  const role = await selectRoleOf(ctx, staffId)
  if (role === undefined) throw KernelError.NotFound({ field: "staffId" })
  return role
}

async function mayTouch(ctx: Context, staffId: string, before: string, after: string | undefined): Promise<void> {
  await mustHold(ctx, (await roleOf(ctx, before)).rights)
  if (before !== "owner") return
  await mustBeOwner(ctx)
  if (after === "owner" || (await countOtherOwners(ctx, staffId)) > 0) return
  // Those who run the installation own every brand.
  const runners = await forPlatform(ctx, (platform) => countOtherRunners(platform, staffId))
  if (runners === 0) throw StaffError.LastOwner()
}

/** Stops an account everywhere, ending its sessions, or lets it in again. Only those who run the installation may. */
export async function disableAccount(ctx: Context, staffId: string, disabled: boolean): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await mustRunInstallation(ctx)
    if (ctx.actor.kind === "staff" && ctx.actor.staffId === staffId) throw StaffError.NotYourself()
    await forPlatform(ctx, async (platform) => {
      if (!(await selectStaff(platform, staffId))) throw KernelError.NotFound({ field: "staffId" })
      await disableStaffRow(platform, staffId, disabled)
      if (disabled) await endSessionsBut(platform, staffId, null)
      await audit(platform, { action: disabled ? "staff.disabled" : "staff.enabled", subject: `staff:${staffId}` })
    })
  })
}
