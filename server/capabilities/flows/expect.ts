import { brandById } from "#brands"
import type { PlannedVolume } from "#campaigns"
import { eventCounts } from "#events"
import { countAudience, liveSegments, membersCounts } from "#segments"
import type { Context } from "#kernel/context"
import { addDays, type Day, daysBetween, eachDay } from "#kernel/days"
import { dayIn, endOfDay, startOfDay } from "#kernel/zones"
import { whoFits } from "./launch-check.ts"
import type { FlowDocument } from "./model.ts"
import type { FlowRow } from "./model-stored.ts"
import { plansOf } from "./plans.ts"
import { selectFlows } from "./storage.ts"
import { lettersByDay } from "./storage-numbers.ts"
import { occurrences } from "./times-rules.ts"
import { expectedMessages } from "./walk-rules.ts"

const lookBackDays = 30

/**
 * How many a document would reach on the brand's own data: who fits now, how often it would have been set off in the last
 * thirty days, and how many messages a day that makes if ways are taken evenly. What can't be counted is null, never guessed.
 */
export async function expectedOf(ctx: Context, document: FlowDocument) {
  const { audience, exclusion } = document.entry
  const canCount = ctx.facts.available()
  const fits = canCount && (audience || exclusion || segmentOf(document)) ? await countFits(ctx, document) : null
  const last30Days = await setOff(ctx, document, canCount)
  const perDay = last30Days === null ? null : comingIn(document, last30Days)
  const messagesPerDay = perDay === null ? null : rounded(perDay * expectedMessages(document))
  return { fits, last30Days, perDay, messagesPerDay, sentence: sentenceFor(fits, perDay, messagesPerDay) }
}

/** People a day, after so many occasions in the thirty days before. */
const comingIn = ({ holdoutBp }: FlowDocument, last30Days: number): number =>
  rounded((last30Days / lookBackDays) * (1 - holdoutBp / 10_000))

const rounded = (n: number) => Math.round(n * 10) / 10

/** The segment whose people it is for; of one that people leave, nobody who fits now stands in it. */
const segmentOf = ({ trigger }: FlowDocument): string | null =>
  trigger.kind === "schedule" || trigger.kind === "launch" || (trigger.kind === "segment" && trigger.move === "entered")
    ? trigger.segmentId
    : null

async function countFits(ctx: Context, document: FlowDocument): Promise<number | null> {
  const segmentId = segmentOf(document)
  const fits = whoFits(document.entry)
  if (segmentId === null) return (await countAudience(ctx, { format: 1, who: fits })).count
  if (!(await liveSegments(ctx)).some((segment) => segment.segmentId === segmentId)) return null
  const who = { kind: "all", of: [{ kind: "segment", segmentId }, fits] } as const
  return (await countAudience(ctx, { format: 1, who })).count
}

async function setOff(ctx: Context, { trigger }: FlowDocument, canCount: boolean): Promise<number | null> {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const today = dayIn(zone, ctx.now())
  // Today counts, too: who came in this morning is told beside it.
  const from = addDays(today, 1 - lookBackDays)
  if (trigger.kind === "schedule") {
    const times = occurrences(
      trigger.calendar,
      zone,
      startOfDay(zone, from),
      startOfDay(zone, addDays(today, 1)),
    ).length
    return times * ((await membersCounts(ctx)).get(trigger.segmentId) ?? 0)
  }
  if (trigger.kind !== "event" || !canCount) return null
  const counts = await eventCounts(ctx, { from, to: today, names: trigger.event.names })
  return counts.reduce((sum, { count }) => sum + count, 0)
}

function sentenceFor(fits: number | null, perDay: number | null, messages: number | null) {
  const parts = [
    fits === null
      ? null
      : {
          ja: `いま${fits.toLocaleString("ja-JP")}名の方があてはまります`,
          en: `${fits.toLocaleString("en-US")} people fit now`,
        },
    perDay === null ? null : { ja: `1日におよそ${perDay}名が入ります`, en: `about ${perDay} a day come in` },
    messages === null
      ? null
      : { ja: `1日におよそ${messages}通になります`, en: `that makes about ${messages} messages a day` },
  ].flatMap((part) => part ?? [])
  if (parts.length === 0) return { ja: "まだ見込みを出せません。", en: "Nothing can be said yet." }
  return { ja: `${parts.map(({ ja }) => ja).join("。")}。`, en: `${parts.map(({ en }) => en).join("; ")}.` }
}

/** So young that what it sent says little: until then it is expected by what would have set it off. */
const youngDays = 7

/**
 * Letters that live flows are expected to send on each of these days (G41): a schedule on its days by the size of its segment;
 * of all others, those of a week and more by their average over the last four, younger ones by how often they would have been
 * set off in the last thirty days.
 */
export async function expectedFlowVolume(
  ctx: Context,
  { first, last }: { readonly first: Day; readonly last: Day },
): Promise<PlannedVolume[]> {
  const live = (await selectFlows(ctx)).filter(({ state, mode }) => state === "live" && mode === "live")
  if (live.length === 0) return []
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const today = dayIn(zone, ctx.now())
  const past = await lettersByDay(ctx, addDays(today, -28), today)
  const sizes = await membersCounts(ctx)
  const days = [...eachDay(first < today ? today : first, last)]
  const volumes: PlannedVolume[] = []
  for (const flow of live) {
    const document = await liveDocument(ctx, flow)
    if (!document) continue
    const about = {
      id: flow.flowId,
      title: { ja: flow.nameJa, en: flow.nameEn },
      to: `/flows/${flow.flowId}`,
      channel: channelOf(document),
    }
    const { trigger } = document
    const usual = trigger.kind === "schedule" ? 0 : await usualOf(ctx, document, flow, past.get(flow.flowId) ?? 0, zone)
    for (const day of days) {
      const count = trigger.kind === "schedule" ? onDay(document, day, zone, sizes.get(trigger.segmentId) ?? 0) : usual
      if (count > 0) volumes.push({ day, count, ...about })
    }
  }
  return volumes
}

const liveDocument = async (ctx: Context, { flowId, liveVersion }: FlowRow): Promise<FlowDocument | undefined> =>
  liveVersion === null
    ? undefined
    : (await plansOf(ctx, [{ flowId, version: liveVersion }])).get(`${flowId}:${liveVersion}`)?.document

function channelOf({ steps }: FlowDocument): string {
  const messages = steps.flatMap((step) => (step.kind === "message" ? [step.channels] : []))
  const [first] = messages
  return first === undefined || first === "best" ? "best" : (first[0] ?? "best")
}

function onDay(document: FlowDocument, day: Day, zone: string, size: number): number {
  if (document.trigger.kind !== "schedule") return 0
  const begin = new Date(startOfDay(zone, day).getTime() - 1)
  const times = occurrences(document.trigger.calendar, zone, begin, new Date(endOfDay(zone, day).getTime() - 1)).length
  return rounded(times * size * expectedMessages(document) * (1 - document.holdoutBp / 10_000))
}

/** Letters a day, after `letters` in the last four weeks. */
async function usualOf(
  ctx: Context,
  document: FlowDocument,
  { liveSince }: FlowRow,
  letters: number,
  zone: string,
): Promise<number> {
  const since = liveSince ? daysBetween(dayIn(zone, liveSince), dayIn(zone, ctx.now())) : 28
  const setOffs = since < youngDays ? await setOff(ctx, document, ctx.facts.available()) : null
  if (setOffs !== null) return rounded(comingIn(document, setOffs) * expectedMessages(document))
  return rounded(letters / Math.min(28, Math.max(1, since)))
}
