import { customersByIds, readPhone } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { type ChannelOutcome, type LetterToSend, type MessageChannel, RenderFailed, smsTextOf } from "#messages"
import { z } from "zod"
import { apiOf, doorOf, opened } from "./account.ts"
import { verdictOf } from "./answer-rules.ts"
import { longestSms, smsSize } from "./segments-rules.ts"
import { smsSettings } from "./settings.ts"
import { withShortLinks } from "./short-links.ts"
import { markClosed, selectAccount } from "./storage.ts"

const Body = z.object({ text: z.string().min(1), parts: z.int().min(1) })

/** SMS as a way to people (M50). */
export const smsChannel: MessageChannel = {
  name: "sms",
  title: { ja: "SMS", en: "SMS" },
  addressesOf: async (ctx, customerIds) => {
    const people = await customersByIds(ctx, customerIds)
    return new Map(
      [...people.values()].flatMap(({ customerId, phone, displayName }) => {
        const number = phone === null ? undefined : readPhone(phone)
        // A landline is left out before anything is paid.
        return number?.takesSms ? [[customerId, { address: number.key, name: displayName }] as const] : []
      }),
    )
  },
  stateOf: async (ctx) => {
    const account = await selectAccount(ctx)
    if (!account) return { isOpen: false, reason: "not-connected", untilAt: null }
    const { closedBecause, closedUntil } = account
    if (closedBecause === null || (closedUntil !== null && closedUntil <= ctx.now())) return { isOpen: true }
    return { isOpen: false, reason: closedBecause, untilAt: closedUntil }
  },
  priceOf: async (ctx) => ({ milliYen: (await smsSettings(ctx)).partMilliYen, left: null }),
  compose: async (ctx, letter) => {
    const text = await withShortLinks(ctx, letter.messageId, await smsTextOf(ctx, letter))
    const { parts } = smsSize(text)
    const { mostParts } = await inTransaction(ctx, smsSettings)
    if (text.length > longestSms || parts > mostParts) throw new RenderFailed("limit", `${parts} parts`)
    return { body: { text, parts }, text }
  },
  send,
}

const closedMs = 30 * 60_000

async function send(ctx: Context, { messageId, to, composed }: LetterToSend): Promise<ChannelOutcome> {
  const { text, parts } = Body.parse(composed.body)
  const account = await inTransaction(ctx, selectAccount)
  if (!account) return { kind: "closed", reason: "not-connected" }
  const reportUrl = await doorOf(ctx, account.accountId, messageId)
  const api = await apiOf(ctx)
  const answer = await api.send(opened(ctx, account), { to: to.address, text, reportUrl })
  const { parts: billed, ...outcome } = verdictOf(answer)
  if (outcome.kind === "closed") {
    const untilAt = new Date(ctx.now().getTime() + closedMs)
    await inTransaction(ctx, (ctx) => markClosed(ctx, outcome.reason, untilAt))
  }
  if (outcome.kind !== "accepted") return outcome
  if (account.closedBecause !== null) await inTransaction(ctx, (ctx) => markClosed(ctx, null, null))
  const { partMilliYen } = await inTransaction(ctx, smsSettings)
  return { ...outcome, milliYen: partMilliYen * (billed ?? parts) }
}
