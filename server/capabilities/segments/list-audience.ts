import { searchCustomers } from "#customers"
import type { Context } from "#kernel/context"
import { counted } from "./compile-rules.ts"
import { compiled } from "./count-audience.ts"
import { SegmentError } from "./errors.ts"
import { peopleOf } from "./facts-answers.ts"
import { bitsOfFew } from "./facts-few.ts"
import { hasMerged } from "./facts-people.ts"
import { hasBit } from "./bits-rules.ts"
import { holdsOf } from "./holds-rules.ts"
import type { SegmentDocument } from "./model.ts"
import type { Sample } from "./model-segment.ts"
import { samples } from "./samples.ts"

type Wanted = { readonly query?: string | undefined; readonly cursor?: string | undefined; readonly limit: number }
type People = { readonly items: Sample[]; readonly cursor: string | null }

/** Everybody whom a document would hold now, page by page. Throws what `countAudience` throws, and `segments.BadCursor`. */
export async function listAudience(ctx: Context, { who }: SegmentDocument, wanted: Wanted): Promise<People> {
  const { plan, condition } = await compiled(ctx, who)
  const merged = await hasMerged(ctx)
  if (wanted.query?.trim())
    return searched(ctx, wanted, async (ids) => {
      const bits = await bitsOfFew(ctx, plan, { ids, hasMerged: merged }, 0)
      return ids.filter((id) => {
        const own = bits.get(id)
        const has = (part: "people" | "rollup" | "raw", at: number) => hasBit(own?.[part] ?? [], at)
        return own !== undefined && holdsOf(counted, has) && holdsOf(condition, has)
      })
    })
  const { cursor, limit } = wanted
  if (cursor !== undefined && !/^[0-9a-f-]{36}$/.test(cursor)) throw SegmentError.BadCursor({ field: "cursor" })
  const ids = await peopleOf(ctx, plan, condition, { hasMerged: merged }, cursor, limit)
  return { items: await samples(ctx, ids), cursor: ids.length === limit ? (ids.at(-1) ?? null) : null }
}

/** Searches that find nobody who fits go on so often before the caller is asked to go on. */
const mostSearches = 20

/** Those who are found by the words of a search and fit: as many searches as it takes to find somebody, or a few. */
export async function searched(
  ctx: Context,
  { query, cursor, limit }: Wanted,
  fitting: (ids: readonly string[]) => Promise<readonly string[]>,
): Promise<People> {
  let at: string | null | undefined = cursor
  for (let round = 0; round < mostSearches && at !== null; round++) {
    const found = await searchCustomers(ctx, { query, cursor: at, limit })
    at = found.cursor
    const ids = await fitting(found.items.map(({ customerId }) => customerId))
    if (ids.length > 0) return { items: await samples(ctx, ids), cursor: at }
  }
  return { items: [], cursor: at ?? null }
}
