import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Brand } from "./model.ts"

/** A brand where someone works, and as what. */
export type Place = Brand & {
  readonly role: string
  readonly roleName: string | null
  readonly customRights: string[] | null
}

// A twin for testing has no staff of its own: whoever works for the live brand works there. Who runs the installation
// is owner everywhere.
const places = (staffId: string) => sql`
  select b.brand_id as "brandId", b.slug, b.name, b.zone, b.language, b.currency, b.test_of as "testOf", b.is_demo as "isDemo",
    case when s.runs_installation then 'owner' else m.role end as role, r.name as "roleName", r.rights as "customRights", b.created_at
  from brands.staff s
  cross join brands.brands b
  left join brands.memberships m on m.staff_id = s.staff_id and m.brand_id = coalesce(b.test_of, b.brand_id)
  left join brands.roles r on r.brand_id = m.brand_id and r.role_id::text = m.role
  where s.staff_id = ${staffId} and s.disabled_at is null and (m.role is not null or s.runs_installation)`

/** All places of someone, in the platform's context: live brands first, each in the order they were opened. */
export async function selectPlaces(ctx: Context, staffId: string): Promise<Place[]> {
  const { rows } =
    await sql<Place>`select * from (${places(staffId)}) p order by "testOf" is not null, "isDemo", created_at`.execute(
      ctx.db,
    )
  return rows
}

/** The place asked for by id or slug; without one the last chosen, else the first. */
export async function selectPlaceOf(
  ctx: Context,
  staffId: string,
  wanted: string | null,
  lastChosen: string | null,
): Promise<Place | undefined> {
  const { rows } = await sql<Place>`select * from (${places(staffId)}) p
    where ${wanted}::text is null or "brandId"::text = ${wanted}::text or slug = ${wanted}::text
    order by "brandId" is not distinct from ${lastChosen}::uuid desc, "testOf" is not null, "isDemo", created_at limit 1`.execute(
    ctx.db,
  )
  return rows[0]
}
