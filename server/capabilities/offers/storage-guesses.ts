import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** How many wrong codes a caller gave since `since`, and when the first of them was. */
export async function selectGuesses(
  ctx: Context,
  caller: string,
  since: Date,
): Promise<{ wrong: number; since: Date } | undefined> {
  const { rows } = await sql<{ wrong: number; since: Date }>`select wrong, since from offers.guesses
    where brand_id = ${ctx.brandId} and caller = ${caller} and since > ${since}`.execute(ctx.db)
  return rows[0]
}

/** One more; what was before `since` is forgotten. */
export async function countGuess(ctx: Context, caller: string, since: Date): Promise<void> {
  await sql`insert into offers.guesses as g (brand_id, caller, since, wrong) values (${ctx.brandId}, ${caller}, ${ctx.now()}, 1)
    on conflict (brand_id, caller) do update set wrong = case when g.since > ${since} then g.wrong + 1 else 1 end,
      since = case when g.since > ${since} then g.since else excluded.since end`.execute(ctx.db)
}

export async function deleteOldGuesses(ctx: Context, before: Date): Promise<void> {
  await sql`delete from offers.guesses where brand_id = ${ctx.brandId} and since < ${before}`.execute(ctx.db)
}
