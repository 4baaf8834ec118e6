import { z } from "zod"
import { recordEvents } from "#events"
import { messageCustomers } from "#messages"
import { type Context, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { type Outcome, performedEffect } from "#kernel/effects"
import { troubleIn, verdictOf } from "./answer-rules.ts"
import { closeChannel } from "./check-account.ts"
import { apiOf } from "./line-calls.ts"
import type { LineAnswer, LineRequest } from "./line-port.ts"
import { retryKeyMs } from "./model.ts"
import * as rules from "./narrowcast-rules.ts"
import { sendTogether } from "./send-together.ts"
import { selectAccountById } from "./storage.ts"
import {
  endReaders,
  lockNarrowcast,
  type NarrowcastChange,
  type NarrowcastReader,
  type NarrowcastRow,
  selectGoing,
  updateNarrowcast,
} from "./storage-narrowcasts.ts"

const Payload = z.object({ narrowcastId: z.uuid() })
const crash = crashpoints("narrowcast.before_call", "narrowcast.after_call")

/** What a step came to: the next one follows at once, or something has to be waited for. */
type Step = "on" | "over" | { readonly waits: string; readonly afterMs: number }

const soon = (waits: string, afterMs = rules.askAgainMs): Step => ({ waits, afterMs })

/**
 * Takes a narrowcast from its gathered readers to the end that LINE tells: closed, its audience uploaded, handed over under
 * its retry key, asked about until it is over. Every step is written down, so that whoever comes after a crash goes on there.
 * Where LINE certainly sent nothing and will not, the same goes to the same people as a multicast.
 */
export const sendNarrowcast = performedEffect({
  kind: "line.narrowcast",
  title: { ja: "LINEのナローキャスト", en: "A narrowcast by LINE" },
  payload: Payload,
  subject: ({ narrowcastId }) => `line-narrowcast:${narrowcastId}`,
  concurrency: 2,
  leaseMs: 120_000,
  // The clock ends it, no count.
  maxAttempts: 1_000_000,
  lost: () => "retry",
  perform: async (ctx, { narrowcastId }): Promise<Outcome> => {
    for (;;) {
      const row = await inTransaction(ctx, (ctx) => lockNarrowcast(ctx, narrowcastId))
      const step = row ? await stepOf(ctx, row) : "over"
      if (step === "over") return { kind: "done" }
      if (step !== "on") return { kind: "retry", reason: step.waits, afterMs: step.afterMs }
    }
  },
  settle: async () => {},
})

async function stepOf(ctx: Context, row: NarrowcastRow): Promise<Step> {
  if (row.endedAt) return "over"
  const age = ctx.now().getTime() - row.beganAt.getTime()
  if (row.state === "gathering") return close(ctx, row)
  // What was not handed over within the day in which its key is known is handed over no more.
  if (row.state !== "sending" && age >= retryKeyMs)
    return end(ctx, row, row.postedAt ? "unknown" : "failed", row.reason ?? "retry-key-expired")
  if (row.state === "closed") return upload(ctx, row)
  if (row.state === "uploaded") return handOver(ctx, row)
  if (row.state === "sending") return ask(ctx, row, age)
  return byMulticast(ctx, row)
}

const change = async (ctx: Context, { narrowcastId }: NarrowcastRow, wanted: NarrowcastChange): Promise<Step> => {
  await inTransaction(ctx, (ctx) => updateNarrowcast(ctx, narrowcastId, wanted))
  return "on"
}
const instead = (ctx: Context, row: NarrowcastRow, reason: string) => change(ctx, row, { state: "multicast", reason })

/** Nobody joins any more. */
const close = (ctx: Context, { narrowcastId }: NarrowcastRow): Promise<Step> =>
  inTransaction(ctx, async (ctx) => {
    const row = await lockNarrowcast(ctx, narrowcastId)
    if (row && !rules.isGathered(ctx.now(), row)) return soon("gathering", rules.gatherMs)
    await updateNarrowcast(ctx, narrowcastId, { state: "closed" })
    return "on"
  })

async function say(ctx: Context, { accountId }: NarrowcastRow, request: LineRequest): Promise<LineAnswer> {
  const account = await inTransaction(ctx, (ctx) => selectAccountById(ctx, accountId))
  if (account?.state !== "active") return { status: null, reason: "not-connected", isSent: false }
  return (await apiOf(ctx))(ctx.keys.open(account.accessToken), request)
}

const Made = z.looseObject({ audienceGroupId: z.int() })

/** Exactly those who were allowed and are friends still. A crash leaves an audience behind that nobody is told anything by. */
async function upload(ctx: Context, row: NarrowcastRow): Promise<Step> {
  const going = await inTransaction(ctx, (ctx) => selectGoing(ctx, row))
  if (going.length === 0) return end(ctx, row, "failed", "blocked")
  const people = [...new Set(going.map(({ userId }) => userId))]
  if (people.length < rules.fewest) return instead(ctx, row, "too-few")
  const path = "/v2/bot/audienceGroup/upload"
  let audienceId: number | undefined
  for (let from = 0; from < people.length; from += rules.mostOfUpload) {
    const audiences = people.slice(from, from + rules.mostOfUpload).map((id) => ({ id }))
    const answer = await say(ctx, row, {
      method: audienceId === undefined ? "POST" : "PUT",
      path,
      body:
        audienceId === undefined
          ? { description: `maido ${row.narrowcastId}`, isIfaAudience: false, audiences }
          : { audienceGroupId: audienceId, audiences },
    })
    if (answer.status === null || answer.status === 429 || answer.status >= 500) return soon(whyOf(answer))
    const made = audienceId === undefined ? Made.safeParse(answer.body) : undefined
    if (answer.status >= 300 || made?.success === false) return instead(ctx, row, "no-audience")
    audienceId ??= made?.data?.audienceGroupId
  }
  return change(ctx, row, { state: "uploaded", ...(audienceId === undefined ? {} : { audienceId }) })
}

const whyOf = (answer: LineAnswer): string =>
  answer.status === null ? answer.reason : answer.status === 429 ? "rate-limit" : `http_${answer.status}`

async function handOver(ctx: Context, row: NarrowcastRow): Promise<Step> {
  const { narrowcastId, messages, audienceId } = row
  if (!row.postedAt) {
    const path = `/v2/bot/audienceGroup/${audienceId}`
    const state = rules.audienceOf(await say(ctx, row, { method: "GET", path }))
    if (state !== "ready" && state !== "coming") return instead(ctx, row, state.not)
    const isLate = ctx.now().getTime() - row.beganAt.getTime() >= rules.readyWithinMs
    if (state === "coming") return isLate ? instead(ctx, row, "audience-late") : soon("audience-coming")
    await change(ctx, row, { postedAt: ctx.now() })
  }
  crash("narrowcast.before_call")
  const answer = await say(ctx, row, {
    method: "POST",
    path: "/v2/bot/message/narrowcast",
    body: { messages, recipient: { type: "audience", audienceGroupId: audienceId } },
    retryKey: narrowcastId,
  })
  crash("narrowcast.after_call")
  const verdict = verdictOf(answer)
  if (verdict.kind === "accepted") {
    const requestId = answer.status === null ? null : (answer.acceptedRequestId ?? answer.requestId ?? null)
    return change(ctx, row, { state: "sending", requestId })
  }
  if (verdict.kind === "unsure") return soon(verdict.reason)
  if (verdict.kind === "retry") return soon(verdict.reason, verdict.afterMs ?? rules.askAgainMs)
  if (verdict.kind === "closed" && verdict.reason !== "not-allowed") {
    await closeChannel(ctx, row.accountId, verdict.reason)
    return soon(verdict.reason, 15 * 60_000)
  }
  // LINE knows its key: had it taken this over before, it would have said so.
  return instead(ctx, row, answer.status === null ? "refused" : troubleIn(answer.body) || `http_${answer.status}`)
}

async function ask(ctx: Context, row: NarrowcastRow, age: number): Promise<Step> {
  if (row.requestId === null || age >= rules.toldWithinMs) return end(ctx, row, "unknown", "no-progress")
  const path = `/v2/bot/message/progress/narrowcast?requestId=${encodeURIComponent(row.requestId)}`
  const told = rules.endOf(await say(ctx, row, { method: "GET", path }))
  if (told.kind === "under-way") return soon("under-way")
  if (told.kind === "refused") return instead(ctx, row, told.reason)
  if (told.kind === "broken") return end(ctx, row, "unknown", told.reason)
  const { targetCount, successCount, failureCount } = told
  return end(ctx, row, "sent", null, { targetCount, successCount, failureCount })
}

/** Each five hundred under a key of their own, which is written down first: done twice, nobody gets it twice. */
async function byMulticast(ctx: Context, row: NarrowcastRow): Promise<Step> {
  const going = await inTransaction(ctx, (ctx) => selectGoing(ctx, row))
  let waits: Step | undefined
  for (let from = 0; from < going.length; from += 500) {
    const chunk = going.slice(from, from + 500)
    const ends = await sendTogether(
      ctx,
      chunk.map((reader) => ({ ...reader, messages: row.messages, firstTriedAt: row.beganAt })),
    )
    const byEnd = Map.groupBy(chunk, ({ retryKey }) => {
      const one = ends.get(retryKey)
      return one?.kind === "accepted" ? "multicast" : (one?.kind ?? "unknown")
    })
    for (const [kind, readers] of byEnd)
      if (kind === "retry" || kind === "closed") waits = soon(kind, kind === "closed" ? 15 * 60_000 : rules.askAgainMs)
      else await settleReaders(ctx, readers, kind)
  }
  return waits ?? end(ctx, row, "sent", row.reason)
}

async function end(
  ctx: Context,
  row: NarrowcastRow,
  state: "sent" | "failed" | "unknown",
  reason: string | null,
  counts: NarrowcastChange = {},
): Promise<Step> {
  // The list of people at LINE has done its service; what is left behind there runs out by itself.
  if (row.audienceId !== null)
    await say(ctx, row, { method: "DELETE", path: `/v2/bot/audienceGroup/${row.audienceId}` })
  const going = await inTransaction(ctx, (ctx) => selectGoing(ctx, row))
  if (state === "failed") await settleReaders(ctx, going, "failed")
  await change(ctx, row, { state, reason, endedAt: ctx.now(), ...counts })
  return "over"
}

/** So many are written down by one transaction. */
const atOnce = 1_000

/** What was told of these in particular; who certainly got nothing has it in her history. */
async function settleReaders(ctx: Context, readers: readonly NarrowcastReader[], ended: string): Promise<void> {
  for (let from = 0; from < readers.length; from += atOnce) {
    const some = readers.slice(from, from + atOnce)
    await inTransaction(ctx, async (ctx) => {
      await endReaders(
        ctx,
        some.map(({ retryKey }) => retryKey),
        ended,
      )
      if (ended === "failed") await tellUndelivered(ctx, some)
    })
  }
}

async function tellUndelivered(ctx: Context, readers: readonly NarrowcastReader[]): Promise<void> {
  const customers = await messageCustomers(
    ctx,
    readers.map(({ messageId }) => messageId),
  )
  await recordEvents(
    ctx,
    [...customers].map(([messageId, customerId]) => ({
      customerId,
      name: "Message Undelivered",
      occurredAt: ctx.now(),
      source: "maido",
      externalId: `line:${messageId}:undelivered`,
      messageId,
      channel: "line",
      properties: { reason: "narrowcast-failed" },
    })),
  )
}
