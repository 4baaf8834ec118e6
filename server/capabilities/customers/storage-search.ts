import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { type ProfileRow, profileColumns } from "./storage-profiles.ts"

export type ListWanted = {
  /** Readings of each word, from `readSearch`; every word must begin one of a person's terms. */
  readonly words: readonly (readonly string[])[]
  /** Only those who come after this id in the list, newest first. */
  readonly beforeId: string | null
  readonly limit: number
  /** Visitors of whom nothing but a device or a phone is known as well. */
  readonly withUnknown: boolean
}

// Sorts after every text that begins with the prefix: the last code point there is.
const end = "\u{10FFFF}"

/** People found by all of these words, the newest first. */
export async function selectFound(ctx: Context, wanted: ListWanted): Promise<ProfileRow[]> {
  const [first, ...others] = wanted.words.map((readings) => {
    const ranges = readings.map((reading) => sql`(s.term >= ${reading} and s.term < ${reading + end})`)
    return sql`select distinct s.customer_id from customers.search_terms s where s.brand_id = ${ctx.brandId} and (${sql.join(ranges, sql` or `)})`
  })
  const page = sql`p.merged_into is null and p.erased_at is null and (p.known or ${wanted.withUnknown})
    and (${wanted.beforeId}::uuid is null or p.customer_id < ${wanted.beforeId}::uuid)
    order by p.customer_id desc limit ${wanted.limit}`
  // As an array the ids are looked up by key, in the order of the page, and only as many as it takes.
  const isFound = first ? sql`p.customer_id = any(array(${sql.join([first, ...others], sql` intersect `)}))` : sql`true`
  const query = sql<ProfileRow>`
    select ${profileColumns} from customers.profiles p where p.brand_id = ${ctx.brandId} and ${isFound} and ${page}`
  const { rows } = await query.execute(ctx.db)
  return rows
}
