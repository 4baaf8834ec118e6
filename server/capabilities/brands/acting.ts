import type { Context } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { StaffError } from "./errors.ts"
import { allRights, rightsNotHeld, rightsOfRole } from "./roles-rules.ts"
import { forPlatform } from "./storage-crossing.ts"
import { selectPlaceOf, type Place } from "./storage-places.ts"
import { selectStaff, type Staff } from "./storage-staff.ts"

/** The member of staff who is acting, and as what in the context's brand. Throws `kernel.SignInNeeded` for keys and customers. */
export async function actingStaff(ctx: Context): Promise<{ staff: Staff; place: Place; sessionId: string | null }> {
  const { actor } = ctx
  if (actor.kind !== "staff") throw KernelError.SignInNeeded()
  return forPlatform(ctx, async (platform) => {
    const staff = await selectStaff(platform, actor.staffId)
    const place = await selectPlaceOf(platform, actor.staffId, ctx.brandId, null)
    if (!staff || !place) throw KernelError.SignInNeeded()
    return { staff, place, sessionId: actor.sessionId ?? null }
  })
}

/** What the acting person may hand on: all of it for the system itself. */
export async function rightsHeld(ctx: Context): Promise<ReadonlySet<string>> {
  if (ctx.actor.kind === "system") return new Set(allRights)
  const { place } = await actingStaff(ctx)
  return rightsOfRole(place.role, place.customRights)
}

/** Nobody makes someone mightier than themselves. Throws `staff.BeyondYours`. */
export async function mustHold(ctx: Context, wanted: Iterable<string>): Promise<void> {
  const beyond = rightsNotHeld([...wanted], await rightsHeld(ctx))
  if (beyond.length > 0) throw StaffError.BeyondYours({ rights: beyond.join(", ") })
}

/** Throws `staff.OwnersOnly` unless an owner, or the system itself, is acting. */
export async function mustBeOwner(ctx: Context): Promise<void> {
  if (ctx.actor.kind === "system") return
  const { place } = await actingStaff(ctx)
  if (place.role !== "owner") throw StaffError.OwnersOnly()
}

/** Throws `staff.RunnersOnly` unless someone who runs the installation, or the system itself, is acting. */
export async function mustRunInstallation(ctx: Context): Promise<void> {
  if (ctx.actor.kind === "system") return
  const { staff } = await actingStaff(ctx)
  if (!staff.runsInstallation) throw StaffError.RunnersOnly()
}
