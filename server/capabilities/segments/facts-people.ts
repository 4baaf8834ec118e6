import type { Context } from "#kernel/context"
import { platformBrandId } from "#kernel/context"

const marker = "00000000-0000-0000-0000-000000000000"

export const insertPeople = (ctx: Context, rows: readonly object[], version: number): Promise<void> =>
  rows.length === 0 ? Promise.resolve() : ctx.facts.insert("segment_people", rows, `people:${ctx.brandId}:${version}`)

/** Those of these ids that have a row: an id that never had one, or was forgotten, needs none to say that nobody is there. */
export async function idsWithRows(ctx: Context, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await ctx.facts.rows<{ id: string }>(
    ctx.brandId,
    "select distinct toString(customer_id) as id from segment_people where brand_id = {brand:UUID} and customer_id in {ids:Array(UUID)}",
    { ids: [...ids] },
  )
  return rows.map((row) => row.id)
}

export type NewStanding = { readonly customerId: string; readonly words: readonly string[] }

/** What people belong to from now on. */
export const insertStandings = (ctx: Context, standings: readonly NewStanding[], version: number): Promise<void> =>
  standings.length === 0
    ? Promise.resolve()
    : ctx.facts.insert(
        "segment_standing",
        standings.map(({ customerId, words }) => ({
          brand_id: ctx.brandId,
          customer_id: customerId,
          version,
          words,
        })),
        `standing:${ctx.brandId}:${version}`,
      )

/** How far this ClickHouse was filled with a brand's people: up to which id, or all of them. */
export type Filling = { readonly upTo: string | null; readonly isDone: boolean }

/** What ClickHouse says of itself: which making of the events it holds (0: none), of people how many, and whether any was merged. */
export type Held = { readonly generation: number; readonly filling: Filling; readonly hasMerged: boolean }

export async function readHeld(ctx: Context): Promise<Held> {
  const rows = await ctx.facts.rows<{ generation: number; filled: Record<string, string>; merged: number }>(
    ctx.brandId,
    `select (select max(generation) from projections where brand_id in ({brand:UUID}, {platform:UUID}) and name = 'inbox') as generation,
       (select argMax(texts, version) from segment_people where brand_id = {brand:UUID} and customer_id = {marker:UUID}) as filled,
       ${anyMerged} as merged`,
    { marker, platform: platformBrandId },
  )
  const { generation, filled, merged } = rows[0] ?? { generation: 0, filled: {}, merged: 0 }
  const filling = { upTo: filled.upTo ? filled.upTo : null, isDone: filled.done === "yes" }
  return { generation: Number(generation), filling, hasMerged: Number(merged) === 1 }
}

const anyMerged = "exists (select 1 from customer_owner where brand_id = {brand:UUID} and owner_id != customer_id)"

export const fillingRow = (ctx: Context, { upTo, isDone }: Filling, version: number): object => ({
  brand_id: ctx.brandId,
  customer_id: marker,
  version,
  counts: 0,
  texts: { upTo: upTo ?? "", done: isDone ? "yes" : "no" },
})

/** Whether anybody of the brand was merged into another. */
export async function hasMerged(ctx: Context): Promise<boolean> {
  const rows = await ctx.facts.rows<{ merged: number }>(ctx.brandId, `select ${anyMerged} as merged`)
  return Number(rows[0]?.merged) === 1
}

/** Removes all that is kept of these people, or of the whole brand. */
export async function forgetPeople(ctx: Context, customerIds?: readonly string[]): Promise<void> {
  for (const table of ["segment_people", "segment_standing"])
    await ctx.facts.command(
      `alter table ${table} delete where brand_id = {brand:UUID}${customerIds ? " and customer_id in {ids:Array(UUID)}" : ""} settings mutations_sync = 1`,
      { brand: ctx.brandId, ...(customerIds ? { ids: [...customerIds] } : {}) },
    )
}
