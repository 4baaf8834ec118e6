import { type Context, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import type { Day } from "#kernel/days"
import { heldWords } from "./bits-rules.ts"
import { compile } from "./compile-rules.ts"
import { leavesOf } from "./document-rules.ts"
import { averagesOf, countPeople, type Difference, differences, stretchesOf } from "./facts-answers.ts"
import { type Compiling, differencesOfFew } from "./facts-few.ts"
import { type Held, insertStandings } from "./facts-people.ts"
import { averageKey, lower, type Setting } from "./lower-rules.ts"
import { applyDifferences } from "./apply-differences.ts"
import { adoptNamed, lacksNamed, learnHabits, renewNamed, tellsMore } from "./named.ts"
import { withoutErased } from "./forget.ts"
import type { Holds } from "./holds-rules.ts"
import { measureSizes } from "./measure-sizes.ts"
import { movedByTime } from "./moved-by-time.ts"
import type { Live } from "./model-stored.ts"
import { Plan } from "./plan-rules.ts"
import type { Stretch } from "./question-rules.ts"
import { settingAt } from "./setting.ts"
import { digestOf } from "./settled-rules.ts"
import { markBuilt, selectLive, selectSegments } from "./storage.ts"
import { beginPass, endPass, nextVersion, type Standing } from "./storage-standings.ts"
import { daysOf } from "./windows-rules.ts"

const crash = crashpoints(
  "segments.after_pass_begun",
  "segments.after_moves_written",
  "segments.after_standing_written",
)

/** People moved in one transaction. */
const chunk = 50_000
/**
 * People asked about in one question. What ClickHouse needs for it grows with them; and when the last have been found, nothing
 * is asked any more while they are written.
 */
const together = 125_000
/** Questions at once, each in one thread, which takes a third of the memory of one question in two threads. */
const atOnce = 2

/** What one pass goes by, and what hears under which number ClickHouse has all of it. */
type Pass = {
  readonly at: Date
  readonly live: readonly Live[]
  readonly setting: Setting
  readonly hasMerged: boolean
  readonly said: (version: number) => void
}

/**
 * Looks anew at whom time may have moved since the last pass, or at everybody where that can't be told, all segments in one
 * reading of the rollup, and writes only what is different. The instant it speaks of is saved first: after a crash the same
 * pass is taken up at the same instant, what was already written differs no more, and it ends the same (F04). `said` hears
 * under which number ClickHouse has all of it. Returns true when there may be more to do.
 */
export async function fullPass(
  ctx: Context,
  standing: Standing,
  { hasMerged, generation }: Held,
  said: (version: number) => void,
): Promise<boolean> {
  const began = performance.now()
  const at = standing.passAt ?? ctx.now()
  await adopt(ctx, at)
  const live = await inTransaction(ctx, selectLive)
  const known = await inTransaction(ctx, (ctx) => settingAt(ctx, at, [], live, standing.averages))
  const [averages, all] = await Promise.all([
    standing.passAt ? standing.averages : averagesFor(ctx, live, known.today),
    countPeople(ctx),
  ])
  const setting = { ...known, averages }
  await inTransaction(ctx, (ctx) => beginPass(ctx, at, averages))
  crash("segments.after_pass_begun")
  const { settled } = standing
  const digest = digestOf(setting, live, generation)
  const few = settled && (await movedByTime(ctx, settled, setting, live, { digest, hasMerged }))
  const pass = { at, live, setting, hasMerged, said }
  const { people, rows } = all
  if (!few) await everybody(ctx, pass, all)
  else if (few.length > 0) await theseOnly(ctx, pass, few)
  await inTransaction(ctx, async (ctx) => {
    await markBuilt(ctx, live)
    const cost = { durationMs: performance.now() - began, asked: few?.length ?? people, segments: live.length }
    const rowsRead = few ? few.length : people + rows
    const { today, now } = setting
    await endPass(ctx, at, { ...cost, people, rowsRead }, { today, now, averages, digest })
  })
  if (tellsMore(standing.averages, people + rows)) await inTransaction(ctx, (ctx) => renewNamed(ctx, people + rows))
  // What is new need not wait for the next count of sizes; that nothing else of the pass waits for it, it comes after its end.
  if (live.some((l) => l.builtVersion !== l.version)) await inTransaction(ctx, measureSizes)
  return true
}

async function everybody(ctx: Context, pass: Pass, { people, latest }: { people: number; latest: Day }): Promise<void> {
  const plan = new Plan(latest)
  const conditions = conditionsOf(pass.live, pass.setting, plan)
  const held = heldWords(await inTransaction(ctx, selectSegments))
  const ask = (stretch: Stretch) =>
    differences(ctx, plan, conditions, held, { hasMerged: pass.hasMerged, stretch }, { limit: chunk, keep: [] })
  if (held > 0) await inStretches(await stretchesOf(ctx, people, together), ask, (found) => write(ctx, found, pass))
}

async function theseOnly(ctx: Context, pass: Pass, ids: readonly string[]): Promise<void> {
  const { live, setting, hasMerged } = pass
  const held = heldWords(await inTransaction(ctx, selectSegments))
  const compiling: Compiling = (plan) => conditionsOf(live, setting, plan)
  if (held > 0)
    await write(ctx, await differencesOfFew(ctx, compiling, held, { ids, hasMerged }, [], setting.today), pass)
}

/** Asks about the next stretches while what was found in the last one is written. */
async function inStretches(
  stretches: readonly Stretch[],
  ask: (stretch: Stretch) => Promise<Difference[]>,
  write: (found: readonly Difference[]) => Promise<void>,
): Promise<void> {
  const asked: Promise<Difference[]>[] = []
  const askNext = () => {
    const stretch = stretches[asked.length]
    if (!stretch) return
    const answer = ask(stretch)
    // It may fail while the one before is still being written; whoever awaits it hears of that.
    answer.catch(() => {})
    asked.push(answer)
  }
  for (let i = 0; i < atOnce; i++) askNext()
  for (const [i, stretch] of stretches.entries()) {
    let found = (await asked[i]) ?? []
    askNext()
    await write(found)
    while (found.length === chunk) {
      found = await ask(stretch)
      await write(found)
    }
  }
}

/** A brand that is new here is given the ready-made segments, with thresholds by its own data. */
async function adopt(ctx: Context, at: Date): Promise<void> {
  if (!(await inTransaction(ctx, lacksNamed))) return
  const { today } = await inTransaction(ctx, (ctx) => settingAt(ctx, at, [], [], {}))
  const averages = await averagesFor(ctx, [], today)
  await inTransaction(ctx, async (ctx) => adoptNamed(ctx, { ...averages, ...(await learnHabits(ctx)) }))
}

async function write(ctx: Context, different: readonly Difference[], { live, at, said }: Pass): Promise<void> {
  if (different.length === 0) return
  const { version, kept } = await inTransaction(ctx, async (ctx) => {
    const kept = await withoutErased(ctx, different)
    await applyDifferences(ctx, kept, live, { at, cause: "time", reasons: new Map(), isPass: true })
    return { version: await nextVersion(ctx), kept }
  })
  crash("segments.after_moves_written")
  await insertStandings(
    ctx,
    kept.map(({ customerId, after }) => ({ customerId, words: after.map(String) })),
    version,
  )
  said(version)
  crash("segments.after_standing_written")
}

/** Every live document as a condition over `plan`, by its segment's number. */
export const conditionsOf = (
  live: readonly Live[],
  setting: Parameters<typeof lower>[1],
  plan: Plan,
): Map<number, Holds> =>
  new Map(live.map(({ number, who, segmentId }) => [number, compile(lower(who, setting, [segmentId]), plan)]))

/** The averages that these documents are compared with, and those every brand shows. */
export async function averagesFor(
  ctx: Context,
  live: readonly Pick<Live, "who">[],
  today: ReturnType<typeof daysOf>["to"],
): Promise<Record<string, number>> {
  const compared = live
    .flatMap((l) => leavesOf(l.who))
    .flatMap((leaf) => (leaf.kind === "orders-against-average" ? [leaf] : []))
  const always = (["count", "spent"] as const).map((measure) => ({ measure, window: { kind: "ever" } as const }))
  const wanted = new Map(
    [...always, ...compared].map(({ measure, window }) => {
      const key = averageKey(measure, window)
      return [key, { key, measure, days: daysOf(window, today) }]
    }),
  )
  return averagesOf(ctx, [...wanted.values()], today)
}
