import type { Context } from "#kernel/context"
import { platformBrandId } from "#kernel/context"

const marker = "00000000-0000-0000-0000-000000000000"

export const insertPeople = (ctx: Context, rows: readonly object[], version: number): Promise<void> =>
  rows.length === 0 ? Promise.resolve() : ctx.facts.insert("segment_people", rows, `people:${ctx.brandId}:${version}`)

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

export async function readFilling(ctx: Context): Promise<Filling> {
  const rows = await ctx.facts.rows<{ up: string; done: string }>(
    ctx.brandId,
    `select texts['upTo'] as up, texts['done'] as done from segment_people final
     where brand_id = {brand:UUID} and customer_id = {marker:UUID}`,
    { marker },
  )
  return { upTo: rows[0]?.up ? rows[0].up : null, isDone: rows[0]?.done === "yes" }
}

export const fillingRow = (ctx: Context, { upTo, isDone }: Filling, version: number): object => ({
  brand_id: ctx.brandId,
  customer_id: marker,
  version,
  counts: 0,
  texts: { upTo: upTo ?? "", done: isDone ? "yes" : "no" },
})

/** The making of the events' projection that ClickHouse holds; 0 when it holds none. */
export async function heldGeneration(ctx: Context): Promise<number> {
  const rows = await ctx.facts.rows<{ generation: number }>(
    ctx.brandId,
    `select max(generation) as generation from projections
     where brand_id in ({brand:UUID}, {platform:UUID}) and name = 'inbox'`,
    { platform: platformBrandId },
  )
  return Number(rows[0]?.generation ?? 0)
}

/** Whether anybody of the brand was merged into another. */
export async function hasMerged(ctx: Context): Promise<boolean> {
  const rows = await ctx.facts.rows(
    ctx.brandId,
    "select 1 from customer_owner where brand_id = {brand:UUID} and owner_id != customer_id limit 1",
  )
  return rows.length > 0
}

/** Removes all that is kept of these people, or of the whole brand. */
export async function forgetPeople(ctx: Context, customerIds?: readonly string[]): Promise<void> {
  for (const table of ["segment_people", "segment_standing"])
    await ctx.facts.command(
      `alter table ${table} delete where brand_id = {brand:UUID}${customerIds ? " and customer_id in {ids:Array(UUID)}" : ""} settings mutations_sync = 1`,
      { brand: ctx.brandId, ...(customerIds ? { ids: [...customerIds] } : {}) },
    )
}
