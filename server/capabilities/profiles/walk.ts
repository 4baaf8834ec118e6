import { z } from "zod"
import { peopleIds } from "#customers"
import { touchCustomers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { anyEffect, appliedEffect, enqueue } from "#kernel/effects"
import { crashpoints } from "#kernel/crashpoint"
import { gather, stageFactsOf, type Gathered } from "./facts.ts"
import { moodNow } from "./mood-rules.ts"
import { quintilesOf, renewQuintiles } from "./quintiles.ts"
import { engagement } from "./show-profile.ts"
import { stagesOf } from "./stage-rules.ts"
import { type Standing, writeStandings } from "./storage.ts"
import { deleteExpired } from "./storage-partner-values.ts"

const crash = crashpoints("profiles.after_people_looked", "profiles.after_walk_asked")
const atOnce = 500
const usualDays = 90
const Walk = z.object({ after: z.uuid().nullable(), night: z.string() })

/** Five hundred people of a night's walk, and the wish for the next five hundred: killed anywhere, it goes on from there (F04). */
const walk = appliedEffect({
  kind: "profiles.walk",
  payload: Walk,
  concurrency: 1,
  leaseMs: 120_000,
  title: { ja: "お客様の段階と気持ちの見直し", en: "Looking at stages and moods" },
  apply: async (ctx, { after, night }) => {
    const ids = await peopleIds(ctx, after, atOnce)
    await look(ctx, ids)
    crash("profiles.after_people_looked")
    const last = ids.at(-1)
    if (ids.length === atOnce && last) await enqueue(ctx, walk, { after: last, night }, { key: `${night} ${last}` })
    crash("profiles.after_walk_asked")
  },
})
export const walkEffect = anyEffect(walk)

/** Begins the night's walk: fifths of the buyers, partners' values whose time is over, then everybody. */
export async function beginWalk(ctx: Context, night: Date): Promise<void> {
  await renewQuintiles(ctx)
  const gone = await deleteExpired(ctx)
  if (gone.length > 0) await touchCustomers(ctx, [...new Set(gone)])
  await enqueue(ctx, walk, { after: null, night: night.toISOString() }, { key: night.toISOString() })
}

/** The whole walk at once, for a brand that was just filled. */
export async function lookAtEverybody(ctx: Context): Promise<void> {
  await inTransaction(ctx, renewQuintiles)
  for (let after: string | null = null; ; ) {
    const ids: string[] = await inTransaction(ctx, async (ctx) => {
      const ids = await peopleIds(ctx, after, atOnce)
      await look(ctx, ids)
      return ids
    })
    if (ids.length < atOnce) return
    after = ids.at(-1) ?? null
  }
}

/** Writes down where these people stand now; segments look again at those for whom something changed. */
export async function look(ctx: Context, customerIds: readonly string[]): Promise<void> {
  const usual = (await quintilesOf(ctx)).usualDays ?? usualDays
  const standings = (await gather(ctx, customerIds)).flatMap((facts) => standingOf(facts, usual, ctx.now()))
  if (standings.length === 0) return
  const changed = await writeStandings(ctx, standings)
  if (changed.length > 0) await touchCustomers(ctx, changed)
}

function standingOf(facts: Gathered, usual: number, now: Date): Standing[] {
  const stage = stagesOf(stageFactsOf(facts, usual), now).at(-1)
  const mood = moodNow(facts.signals, now).now
  if (!stage) return []
  return [
    {
      customerId: facts.row.customerId,
      stage: stage.stage,
      stageSince: stage.at,
      mood: mood === null ? null : Math.round(mood * 100),
      engagement: Math.round(engagement(facts, now).points),
    },
  ]
}
