import { z } from "zod"
import { customersByIds } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { backoff, enqueue, type Outcome, performedEffect } from "#kernel/effects"
import { apiOf, connected, opened } from "./account.ts"
import { verdictOf } from "./answer-rules.ts"
import { DmError } from "./errors.ts"
import type { Person } from "./model.ts"
import { dmSettings } from "./settings.ts"
import { selectAccount, selectPerson } from "./storage.ts"
import { endSaid, insertSaid, selectSaid, selectTalk, selectTalks } from "./storage-messages.ts"
import { humanMs, mannerOf, windowMs } from "./window-rules.ts"

const shownTalks = 100
const shownWords = 200

/** Who wrote lately, newest first, with their names as far as they are known. */
export async function browseTalks(ctx: Context) {
  const rows = await selectTalks(ctx, shownTalks)
  const people = await customersByIds(
    ctx,
    rows.map(({ customerId }) => customerId),
  )
  return rows.map(({ service, userId, customerId, saidAt, text, kind, direction, at }) => {
    const person = people.get(customerId)
    const last = at && kind && direction ? { kind, text, direction, at } : null
    return {
      service,
      userId,
      customerId: person?.customerId ?? customerId,
      name: person?.displayName ?? null,
      saidAt,
      last,
    }
  })
}

/** What was said with one person, newest first, and until when they may be answered. Throws `dm.UnknownPerson`. */
export async function readTalk(ctx: Context, whom: Person) {
  const person = await selectPerson(ctx, whom)
  if (!person) throw DmError.UnknownPerson({ field: "userId" })
  const { service, userId, customerId, saidAt } = person
  const found = (await customersByIds(ctx, [customerId])).get(customerId)
  const items = (await selectTalk(ctx, whom, shownWords)).map(
    ({ service: _service, userId: _userId, mid: _mid, ...bubble }) => bubble,
  )
  const after = (ms: number) => new Date(saidAt.getTime() + ms)
  return {
    person: { service, userId, customerId: found?.customerId ?? customerId, name: found?.displayName ?? null },
    /** Letters of ours may leave until then; somebody of the shop may answer for longer. */
    openUntil: after(windowMs),
    answerUntil: after(humanMs),
    items,
  }
}

/** Writes an answer and asks for it to be sent. Throws `dm.NotConnected`, `dm.UnknownPerson`, `dm.WindowClosed`. */
export const answerPerson = (
  ctx: Context,
  { text, ...whom }: Person & { text: string },
): Promise<{ messageId: string }> =>
  inTransaction(ctx, async (ctx) => {
    await connected(ctx)
    const person = await selectPerson(ctx, whom)
    if (!person) throw DmError.UnknownPerson({ field: "userId" })
    const untilAt = new Date(person.saidAt.getTime() + humanMs)
    if (untilAt <= ctx.now()) throw DmError.WindowClosed()
    const messageId = ctx.id()
    const { service, userId } = whom
    const said = { messageId, service, userId, mid: null, direction: "out" as const, kind: "text", text, at: ctx.now() }
    await insertSaid(ctx, { ...said, state: "waiting" })
    await enqueue(ctx, sendAnswer, { messageId }, { key: messageId, expiresAt: untilAt })
    return { messageId }
  })

/** Sends what somebody of the shop wrote. Meta knows no repetition, so after silence it is not sent again. */
export const sendAnswer = performedEffect({
  kind: "dm.answer",
  title: { ja: "DMでの返事", en: "Answer by direct message" },
  payload: z.object({ messageId: z.uuid() }),
  subject: ({ messageId }) => `dm-message:${messageId}`,
  concurrency: 4,
  leaseMs: 60_000,
  isPrompt: true,
  maxAttempts: 100,
  lost: () => "unknown",
  perform: (ctx, { messageId }, attempt) => perform(ctx, messageId, attempt),
  settle: async (ctx, { messageId }, outcome) => {
    if (outcome.kind === "done" || outcome.kind === "retry") return
    const state = outcome.kind === "unknown" ? "unknown" : "failed"
    await endSaid(ctx, messageId, { state, reason: outcome.reason, mid: null })
  },
})

const closedWaitMs = 5 * 60_000

async function perform(ctx: Context, messageId: string, attempt: number): Promise<Outcome> {
  const { answer, person, account, settings } = await inTransaction(ctx, async (ctx) => {
    const answer = await selectSaid(ctx, messageId)
    const person = answer && (await selectPerson(ctx, answer))
    return { answer, person, account: await selectAccount(ctx), settings: await dmSettings(ctx) }
  })
  if (!answer || !person || answer.text === null) return { kind: "failed", reason: "removed" }
  if (answer.state !== "waiting") return { kind: "done" }
  if (!account) return { kind: "retry", reason: "not-connected", afterMs: closedWaitMs }
  const { service, saidAt } = person
  const manner = mannerOf({ service, by: "human", saidAt, now: ctx.now(), receiptTag: settings.receiptTag })
  if (!manner) return { kind: "failed", reason: "outside-window" }
  const body = { text: answer.text, quickReplies: [] }
  const end = verdictOf(await (await apiOf(ctx)).send(opened(ctx, account), person, manner, body))
  switch (end.kind) {
    case "accepted":
      await inTransaction(ctx, (ctx) =>
        endSaid(ctx, messageId, { state: "accepted", reason: null, mid: end.reference ?? null }),
      )
      return { kind: "done" }
    case "closed":
      return { kind: "retry", reason: end.reason, afterMs: closedWaitMs }
    case "busy":
      return { kind: "retry", reason: "busy", afterMs: backoff(ctx, attempt) }
    case "retry":
      return { kind: "retry", reason: end.reason, afterMs: end.afterMs ?? backoff(ctx, attempt) }
    default:
      return { kind: end.kind, reason: end.reason }
  }
}
