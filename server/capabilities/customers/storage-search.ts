import { type RawBuilder, sql } from "kysely"
import type { Context } from "#kernel/context"
import { type ProfileRow, profileColumns } from "./storage-profiles.ts"

type Readings = readonly string[]

/** Where somebody stands in the list: by when they were first seen, then by their id. */
export type Place = { readonly firstSeenAt: Date; readonly customerId: string }

export type ListWanted = {
  /** Readings of each word, from `readSearch`; every word must begin one of a person's terms. */
  readonly words: readonly Readings[]
  /** Only those who come after this one in the list, newest first. */
  readonly before: Place | null
  readonly limit: number
  /** Visitors of whom nothing but a device or a phone is known as well. */
  readonly withUnknown: boolean
}

/** A word that more people have is better looked for person by person, the newest first, than collected. */
const many = 5_000

/** People found by all of these words, the newest first. */
export async function selectFound(ctx: Context, wanted: ListWanted): Promise<ProfileRow[]> {
  const { rows } = await sql<ProfileRow>`
    select ${profileColumns} from customers.profiles p
    where p.brand_id = ${ctx.brandId} and p.merged_into is null and p.erased_at is null and (p.known or ${wanted.withUnknown})
      and ${wanted.before ? sql`(p.first_seen_at, p.customer_id) < (${wanted.before.firstSeenAt}, ${wanted.before.customerId}::uuid)` : sql`true`}
      and ${await matching(ctx, wanted.words)}
    order by p.first_seen_at desc, p.customer_id desc limit ${wanted.limit}`.execute(ctx.db)
  return rows
}

async function matching(ctx: Context, words: readonly Readings[]): Promise<RawBuilder<unknown>> {
  const [only, second] = words
  if (!only) return sql`true`
  const counted = await Promise.all(words.map(async (word) => ({ word, people: await countUpToMany(ctx, word) })))
  const [rarest] = counted.sort((a, b) => a.people - b.people)
  const inRow = sql.join(
    words.map((word) => sql`exists (select from unnest(p.terms) as s(term) where ${begins(word)})`),
    sql` and `,
  )
  // As an array the ids are looked up by key, in the order of the page, and only as many as it takes.
  if (rarest && rarest.people <= many) return sql`p.customer_id = any(array(${idsBy(ctx, rarest.word)})) and ${inRow}`
  if (!second) return inRow
  return sql`p.customer_id = any(array(${sql.join(
    words.map((word) => idsBy(ctx, word)),
    sql` intersect `,
  )}))`
}

const idsBy = (ctx: Context, word: Readings) =>
  sql`select distinct s.customer_id from customers.search_terms s where s.brand_id = ${ctx.brandId} and (${begins(word)})`

async function countUpToMany(ctx: Context, word: Readings): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(*)::int as people from (
      select from customers.search_terms s where s.brand_id = ${ctx.brandId} and (${begins(word)}) limit ${many + 1}
    ) found`.execute(ctx.db)
  return rows[0]?.people ?? 0
}

// Sorts after every text that begins with the prefix: the last code point there is.
const end = "\u{10FFFF}"

/** Whether the term `s.term` begins with one of these. */
const begins = (word: Readings) =>
  sql.join(
    word.map((reading) => sql`(s.term collate "C" >= ${reading} and s.term collate "C" < ${reading + end})`),
    sql` or `,
  )
