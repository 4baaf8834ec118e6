import { peopleIds } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { bitsOf, heldWords } from "./bits-rules.ts"
import { type Filling, fillingRow, insertPeople, insertStandings, type NewStanding } from "./facts-people.ts"
import { readPeople } from "./people.ts"
import { peopleRow } from "./people-rules.ts"
import { selectSegments } from "./storage.ts"
import { selectSegmentsOf } from "./storage-members.ts"
import { nextVersion, wantPass } from "./storage-standings.ts"

const crash = crashpoints("segments.after_people_filled")
const chunk = 5_000

/**
 * Copies the brand's people, and where they belong by now, to ClickHouse where it has none yet, some thousands at a time; how far it came stands beside
 * them, so an emptied ClickHouse is noticed and a stop in the middle goes on. True while there is more to copy.
 */
export async function fillPeople(
  ctx: Context,
  { upTo, isDone }: Filling,
  said: (version: number) => void,
): Promise<boolean> {
  if (isDone) return false
  const { ids, rows, standings, version } = await inTransaction(ctx, async (ctx) => {
    const ids = await peopleIds(ctx, upTo, chunk)
    const version = await nextVersion(ctx)
    const people = await readPeople(ctx, ids)
    const rows = people.map(({ person, isCounted }) => peopleRow(ctx.brandId, person, version, isCounted))
    return { ids, rows, standings: await standingsOf(ctx, ids), version }
  })
  const last = ids.at(-1) ?? null
  const isLast = ids.length < chunk
  await insertStandings(ctx, standings, version)
  await insertPeople(ctx, [...rows, fillingRow(ctx, { upTo: last ?? upTo, isDone: isLast }, version)], version)
  said(version)
  crash("segments.after_people_filled")
  if (isLast) await inTransaction(ctx, (ctx) => wantPass(ctx, ctx.now(), { ofEverybody: true }))
  return true
}

/** Where these people belong as Postgres has it: who is in a segment and no longer fits it leaves with the next pass. */
async function standingsOf(ctx: Context, ids: readonly string[]): Promise<NewStanding[]> {
  const belongs = await selectSegmentsOf(ctx, ids)
  if (belongs.size === 0) return []
  const segments = await selectSegments(ctx)
  const numbers = new Map(segments.map(({ segmentId, number }) => [segmentId, number]))
  return [...belongs].map(([customerId, segmentIds]) => ({
    customerId,
    words: bitsOf(
      segmentIds.flatMap((id) => numbers.get(id) ?? []),
      heldWords(segments),
    ).map(String),
  }))
}
