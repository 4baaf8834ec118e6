import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Who belongs to any of some segments and to none of some others, as it was at one instant. */
export type Audience = {
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  /** Null: as it is now. Who left and came back since counts as not there. */
  readonly at: Date | null
}

const nobody = "00000000-0000-0000-0000-000000000000"

const belonged = (at: Date | null) =>
  at ? sql`m.entered_at <= ${at} and (m.left_at is null or m.left_at > ${at})` : sql`m.left_at is null`

const notExcluded = (ctx: Context, { exclude, at }: Audience) =>
  exclude.length === 0
    ? sql``
    : sql`and not exists (select from segments.members m where m.brand_id = ${ctx.brandId}
        and m.segment_id = any(${[...exclude]}::uuid[]) and m.customer_id = a.customer_id and ${belonged(at)})`

/**
 * The next people of an audience in order of their ids, after this one. Each segment is read along its own key, so that a
 * page costs the same at the end of a million as at the beginning. Fewer than `limit` only where it ends.
 */
export async function selectAudienceAfter(
  ctx: Context,
  audience: Audience,
  after: string | null,
  limit: number,
): Promise<string[]> {
  if (audience.include.length === 0) return []
  const found: string[] = []
  for (let from = after ?? nobody; ; ) {
    // Who is excluded is left out only afterwards: a page says how far it looked even where nobody of it remains.
    const { rows } = await sql<{ id: string; isIn: boolean }>`
      select a.customer_id as id, ${audience.exclude.length === 0 ? sql`true` : sql`true ${notExcluded(ctx, audience)}`} as "isIn"
      from (select distinct customer_id from (${sql.join(
        audience.include.map(
          (segmentId) => sql`(select m.customer_id from segments.members m where m.brand_id = ${ctx.brandId}
            and m.segment_id = ${segmentId}::uuid and m.customer_id > ${from}::uuid and ${belonged(audience.at)}
            order by m.customer_id limit ${limit})`,
        ),
        sql` union all `,
      )}) u order by customer_id limit ${limit}) a order by a.customer_id`.execute(ctx.db)
    for (const { id, isIn } of rows) if (isIn && found.length < limit) found.push(id)
    const last = rows.at(-1)
    if (!last || rows.length < limit || found.length >= limit) return found
    from = last.id
  }
}

/** How many an audience holds. */
export async function countAudienceMembers(ctx: Context, audience: Audience): Promise<number> {
  if (audience.include.length === 0) return 0
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select distinct m.customer_id from segments.members m
      where m.brand_id = ${ctx.brandId} and m.segment_id = any(${[...audience.include]}::uuid[]) and ${belonged(audience.at)}
    ) a where true ${notExcluded(ctx, audience)}`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

/** Of these people those who belong to any of these segments now. */
export async function selectMembersOfAny(
  ctx: Context,
  segmentIds: readonly string[],
  customerIds: readonly string[],
): Promise<string[]> {
  if (segmentIds.length === 0 || customerIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select distinct customer_id as id from segments.members
    where brand_id = ${ctx.brandId} and segment_id = any(${[...segmentIds]}::uuid[])
      and customer_id = any(${[...customerIds]}::uuid[]) and left_at is null`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** About so many people of an audience of `of`, spread evenly over it by chance of their ids; the same ones when asked again. */
export async function selectAudienceSample(
  ctx: Context,
  audience: Audience,
  { most, of }: { readonly most: number; readonly of: number },
): Promise<string[]> {
  if (audience.include.length === 0 || of === 0) return []
  const every = Math.max(1, Math.floor(of / most))
  const { rows } = await sql<{ id: string }>`
    select a.customer_id as id from (
      select distinct m.customer_id from segments.members m
      where m.brand_id = ${ctx.brandId} and m.segment_id = any(${[...audience.include]}::uuid[]) and ${belonged(audience.at)}
        and abs(hashtextextended(m.customer_id::text, 4)) % ${every} = 0
    ) a where true ${notExcluded(ctx, audience)} order by a.customer_id limit ${most}`.execute(ctx.db)
  return rows.map((row) => row.id)
}
