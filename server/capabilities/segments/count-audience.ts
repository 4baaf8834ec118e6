import type { Context } from "#kernel/context"
import { checkSize } from "./check-document.ts"
import { compile } from "./compile-rules.ts"
import { SegmentError } from "./errors.ts"
import { countOf } from "./facts-answers.ts"
import { hasMerged } from "./facts-people.ts"
import { freshness } from "./freshness.ts"
import { averagesFor } from "./full-pass.ts"
import { lower } from "./lower-rules.ts"
import type { Holds } from "./holds-rules.ts"
import type { Condition, SegmentDocument } from "./model.ts"
import { Plan } from "./plan-rules.ts"
import { wordsOf } from "./words.ts"
import { samples } from "./samples.ts"
import { sentenceOf } from "./sentences-rules.ts"
import { settingAt } from "./setting.ts"
import { selectLive } from "./storage.ts"
import { selectStanding } from "./storage-standings.ts"

const sampleSize = 20

/**
 * A document as a condition, as things stand now. Throws `segments.TooDeep`, and `segments.AnalyticsAway` while nobody can be
 * counted.
 */
export async function compiled(ctx: Context, who: Condition): Promise<{ plan: Plan; condition: Holds }> {
  checkSize(who)
  if (!ctx.facts.available()) throw SegmentError.AnalyticsAway({ retryAfterSeconds: 30 })
  const live = await selectLive(ctx)
  const known = (await selectStanding(ctx))?.averages ?? {}
  const bare = await settingAt(ctx, ctx.now(), [who], live, known)
  const compares = JSON.stringify(who).includes("orders-against-average")
  const setting = compares
    ? { ...bare, averages: { ...(await averagesFor(ctx, [{ who }, ...live], bare.today)), ...known } }
    : bare
  const plan = new Plan()
  return { plan, condition: compile(lower(who, setting), plan) }
}

/**
 * How many a document would hold now, how they can be reached, and some of them. Throws `segments.TooDeep`, and
 * `segments.AnalyticsAway` while nobody can be counted: a guess is never given (F20).
 */
export async function countAudience(ctx: Context, { who }: SegmentDocument) {
  const began = performance.now()
  const { plan, condition } = await compiled(ctx, who)
  const { sample, ...counted } = await countOf(ctx, plan, condition, { hasMerged: await hasMerged(ctx) }, sampleSize)
  const tookMs = performance.now() - began
  return {
    ...counted,
    sample: await samples(ctx, sample),
    sentence: sentenceOf(who, await wordsOf(ctx, [who])),
    tookMs: Math.round(tookMs),
    freshness: await freshness(ctx),
  }
}
