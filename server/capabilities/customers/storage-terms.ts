import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** The words under which a profile was found, and those under which it is to be found. */
export type TermChange = {
  readonly customerId: string
  readonly before: readonly string[]
  readonly terms: readonly string[]
}

/** Brings the index of search terms in line with what the profiles say. */
export async function replaceTerms(ctx: Context, changes: readonly TermChange[]): Promise<void> {
  const gone = pairs(changes, (change) => change.before.filter((term) => !change.terms.includes(term)))
  const fresh = pairs(changes, (change) => change.terms.filter((term) => !change.before.includes(term)))
  if (gone.length > 0) {
    // Found one by one, whatever the planner believes about the table.
    await sql`
      delete from customers.search_terms where ctid = any(array(
        select found.ctid from ${columnsOf(gone)} as g(term, customer_id)
        cross join lateral (
          select s.ctid from customers.search_terms s
          where s.brand_id = ${ctx.brandId} and s.term = g.term and s.customer_id = g.customer_id limit 1
        ) found))`.execute(ctx.db)
  }
  if (fresh.length > 0) {
    await sql`insert into customers.search_terms (brand_id, term, customer_id)
      select ${ctx.brandId}, term, customer_id from ${columnsOf(fresh)} as f(term, customer_id) on conflict do nothing`.execute(
      ctx.db,
    )
  }
}

type Pair = { readonly term: string; readonly customerId: string }

const pairs = (changes: readonly TermChange[], termsOf: (change: TermChange) => readonly string[]): Pair[] =>
  changes.flatMap((change) => termsOf(change).map((term) => ({ term, customerId: change.customerId })))

const columnsOf = (rows: readonly Pair[]) =>
  sql`unnest(${rows.map((r) => r.term)}::text[], ${rows.map((r) => r.customerId)}::uuid[])`
