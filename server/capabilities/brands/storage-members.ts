import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Text } from "#kernel/text"

export type Member = {
  readonly staffId: string
  readonly name: string
  readonly email: string
  readonly role: string
  readonly customName: string | null
  readonly runsInstallation: boolean
  readonly since: Date
  readonly hasSecondFactor: boolean
  readonly lastSeenAt: Date | null
  readonly isDisabled: boolean
}

/** The people of one brand, those who run the installation included; in the platform's context. */
export async function selectMembers(ctx: Context, brandId: string): Promise<Member[]> {
  const { rows } = await sql<Member>`select s.staff_id as "staffId", s.name, s.email,
      case when s.runs_installation then 'owner' else m.role end as role, r.name as "customName",
      s.runs_installation as "runsInstallation", coalesce(m.since, s.created_at) as since,
      (x.totp is not null or exists (select 1 from brands.passkeys p where p.brand_id = s.brand_id and p.staff_id = s.staff_id)) as "hasSecondFactor",
      (select max(seen_at) from brands.sessions e where e.brand_id = s.brand_id and e.staff_id = s.staff_id and e.stage = 'full') as "lastSeenAt",
      s.disabled_at is not null as "isDisabled"
    from brands.staff s
    join brands.staff_secrets x on x.brand_id = s.brand_id and x.staff_id = s.staff_id
    left join brands.memberships m on m.brand_id = ${brandId} and m.staff_id = s.staff_id
    left join brands.roles r on r.brand_id = m.brand_id and r.role_id::text = m.role
    where s.brand_id = ${ctx.brandId} and (m.staff_id is not null or s.runs_installation)
    order by since`.execute(ctx.db)
  return rows
}

/** The role of someone in the context's brand. */
export async function selectRoleOf(ctx: Context, staffId: string): Promise<string | undefined> {
  const { rows } = await sql<{ role: string }>`select role from brands.memberships
    where brand_id = ${ctx.brandId} and staff_id = ${staffId} for update`.execute(ctx.db)
  return rows[0]?.role
}

/** False when they belong to the brand already. */
export async function insertMember(ctx: Context, staffId: string, role: string): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into brands.memberships (brand_id, staff_id, role, since)
    values (${ctx.brandId}, ${staffId}, ${role}, ${ctx.now()}) on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function updateMemberRole(ctx: Context, staffId: string, role: string): Promise<void> {
  await sql`update brands.memberships set role = ${role} where brand_id = ${ctx.brandId} and staff_id = ${staffId}`.execute(
    ctx.db,
  )
}

export async function deleteMember(ctx: Context, staffId: string): Promise<void> {
  await sql`delete from brands.memberships where brand_id = ${ctx.brandId} and staff_id = ${staffId}`.execute(ctx.db)
}

/** How many owners the context's brand has of its own, apart from one person. */
export async function countOtherOwners(ctx: Context, staffId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from brands.memberships
    where brand_id = ${ctx.brandId} and role = 'owner' and staff_id <> ${staffId}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export type CustomRole = { readonly role: string; readonly name: string; readonly rights: string[] }

export async function selectRoles(ctx: Context): Promise<CustomRole[]> {
  const { rows } = await sql<CustomRole>`select role_id::text as role, name, rights from brands.roles
    where brand_id = ${ctx.brandId} order by name`.execute(ctx.db)
  return rows
}

/** How many people have each role of the context's brand. */
export async function countByRole(ctx: Context): Promise<Map<string, number>> {
  const { rows } = await sql<{
    role: string
    people: number
  }>`select role, count(*)::int as people from brands.memberships
    where brand_id = ${ctx.brandId} group by role`.execute(ctx.db)
  return new Map(rows.map(({ role, people }) => [role, people]))
}

/** Makes or changes a role. False when another one has this name. */
export async function upsertRole(ctx: Context, role: CustomRole): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into brands.roles (brand_id, role_id, name, rights, changed_at)
    select ${ctx.brandId}, ${role.role}, ${role.name}, ${role.rights}, ${ctx.now()}
    where not exists (select 1 from brands.roles where brand_id = ${ctx.brandId} and name = ${role.name} and role_id <> ${role.role})
    on conflict (brand_id, role_id) do update set name = excluded.name, rights = excluded.rights, changed_at = excluded.changed_at`.execute(
    ctx.db,
  )
  return numAffectedRows === 1n
}

export async function deleteRole(ctx: Context, role: string): Promise<void> {
  await sql`delete from brands.roles where brand_id = ${ctx.brandId} and role_id = ${role}`.execute(ctx.db)
}

/** Whether anybody has the role, or is invited to it. */
export async function isRoleInUse(ctx: Context, role: string): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select
      exists (select 1 from brands.memberships where brand_id = ${ctx.brandId} and role = ${role})
      or exists (select 1 from brands.invitations where brand_id = ${ctx.brandId} and role = ${role}
        and accepted_at is null and withdrawn_at is null and expires_at > ${ctx.now()}) as used`.execute(ctx.db)
  return rows[0]?.used ?? false
}

export type InvitationRow = {
  readonly invitationId: string
  readonly email: string
  readonly role: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly acceptedAt: Date | null
  readonly withdrawnAt: Date | null
}
export type RoleName = { readonly role: string; readonly roleName: Text }

const invitation =
  sql.raw(`invitation_id as "invitationId", email, role, created_at as "createdAt", expires_at as "expiresAt",
  accepted_at as "acceptedAt", withdrawn_at as "withdrawnAt"`)

export async function insertInvitation(
  ctx: Context,
  i: Pick<InvitationRow, "invitationId" | "email" | "role" | "expiresAt"> & { invitedBy: string | null },
): Promise<void> {
  await sql`insert into brands.invitations (brand_id, invitation_id, email, role, invited_by, created_at, expires_at)
    values (${ctx.brandId}, ${i.invitationId}, ${i.email}, ${i.role}, ${i.invitedBy}, ${ctx.now()}, ${i.expiresAt})`.execute(
    ctx.db,
  )
}

export async function selectInvitations(ctx: Context): Promise<InvitationRow[]> {
  const { rows } = await sql<InvitationRow>`select ${invitation} from brands.invitations
    where brand_id = ${ctx.brandId} order by created_at desc limit 200`.execute(ctx.db)
  return rows
}

/** An invitation that can still be accepted, locked so that it is accepted once. */
export async function selectOpenInvitation(ctx: Context, invitationId: string): Promise<InvitationRow | undefined> {
  const { rows } = await sql<InvitationRow>`select ${invitation} from brands.invitations
    where brand_id = ${ctx.brandId} and invitation_id::text = ${invitationId} and accepted_at is null and withdrawn_at is null
      and expires_at > ${ctx.now()} for update`.execute(ctx.db)
  return rows[0]
}

export async function acceptInvitationRow(ctx: Context, invitationId: string): Promise<void> {
  await sql`update brands.invitations set accepted_at = ${ctx.now()} where brand_id = ${ctx.brandId} and invitation_id = ${invitationId}`.execute(
    ctx.db,
  )
}

/** False when there was nothing to withdraw. */
export async function withdrawInvitationRow(ctx: Context, invitationId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update brands.invitations set withdrawn_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and invitation_id = ${invitationId} and accepted_at is null and withdrawn_at is null`.execute(
    ctx.db,
  )
  return numAffectedRows === 1n
}
