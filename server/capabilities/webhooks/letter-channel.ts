import { z } from "zod"
import { brandById, isTest } from "#brands"
import { customersByIds } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import {
  type ChannelOutcome,
  type LetterToCompose,
  type LetterToSend,
  lineMessagesOf,
  type MessageChannel,
  pushNoticeOf,
  smsTextOf,
} from "#messages"
import { letterVerdict } from "./letter-answer-rules.ts"
import { letterSystem, markSystem } from "./letter-system.ts"
import { webhookPost } from "./ports.ts"
import { signedHeaders } from "./signature-rules.ts"

const Words = z.object({
  title: z.string().nullable(),
  text: z.string(),
  url: z.string().nullable(),
  image: z.string().nullable(),
})
type Words = z.output<typeof Words>

const timeoutMs = 15_000
/** After a refusal nothing is tried for so long; then one letter tries it. */
const restMs = 30 * 60_000

/**
 * Another system of the brand as a way to people (C06): what a phone or LINE would be told goes there as a signed message with
 * ids and never an address, and it reaches the person by its own means. Flows and campaigns know nothing of it but its name.
 */
export const letterChannel: MessageChannel = {
  name: "relay",
  title: { ja: "ほかのシステム", en: "Another system" },
  knowsAgain: true,
  addressesOf: async (ctx, customerIds) => {
    if (!(await inTransaction(ctx, letterSystem))) return new Map()
    const people = await customersByIds(ctx, customerIds)
    return new Map(
      [...people.values()].map(({ customerId, displayName }) => [
        customerId,
        { address: customerId, name: displayName },
      ]),
    )
  },
  stateOf: async (ctx) => {
    const system = await letterSystem(ctx)
    if (!system) return { isOpen: false, reason: "not-connected", untilAt: null }
    const { closedBecause, closedUntil } = system
    if (closedBecause === null || (closedUntil !== null && closedUntil <= ctx.now())) return { isOpen: true }
    return { isOpen: false, reason: closedBecause, untilAt: closedUntil }
  },
  priceOf: async () => ({ milliYen: 0, left: null }),
  compose: async (ctx, letter) => {
    const words = await wordsOf(ctx, letter)
    const { customerId, language, purpose } = letter
    return {
      body: { customerId, language, purpose, ...words },
      text: [words.title, words.text].filter(Boolean).join("\n"),
    }
  },
  send,
}

const firstLink = /https?:\/\/[^\s<>"'）」]+/

/** What is written for push says most; else the SMS, else what LINE would say. */
async function wordsOf(ctx: Context, letter: LetterToCompose): Promise<Words> {
  if (letter.words.push) {
    const { title, text, to, image = null } = await pushNoticeOf(ctx, letter)
    return { title, text, url: to, image }
  }
  if (letter.words.sms) {
    const text = await smsTextOf(ctx, letter)
    return { title: null, text, url: firstLink.exec(text)?.[0] ?? null, image: null }
  }
  const messages = await lineMessagesOf(ctx, letter)
  const said = messages.flatMap(({ text, altText }) => [text, altText]).filter((part) => typeof part === "string")
  return { title: null, text: said.join("\n"), url: firstLink.exec(JSON.stringify(messages))?.[0] ?? null, image: null }
}

async function send(ctx: Context, { messageId, composed, retryKey }: LetterToSend): Promise<ChannelOutcome> {
  const found = await inTransaction(ctx, async (ctx) => ({
    system: await letterSystem(ctx),
    brand: await brandById(ctx, ctx.brandId),
  }))
  // A test brand, the demo, and a brand that can't be found reach nobody (S31).
  if (!found.brand || isTest(found.brand) || found.brand.isDemo) return { kind: "accepted", response: "caught" }
  if (!found.system) return { kind: "closed", reason: "not-connected" }
  const { url, secret, closedBecause } = found.system
  const at = ctx.now()
  const data = { messageId, ...Object(composed.body) }
  const body = JSON.stringify({ type: "letter.send", timestamp: at.toISOString(), data })
  const headers = signedHeaders([ctx.keys.open(secret)], { id: retryKey, at, body })
  const outcome = await ask(ctx, url, { headers, body, timeoutMs })
  if (outcome.kind === "closed") {
    const reason = outcome.reason === "gone" ? "gone" : "token-refused"
    await markSystem(ctx, reason, new Date(at.getTime() + restMs))
  } else if (outcome.kind === "accepted" && closedBecause !== null) await markSystem(ctx, null, null)
  return outcome
}

async function ask(
  ctx: Context,
  url: string,
  message: { headers: Readonly<Record<string, string>>; body: string; timeoutMs: number },
): Promise<ChannelOutcome> {
  try {
    return letterVerdict(await ctx.product.use(webhookPost)(url, message))
  } catch (error) {
    // One word of the adapter: no answer came. The same id tells a repetition apart.
    return { kind: "retry", reason: error instanceof Error ? error.message.slice(0, 60) : "unreachable" }
  }
}
