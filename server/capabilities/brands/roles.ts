import { type Context, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import type { Text } from "#kernel/text"
import { mustHold } from "./acting.ts"
import { audit } from "./audit.ts"
import { StaffError } from "./errors.ts"
import { type BuiltInRole, builtInRoles, isBuiltInRole, isRight } from "./roles-rules.ts"
import { forPlatform } from "./storage-crossing.ts"
import { type CustomRole, deleteRole, isRoleInUse, selectMembers, selectRoles, upsertRole } from "./storage-members.ts"

export type Role = {
  readonly role: string
  readonly name: Text
  readonly rights: string[]
  readonly isBuiltIn: boolean
  readonly people: number
}

/** All roles of the context's brand: the built-in ones first, then its own. */
export async function rolesOf(ctx: Context): Promise<Role[]> {
  return inTransaction(ctx, async (ctx) => {
    const people = await countPeople(ctx)
    const custom = await selectRoles(ctx)
    // safe: the keys of `builtInRoles` are exactly the type BuiltInRole
    const builtIn = (Object.keys(builtInRoles) as BuiltInRole[]).map((role) => ({
      role,
      ...builtInRoles[role],
      rights: [...builtInRoles[role].rights],
      isBuiltIn: true,
    }))
    const own = custom.map(({ role, name, rights }) => ({
      role,
      name: { ja: name, en: name },
      rights,
      isBuiltIn: false,
    }))
    return [...builtIn, ...own].map((role) => ({ ...role, people: people.get(role.role) ?? 0 }))
  })
}

/** How many people have each role, those included who run the installation and so are owners everywhere. */
async function countPeople(ctx: Context): Promise<Map<string, number>> {
  const members = await forPlatform(ctx, (platform) => selectMembers(platform, ctx.brandId))
  const roles = Map.groupBy(members, ({ role }) => role)
  return new Map([...roles].map(([role, people]) => [role, people.length]))
}

/** The name of a role for people to read. */
export const roleName = (role: string, customName: string | null): Text =>
  isBuiltInRole(role) ? builtInRoles[role].name : { ja: customName ?? "—", en: customName ?? "—" }

/** A role of the brand by its name or id. Throws `staff.UnknownRole`. */
export async function roleOf(ctx: Context, role: string): Promise<Role> {
  const found = (await rolesOf(ctx)).find((other) => other.role === role)
  if (!found) throw StaffError.UnknownRole({ field: "role", role })
  return found
}

/** Makes a role of the brand's own. Returns its id. Throws `staff.BeyondYours`, `staff.RoleNameTaken`. */
export async function makeRole(ctx: Context, wanted: Omit<CustomRole, "role">): Promise<string> {
  const role = { role: ctx.id(), ...wanted }
  await keepRole(ctx, role, undefined)
  return role.role
}

/** Changes a role, at once for all who have it. Throws `kernel.NotFound` besides. */
export async function changeRoleRights(ctx: Context, wanted: CustomRole): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const before = await customRole(ctx, wanted.role)
    // Taking rights from a role that is mightier than oneself is a change of someone mightier, too.
    await mustHold(ctx, before.rights)
    await keepRole(ctx, wanted, before)
  })
}

/** Throws `staff.RoleInUse` while anybody has it or is invited to it. */
export async function removeRoleFromBrand(ctx: Context, role: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const before = await customRole(ctx, role)
    await mustHold(ctx, before.rights)
    if (await isRoleInUse(ctx, role)) throw StaffError.RoleInUse()
    await deleteRole(ctx, role)
    await audit(ctx, { action: "roles.removed", subject: `role:${role}`, before })
  })
}

async function keepRole(ctx: Context, role: CustomRole, before: CustomRole | undefined): Promise<void> {
  const unknown = role.rights.find((right) => !isRight(right))
  if (unknown !== undefined) throw KernelError.InvalidRequest({ field: "rights", unknown })
  await inTransaction(ctx, async (ctx) => {
    await mustHold(ctx, role.rights)
    const kept = { ...role, rights: [...new Set(role.rights)] }
    if (!(await upsertRole(ctx, kept))) throw StaffError.RoleNameTaken({ field: "name" })
    await audit(ctx, {
      action: before ? "roles.changed" : "roles.made",
      subject: `role:${role.role}`,
      before,
      after: kept,
    })
  })
}

async function customRole(ctx: Context, role: string): Promise<CustomRole> {
  const found = (await selectRoles(ctx)).find((other) => other.role === role)
  if (!found) throw KernelError.NotFound({ field: "role" })
  return found
}
