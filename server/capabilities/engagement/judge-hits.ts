import { z } from "zod"
import { type EventRecord, recordEvents } from "#events"
import { type SentMessage, sentMessages } from "#messages"
import { type Context, lock } from "#kernel/context"
import { type Applied, appliedEffect } from "#kernel/effects"
import type { Touch, Verdict } from "./model.ts"
import { judge } from "./signals-rules.ts"
import { type JudgedHit, type Read, saveSeen, type Seen, selectHits, updateVerdicts } from "./storage.ts"

const Payload = z.object({ messageId: z.uuid() })
type Payload = z.output<typeof Payload>

export const judgeEffect = appliedEffect<Payload>({
  kind: "engagement.judge",
  payload: Payload,
  concurrency: 2,
  title: { ja: "開封とクリックの見分け", en: "Telling readers from machines" },
  subject: ({ messageId }) => `message:${messageId}`,
  apply: (ctx, { messageId }) => judgeMessages(ctx, [messageId]),
  applyAll: (ctx, wanted: readonly Applied<Payload>[]) =>
    judgeMessages(ctx, [...new Set(wanted.map(({ payload }) => payload.messageId))]),
})

/**
 * Judges all hits of these messages with what is known of them by now, and tells the customers' timelines what is new: a
 * hit that was taken for a person's and turns out to be a machine's is said to be that as well; numbers follow the newest
 * verdict.
 */
export async function judgeMessages(ctx: Context, messageIds: readonly string[]): Promise<void> {
  await lock(ctx, ...messageIds.map((id) => `engagement.${id}`))
  const sent = await sentMessages(ctx, messageIds)
  const hits = Map.groupBy(await selectHits(ctx, messageIds), ({ messageId }) => messageId)
  const changed: { hit: JudgedHit; verdict: Verdict; reason: string }[] = []
  const readings: (Read & Seen)[] = []
  const facts: EventRecord[] = []
  for (const [messageId, ofMessage] of hits) {
    const message = sent.get(messageId)
    const judged = judge(message?.acceptedAt ?? null, ofMessage)
    const now = ofMessage.flatMap((hit) => {
      const judgement = judged.get(hit.hitId)
      return judgement ? [{ hit, ...judgement }] : []
    })
    const news = now.filter(({ hit, verdict, reason }) => verdict !== hit.verdict || reason !== hit.reason)
    changed.push(...news)
    // A message that is no more (its brand's test mails were emptied, say) has nobody to tell it of.
    if (!message) continue
    readings.push({ ...readOf(message), ...seenOf(now) })
    const told = news.filter(({ hit, verdict }) => verdict !== hit.verdict)
    facts.push(...told.flatMap(({ hit, verdict, reason }) => factOf(message, hit, verdict, reason)))
  }
  if (changed.length > 0)
    await updateVerdicts(
      ctx,
      changed.map(({ hit, verdict, reason }) => ({ hitId: hit.hitId, verdict, reason: reasonOf(reason) })),
    )
  if (readings.length > 0) await saveSeen(ctx, readings)
  await recordEvents(ctx, facts)
}

type Reason = Parameters<typeof updateVerdicts>[1][number]["reason"]
// safe: it came out of judge(), whose reasons these are
const reasonOf = (reason: string) => reason as Reason

export const readOf = (message: SentMessage): Read => ({
  messageId: message.messageId,
  customerId: message.customerId,
  kind: message.kind,
  channel: message.channel,
  purpose: message.purpose,
  originKind: message.origin?.kind ?? null,
  originId: message.origin?.id ?? null,
  originStep: message.origin?.step ?? null,
  templateId: message.templateId,
  segmentId: message.segmentId,
  acceptedAt: message.acceptedAt,
})

function seenOf(judged: readonly { hit: JudgedHit; verdict: Verdict }[]): Seen {
  const first = (what: Touch, verdict: Verdict) =>
    judged.find((one) => one.hit.what === what && one.verdict === verdict)?.hit.at ?? null
  const clickedMachine = first("click", "machine") ?? first("trap", "machine")
  const clickedHuman = first("click", "human")
  return {
    // Who followed a link has opened the mail, whether or not her mail program shows pictures.
    openedHuman: first("open", "human") ?? clickedHuman,
    openedUnknown: first("open", "unknown"),
    openedMachine: first("open", "machine"),
    clickedHuman,
    clickedUnknown: first("click", "unknown"),
    clickedMachine,
  }
}

const names = {
  open: { human: "Message Opened", unknown: "Message Maybe Opened", machine: "Message Opened By Machine" },
  click: { human: "Message Clicked", unknown: "Message Maybe Clicked", machine: "Message Clicked By Machine" },
} as const

/** A person's every look counts; of a machine's once a day is enough to know. */
export function factOf(
  message: SentMessage,
  hit: Pick<JudgedHit, "hitId" | "what" | "at" | "link" | "url">,
  verdict: Verdict,
  reason: string,
): EventRecord[] {
  if (message.customerId === null || message.isTest) return []
  const what = hit.what === "open" ? "open" : "click"
  const day = hit.at.toISOString().slice(0, 10)
  const place = verdict === "human" ? hit.hitId : `${hit.link ?? ""}:${day}`
  return [
    {
      customerId: message.customerId,
      name: names[what][verdict],
      occurredAt: hit.at,
      source: "maido",
      externalId: `${what}:${verdict}:${message.messageId}:${place}`,
      messageId: message.messageId,
      channel: message.channel,
      properties: {
        kind: message.kind,
        verdict,
        reason,
        ...(hit.url ? { url: hit.url } : {}),
        ...(hit.link === null ? {} : { link: hit.link }),
        ...(message.origin
          ? { origin: message.origin.kind, originId: message.origin.id, step: message.origin.step }
          : {}),
      },
    },
  ]
}
