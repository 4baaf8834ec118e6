import type { Context } from "#kernel/context"
import { checkSize } from "./check-document.ts"
import { compile } from "./compile-rules.ts"
import { SegmentError } from "./errors.ts"
import { countOf } from "./facts-answers.ts"
import { hasMerged } from "./facts-people.ts"
import { freshness } from "./freshness.ts"
import { averagesFor } from "./full-pass.ts"
import { lower } from "./lower-rules.ts"
import type { SegmentDocument } from "./model.ts"
import { Plan } from "./plan-rules.ts"
import { wordsOf } from "./words.ts"
import { samples } from "./samples.ts"
import { sentenceOf } from "./sentences-rules.ts"
import { settingAt } from "./setting.ts"
import { selectLive } from "./storage.ts"
import { selectStanding } from "./storage-standings.ts"

const sampleSize = 20

/**
 * How many a document would hold now, how they can be reached, and some of them. Throws `segments.TooDeep`, and
 * `segments.AnalyticsAway` while nobody can be counted: a guess is never given (F20).
 */
export async function countAudience(ctx: Context, { who }: SegmentDocument) {
  checkSize(who)
  if (!ctx.facts.available()) throw SegmentError.AnalyticsAway({ retryAfterSeconds: 30 })
  const began = performance.now()
  const live = await selectLive(ctx)
  const known = (await selectStanding(ctx))?.averages ?? {}
  const bare = await settingAt(ctx, ctx.now(), [who], live, known)
  const compares = JSON.stringify(who).includes("orders-against-average")
  const setting = compares
    ? { ...bare, averages: { ...(await averagesFor(ctx, [{ who }, ...live], bare.today)), ...known } }
    : bare
  const plan = new Plan()
  const condition = compile(lower(who, setting), plan)
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
