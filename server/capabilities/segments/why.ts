import { clusterOf } from "#customers"
import type { Context } from "#kernel/context"
import { checkSize } from "./check-document.ts"
import { eventNamesIn } from "./document-rules.ts"
import { mustFind } from "./edit-segments.ts"
import { SegmentError } from "./errors.ts"
import { decisive, explain } from "./explain-rules.ts"
import { lower } from "./lower-rules.ts"
import type { Condition, SegmentDocument } from "./model.ts"
import { factsOfMany } from "./people.ts"
import { wordsOf } from "./words.ts"
import { settingAt } from "./setting.ts"
import { selectLive, selectVersions } from "./storage.ts"
import { selectBelongings } from "./storage-members.ts"
import { selectStanding } from "./storage-standings.ts"

/**
 * Why a document holds of somebody or not, by her facts as Postgres has them this moment: every condition with her own value
 * and what would turn it round (X03, A14). Throws `segments.Unknown` for a stranger.
 */
export async function whyDocument(ctx: Context, { who }: SegmentDocument, customerId: string) {
  checkSize(who)
  return verdictOf(ctx, who, customerId)
}

async function verdictOf(ctx: Context, who: Condition, customerId: string) {
  const averages = (await selectStanding(ctx))?.averages ?? {}
  const live = await selectLive(ctx)
  const setting = await settingAt(ctx, ctx.now(), [who], live, averages)
  const [facts] = (await factsOfMany(ctx, [customerId], [...new Set(eventNamesIn(lower(who, setting)))])).values()
  if (!facts) throw SegmentError.Unknown({ field: "customerId" })
  const verdict = explain(who, {
    facts,
    setting,
    words: await wordsOf(ctx, [who, ...live.map((l) => l.who)]),
    looksAhead: true,
  })
  return { holds: verdict.holds && facts.isCounted, sentence: decisive(verdict), verdict }
}

/** The same for a segment by its live version, or its draft while it has none. Throws `segments.Unknown`. */
export async function whySegment(ctx: Context, segmentId: string, customerId: string) {
  const row = await mustFind(ctx, segmentId)
  const versions = await selectVersions(ctx, segmentId)
  const version = versions.find((v) => v.version === row.liveVersion) ?? versions[0]
  if (!version) throw SegmentError.Unknown({ field: "segmentId" })
  const told = await verdictOf(ctx, version.document.who, customerId)
  const belongings = await selectBelongings(ctx, await clusterOf(ctx, customerId))
  const member = belongings.find((belonging) => belonging.segmentId === segmentId)
  const isMember = member !== undefined && member.leftAt === null
  return { ...told, isMember, since: isMember ? member.enteredAt : null, version: row.liveVersion }
}
