import { z } from "zod"
import { brandById, publicUrl } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import {
  type ChannelOutcome,
  letterLook,
  lineMessagesOf,
  ownOnLine,
  type LetterToSend,
  type MailFacts,
  type MessageChannel,
} from "#messages"
import { checkAccount } from "./check-account.ts"
import { deliver } from "./deliver.ts"
import { deliverByNarrowcast } from "./join-narrowcast.ts"
import { withLinks } from "./link-rules.ts"
import { replyTokenMs } from "./model.ts"
import { messageProblem } from "./message-rules.ts"
import { deliverTogether } from "./send-together.ts"
import { lineSettings } from "./settings.ts"
import { selectAccount } from "./storage.ts"
import { selectReachable } from "./storage-friends.ts"

const Body = z.object({ messages: z.array(z.unknown()).min(1), isAlike: z.boolean().default(false) })

/** LINE as a way to people (C01, C04-C06, M40-M47). */
export const lineChannel: MessageChannel = {
  name: "line",
  title: { ja: "LINE", en: "LINE" },
  knowsAgain: true,
  addressesOf: async (ctx, customerIds) => {
    const { replyFirst } = await lineSettings(ctx)
    const freshSince = new Date(ctx.now().getTime() - replyTokenMs)
    const reachable = await inTransaction(ctx, (ctx) => selectReachable(ctx, customerIds, freshSince))
    return new Map(
      reachable.map(({ personId, userId, displayName, isFree }) => [
        personId,
        { address: userId, name: displayName, isFree: replyFirst && isFree },
      ]),
    )
  },
  stateOf: async (ctx) => {
    const account = await selectAccount(ctx)
    if (!account) return { isOpen: false, reason: "not-connected", untilAt: null }
    const { closedBecause, closedUntil } = account
    // Once the rest is over one message may try; its answer closes the channel again or opens it.
    if (closedBecause === null || (closedUntil !== null && closedUntil <= ctx.now())) return { isOpen: true }
    return { isOpen: false, reason: closedBecause, untilAt: closedUntil }
  },
  priceOf: linePrice,
  quota: {
    left: async (ctx) => {
      const { quotaLimit, quotaUsed } = (await selectAccount(ctx)) ?? {}
      return typeof quotaLimit === "number" ? Math.max(0, quotaLimit - (quotaUsed ?? 0)) : null
    },
    ask: checkAccount,
  },
  remarkOn: async (ctx, words, language) => {
    const { together } = await inTransaction(ctx, lineSettings)
    if (!together || !words.line) return null
    const { look, zone } = await letterLook(ctx)
    const own = ownOnLine({ words, language, look, zone, purpose: "marketing", facts: {} })
    return own.length === 0 ? null : goesOneByOne
  },
  compose: async (ctx, letter) => {
    const { together } = await inTransaction(ctx, lineSettings)
    // Words that name their reader would be alone in what is sent together: they stay her own, with links of her own.
    const isAlike = together && letter.purpose === "marketing" && ownOnLine(letter, letter.facts).length === 0
    // Links are noticed once: here, where every place for one is known.
    const facts = isAlike ? await withoutOwnLinks(ctx, letter.facts) : letter.facts
    const made = await lineMessagesOf(ctx, { ...letter, facts, wrap: (url) => url })
    const messages = isAlike ? made : withLinks(made, letter.wrap)
    const line = letter.words.line
    return { body: { messages, isAlike }, text: [line?.text, line?.altText].filter(Boolean).join("\n") }
  },
  send,
}

const goesOneByOne = {
  ja: "お名前など人によって変わるところがあるので、LINEではまとめずに一人ずつ送ります。",
  en: "The words name their reader, so LINE gets them one by one and not for many together.",
}

/** What is the same for everybody can't name one reader's own pages: it leads to where each of them signs in. */
async function withoutOwnLinks(ctx: Context, facts: MailFacts): Promise<MailFacts> {
  const slug = (await inTransaction(ctx, (ctx) => brandById(ctx, ctx.brandId)))?.slug ?? ""
  const page = await inTransaction(ctx, (ctx) => publicUrl(ctx, `/s/${slug}/my`))
  return { ...facts, links: { ...Object(facts.links), page, preferences: page, unsubscribe: page } }
}

/**
 * What one message more costs: within the plan its share of the monthly fee, beyond it the price of an extra one (M46, X09). A
 * reply is free, but whether one is at hand is known only at the moment of sending.
 */
export async function linePrice(ctx: Context): Promise<{ milliYen: number; left: number | null }> {
  const { monthlyYen, included, extraMilliYen } = await lineSettings(ctx)
  const account = await inTransaction(ctx, selectAccount)
  const used = account?.quotaUsed ?? 0
  const limit = account?.quotaLimit ?? null
  const withinPlan = Math.max(0, included - used)
  const leftAtAll = limit === null ? null : Math.max(0, limit - used)
  const share = included === 0 ? 0 : Math.round((monthlyYen * 1_000) / included)
  if (withinPlan > 0)
    return { milliYen: share, left: leftAtAll === null ? withinPlan : Math.min(withinPlan, leftAtAll) }
  return { milliYen: extraMilliYen, left: leftAtAll ?? (extraMilliYen === 0 ? 0 : null) }
}

async function send(
  ctx: Context,
  { messageId, originId, to, composed, retryKey, firstTriedAt }: LetterToSend,
): Promise<ChannelOutcome> {
  const body = Body.safeParse(composed.body)
  const problem = body.success ? messageProblem(body.data.messages) : "not a LINE message"
  if (!body.success || problem) return { kind: "failed", reason: problem ?? "not a LINE message" }
  const { messages } = body.data
  const delivery = { retryKey, userId: to.address, messages, firstTriedAt }
  const { narrowcast } = await inTransaction(ctx, lineSettings)
  // A free reply is her own, and a test has nobody to go with; everything else may go with the others.
  const end = await (body.data.isAlike && to.isFree !== true && originId !== null
    ? narrowcast
      ? deliverByNarrowcast(ctx, { ...delivery, messageId, originId })
      : deliverTogether(ctx, delivery)
    : deliver(ctx, delivery))
  if (end.kind === "accepted") {
    const { milliYen } = end.way === "reply" ? { milliYen: 0 } : await linePrice(ctx)
    const told = end.way === "narrowcast" ? ": handed over, LINE tells no result per person" : ""
    const response = `${end.way}${told}${end.isRepeated ? ", accepted before" : ""}`
    return { kind: "accepted", response, milliYen, ...(end.reference === null ? {} : { reference: end.reference }) }
  }
  if (end.kind !== "retry") return end
  const { reason, afterMs, code } = end
  return { kind: "retry", reason, ...(afterMs === null ? {} : { afterMs }), ...(code === null ? {} : { code }) }
}
