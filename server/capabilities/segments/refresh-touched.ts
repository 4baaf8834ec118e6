import { mergedIdsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { applyDifferences } from "./apply-differences.ts"
import { bitsOf, heldWords } from "./bits-rules.ts"
import { type Difference, differences } from "./facts-answers.ts"
import { type Compiling, differencesOfFew } from "./facts-few.ts"
import { idsWithRows, insertPeople, insertStandings } from "./facts-people.ts"
import { withoutErased } from "./forget.ts"
import { conditionsOf } from "./full-pass.ts"
import { readPeople } from "./people.ts"
import { nobody, peopleRow } from "./people-rules.ts"
import { Plan } from "./plan-rules.ts"
import { reasonsOf } from "./reasons.ts"
import { settingAt } from "./setting.ts"
import { selectLive, selectSegments } from "./storage.ts"
import { markFresh, nextVersion, selectBuilds, type Standing } from "./storage-standings.ts"
import { deleteTouched, selectTouched, type Touched } from "./storage-touched.ts"

const crash = crashpoints("segments.after_touched_moved")
const most = 20_000
/** People whose rows are written anew at once. */
const mostChanged = 5_000
/** From so many touched on, it is less work to ask about everybody. */
const manyOf = (people: number): number => Math.max(2_000, people / 20)
const mostDifferent = 50_000

/** Whom new facts have touched, as Postgres knows them, and what their belonging goes by at `at`. */
export type Looked = Awaited<ReturnType<typeof readTouched>>

/** Reads in one moment whom new facts have touched, as many as are looked at together, and all that Postgres knows of it. */
export async function readTouched(ctx: Context, { averages }: Standing) {
  return inTransaction(ctx, async (ctx) => {
    const touched = atOnce(await selectTouched(ctx, most))
    if (touched.length === 0) return undefined
    const at = ctx.now()
    const live = await selectLive(ctx)
    return {
      touched,
      at,
      live,
      people: await readChanged(ctx, touched),
      segments: await selectSegments(ctx),
      last: (await selectBuilds(ctx, 1))[0],
      setting: await settingAt(ctx, at, [], live, averages),
    }
  })
}

/**
 * Looks at those whom new facts have touched: their rows in ClickHouse first, then where they belong now. Dying anywhere
 * leaves them touched; looking twice changes nothing. `said` hears under which number ClickHouse has all of it.
 */
export async function refreshTouched(
  ctx: Context,
  { touched, at, live, people, segments, last, setting }: NonNullable<Looked>,
  hasMerged: boolean,
  said: (version: number) => void,
): Promise<void> {
  await writeChanged(ctx, people)
  const { ids } = people
  // A new definition waits for the pass that moves everybody to it at once.
  const built = live.filter((l) => l.builtVersion === l.version)
  const held = heldWords(segments)
  const compiling: Compiling = (plan) => conditionsOf(built, setting, plan)
  const asked = new Set(built.map((l) => l.number))
  const waiting = segments.filter((s) => !asked.has(s.number)).map((s) => s.number)
  const among = { ids, hasMerged }
  const keep = bitsOf(waiting, held)
  const differ = ids.length > manyOf(last?.people ?? 0) ? differencesOfMany : differencesOfFew
  const different = held === 0 ? [] : await differ(ctx, compiling, held, among, keep, setting.today)
  const { version, kept } = await inTransaction(ctx, async (ctx) => {
    const kept = await withoutErased(ctx, different)
    const reasons = await reasonsOf(ctx, kept, built, setting)
    await applyDifferences(ctx, kept, live, { at, cause: "facts", reasons, isPass: false })
    await deleteTouched(
      ctx,
      touched.map((t) => t.seq),
    )
    await markFresh(ctx, at)
    return { version: await nextVersion(ctx), kept }
  })
  crash("segments.after_touched_moved")
  await insertStandings(
    ctx,
    kept.map(({ customerId, after }) => ({ customerId, words: after.map(String) })),
    version,
  )
  said(version)
}

/** As many as are looked at together: of those of whom more than events is new, not too many. */
function atOnce(touched: readonly Touched[]): readonly Touched[] {
  let changed = 0
  const end = touched.findIndex(({ person, customerIds }, i) => {
    if (person) changed += customerIds.length
    return i > 0 && changed > mostChanged
  })
  return end < 0 ? touched : touched.slice(0, end)
}

/** `differencesOfFew` of so many that everybody is asked about; those whom the time alone has moved wait for the full pass. */
async function differencesOfMany(...asked: Parameters<typeof differencesOfFew>): Promise<Difference[]> {
  const [ctx, compiling, held, among, keep] = asked
  const { hasMerged } = among
  const plan = new Plan()
  const all = await differences(ctx, plan, compiling(plan), held, { hasMerged }, { limit: mostDifferent, keep })
  if (all.length === mostDifferent) return differencesOfFew(...asked)
  const theirs = new Set(among.ids)
  return all.filter(({ customerId }) => theirs.has(customerId))
}

type Changed = {
  /** Everybody's present ids, and those that are no more. */
  readonly ids: readonly string[]
  readonly rows: readonly object[]
  readonly gone: readonly string[]
  readonly version: number
}

/** The rows of those of whom more than events is new. */
async function readChanged(ctx: Context, touched: readonly Touched[]): Promise<Changed> {
  const ids = [...new Set(touched.flatMap((t) => t.customerIds))]
  const changed = [...new Set(touched.flatMap((t) => (t.person ? t.customerIds : [])))]
  const roots = await mergedIdsOf(ctx, ids)
  const version = changed.length === 0 ? 0 : await nextVersion(ctx)
  const known = await readPeople(ctx, changed)
  const rows = known.map(({ person, isCounted }) => peopleRow(ctx.brandId, person, version, isCounted))
  const there = new Set(known.map(({ person }) => person.customerId))
  return { ids: [...new Set([...ids, ...roots.values()])], rows, gone: changed.filter((id) => !there.has(id)), version }
}

async function writeChanged(ctx: Context, { rows, gone, version }: Changed): Promise<void> {
  const left = (await idsWithRows(ctx, gone)).map((id) => peopleRow(ctx.brandId, nobody(id), version, false))
  await insertPeople(ctx, [...rows, ...left], version)
}
