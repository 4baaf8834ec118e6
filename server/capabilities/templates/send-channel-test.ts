import { z } from "zod"
import { audit } from "#brands"
import { consentStatesOf, customersByIds } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { enqueue, type Outcome, performedEffect } from "#kernel/effects"
import type { Language } from "#kernel/text"
import {
  channelNamed,
  type ChannelOutcome,
  letterLook,
  letterWords,
  type LetterWords,
  type MessageChannel,
  RenderFailed,
} from "#messages"
import { mustFind } from "./edit-templates.ts"
import { TemplateError } from "./errors.ts"
import type { LetterChannel } from "./model.ts"
import { filledFacts, lettersWords } from "./preview-template.ts"
import { withShared } from "./read-written.ts"
import { letterSamples } from "./samples.ts"

type OtherChannel = Exclude<LetterChannel, "mail">
type Wanted = {
  readonly templateId: string
  readonly document?: unknown
  readonly language: Language
  readonly channel: OtherChannel
  readonly customerId: string
}

const payload = z.object({
  testId: z.uuid(),
  templateId: z.uuid(),
  purpose: z.enum(["marketing", "transactional"]),
  language: z.enum(["ja", "en"]),
  channel: z.enum(["line", "sms", "push", "dm"]),
  customerId: z.uuid(),
  words: letterWords,
  askedAt: z.coerce.date(),
})
type Payload = z.output<typeof payload>

/** How often a closed or busy channel is asked again before the test is given up. */
const mostAttempts = 4
const againMs = 20_000

/** A test that is on its way to one person by LINE, SMS, push or direct message. What became of it stands in the queue. */
export const channelTestEffect = performedEffect<Payload>({
  kind: "templates.send-test",
  title: { ja: "テンプレートの試し送り", en: "Test of a template" },
  subject: ({ templateId }) => `template:${templateId}`,
  payload,
  maxAttempts: mostAttempts,
  isPrompt: true,
  perform: sendOne,
  settle: async () => {},
  // It may have arrived; a second one would only puzzle.
  lost: () => "unknown",
})

/**
 * Sends a channel's words of a template to one person who has agreed to letters there, marked as a test. Throws
 * `templates.NotWritten`, `templates.NotReached`.
 */
export async function sendChannelTest(ctx: Context, wanted: Wanted): Promise<{ done: true }> {
  const { templateId, language, channel, customerId } = wanted
  const { purpose } = await mustFind(ctx, templateId)
  const words = (await withShared(ctx, await lettersWords(ctx, templateId, wanted.document))).words[language]
  if (!words?.[channel]) throw TemplateError.NotWritten({ field: "channel" })
  const person = (await customersByIds(ctx, [customerId])).get(customerId)
  if (!person || person.erasedAt) throw TemplateError.UnknownCustomer({ field: "customerId" })
  const way = channelNamed(ctx, channel)
  const reached = await way?.addressesOf(ctx, [person.customerId])
  const agreed = (await consentStatesOf(ctx, [person.customerId], channel, "marketing")).get(person.customerId)
  if (!reached?.has(person.customerId) || agreed !== "given") throw TemplateError.NotReached({ field: "customerId" })
  const testId = ctx.id()
  const asked = { testId, templateId, purpose, language, channel, customerId: person.customerId, askedAt: ctx.now() }
  await enqueue(ctx, channelTestEffect, { ...asked, words: marked(words, language) }, { key: testId })
  await audit(ctx, { action: "templates.tested", subject: `template:${templateId}`, after: { channel } })
  return { done: true }
}

/** Nobody shall take a test for the real thing. */
function marked(words: LetterWords, language: Language): LetterWords {
  const mark = (text: string) => `${language === "ja" ? "【テスト】" : "[Test] "}${text}`
  const { line, sms, push, dm } = words
  return {
    ...words,
    line: line && { ...line, altText: mark(line.altText), text: mark(line.text) },
    sms: sms && { text: mark(sms.text) },
    push: push && { ...push, title: mark(push.title) },
    dm: dm && { ...dm, text: mark(dm.text) },
  }
}

async function sendOne(ctx: Context, test: Payload): Promise<Outcome> {
  const channel = channelNamed(ctx, test.channel)
  if (!channel) return { kind: "failed", reason: "no-channel" }
  const to = (await inTransaction(ctx, (ctx) => channel.addressesOf(ctx, [test.customerId]))).get(test.customerId)
  if (!to) return { kind: "failed", reason: "not-reached" }
  const state = await inTransaction(ctx, channel.stateOf)
  if (!state.isOpen) return { kind: "retry", reason: state.reason, afterMs: againMs }
  try {
    const composed = await compose(ctx, channel, test)
    const { testId, purpose, askedAt } = test
    const sent = { messageId: testId, purpose, originId: null, to, composed, retryKey: testId, firstTriedAt: askedAt }
    return outcomeOf(await channel.send(ctx, sent))
  } catch (error) {
    if (error instanceof RenderFailed) return { kind: "failed", reason: `render: ${error.message}` }
    throw error
  }
}

async function compose(ctx: Context, channel: MessageChannel, test: Payload) {
  const { words, language, purpose, customerId, testId } = test
  const { look, zone } = await letterLook(ctx)
  const { customer: _customer, points: _points, ...given } = letterSamples(language, ctx.now()).sample
  const facts = await filledFacts(ctx, { words, language, purpose, facts: given, customerId })
  const consents = { marketing: true }
  return channel.compose(ctx, {
    messageId: testId,
    customerId,
    purpose,
    language,
    words,
    facts: { ...facts, consents },
    look,
    zone,
    wrap: (url) => url,
  })
}

function outcomeOf(result: ChannelOutcome): Outcome {
  switch (result.kind) {
    case "accepted":
      return { kind: "done" }
    case "failed":
    case "unknown":
      return { kind: result.kind, reason: result.reason }
    case "busy":
      return { kind: "retry", reason: "busy", afterMs: againMs }
    case "closed":
    case "retry":
      return { kind: "retry", reason: result.reason, afterMs: againMs }
  }
}
