import { peopleIds } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { type Filling, fillingRow, insertPeople } from "./facts-people.ts"
import { readPeople } from "./people.ts"
import { peopleRow } from "./people-rules.ts"
import { nextVersion, wantPass } from "./storage-standings.ts"

const crash = crashpoints("segments.after_people_filled")
const chunk = 5_000

/**
 * Copies the brand's people to ClickHouse where it has none yet, some thousands at a time; how far it came stands beside
 * them, so an emptied ClickHouse is noticed and a stop in the middle goes on. True while there is more to copy.
 */
export async function fillPeople(ctx: Context, { upTo, isDone }: Filling): Promise<boolean> {
  if (isDone) return false
  const { ids, rows, version } = await inTransaction(ctx, async (ctx) => {
    const ids = await peopleIds(ctx, upTo, chunk)
    const version = await nextVersion(ctx)
    const people = await readPeople(ctx, ids)
    const rows = people.map(({ person, isCounted }) => peopleRow(ctx.brandId, person, version, isCounted))
    return { ids, rows, version }
  })
  const last = ids.at(-1) ?? null
  const isLast = ids.length < chunk
  await insertPeople(ctx, [...rows, fillingRow(ctx, { upTo: last ?? upTo, isDone: isLast }, version)], version)
  crash("segments.after_people_filled")
  if (isLast) await inTransaction(ctx, (ctx) => wantPass(ctx, ctx.now()))
  return true
}
