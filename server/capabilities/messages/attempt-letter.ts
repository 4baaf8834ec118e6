import { type Context, inTransaction } from "#kernel/context"
import type { Outcome } from "#kernel/effects"
import { gather, inSharedTransaction } from "#kernel/gather"
import { withConsents } from "./agreed.ts"
import { consentOf } from "./block-html.ts"
import { failSections, fillSections, type FilledSections } from "./fill-sections.ts"
import { withSections } from "./section-rules.ts"
import { channelNamed, type ChannelOutcome, type ComposedLetter, type MessageChannel } from "./channel.ts"
import type { Decided } from "./decide-letters.ts"
import type { Dress } from "./dress.ts"
import { factsOfLetter } from "./facts-of-letter.ts"
import { type TemplateRef, templateKey } from "./letter-documents.ts"
import { documentsOf } from "./letter-facts.ts"
import { linkWrapping, type WrappedLinks, wrapMail } from "./link-wrapping.ts"
import type { LetterDocument, LetterWords } from "./model-letter.ts"
import type { MailFacts } from "./model.ts"
import type { MessageToSend } from "./model-states.ts"
import { mailRenderer } from "./ports.ts"
import { RenderFailed } from "./render-pool.ts"
import { retryKeyOf } from "./retry-key-rules.ts"
import { nextPauseMs } from "./retry-rules.ts"
import { withDetail } from "./send-detail.ts"
import { hashOfMail, type Rendered, sentLetter } from "./sent-mail.ts"
import { compiledWords } from "./wording.ts"

type ToSend = Extract<Decided, { kind: "send" }>

/** The words of a letter for its reader: hers, or the first language that is written. */
const wordsOf = ({ words }: LetterDocument, language: "ja" | "en") =>
  words[language]
    ? { language, words: words[language] }
    : words.ja
      ? { language: "ja" as const, words: words.ja }
      : { language: "en" as const, words: words.en }

/** What a letter says and what it is filled in with: read together with others that leave now. */
const readLetter = (ctx: Context, message: MessageToSend, decided: ToSend) =>
  inSharedTransaction(ctx, "messages.read-letter", async (ctx) => {
    const { language, words } = wordsOf(await documentOf(ctx, decided.template), message.language)
    if (!words) return undefined
    const facts = await factsOfLetter(ctx, { ...message, words, language })
    return { language, words, facts, links: await linksOf(ctx, message, decided) }
  })

/** Fills in a letter that goes by mail. Throws RenderFailed. */
export async function renderLetterMail(
  ctx: Context,
  message: MessageToSend,
  decided: ToSend,
  dress: Dress,
): Promise<Rendered> {
  const letter = await readLetter(ctx, message, decided)
  if (!letter) throw new RenderFailed("template", "no language is written")
  const carried = decided.mayCarry ? await fillSections(ctx, message, dress) : undefined
  const compiled = await compiledWords(letter, carried?.sections ?? [], message.purpose, dress)
  const facts = carried ? { ...letter.facts, sections: carried.facts } : letter.facts
  const filled = await ctx.product
    .use(mailRenderer)
    .render(compiled, compiled.asksConsent ? await withConsents(ctx, { ...message, facts }) : facts)
  const mail = wrapMail(filled, letter.links, waysOutOf(facts))
  return { mail, compiled, version: decided.template.version, dress, hash: hashOfMail(mail), facts }
}

/** One attempt to send a letter by a channel beside e-mail. Throws RenderFailed; whatever the other side says is an outcome. */
export async function attemptOnChannel(
  ctx: Context,
  message: MessageToSend,
  decided: ToSend,
  dress: Dress,
): Promise<Outcome> {
  const channel = channelNamed(ctx, decided.channel)
  if (!channel) throw new RenderFailed("template", `no channel ${decided.channel}`)
  const { language, words } = wordsOf(await documentOf(ctx, decided.template), message.language)
  if (!words) throw new RenderFailed("template", "no language is written")
  const composed = await composeCarrying(ctx, { message, decided, dress, channel, words, language })
  const at = ctx.now()
  const result = await sendOn(ctx, channel, message, decided, composed)
  return outcomeOf(message, decided, { result, at, composed, channel: channel.name })
}

type Composing = {
  readonly message: MessageToSend
  readonly decided: ToSend
  readonly dress: Dress
  readonly channel: MessageChannel
  readonly words: LetterWords
  readonly language: "ja" | "en"
}

/** With the sections it carries. Those that make it more than the channel takes end as failed: the letter goes all the same. */
async function composeCarrying(ctx: Context, composing: Composing): Promise<ComposedLetter> {
  const { message, decided, dress } = composing
  const carried = decided.mayCarry ? await fillSections(ctx, message, dress) : undefined
  if (!carried || carried.sections.length === 0) return compose(ctx, composing)
  try {
    return await compose(ctx, composing, carried)
  } catch (error) {
    if (!(error instanceof RenderFailed) || error.reason !== "limit") throw error
    await failSections(ctx, message, error.reason)
    return compose(ctx, composing)
  }
}

async function compose(
  ctx: Context,
  { message, decided, dress, channel, words: written, language }: Composing,
  carried?: FilledSections,
): Promise<ComposedLetter> {
  const words = carried ? { ...written, blocks: [...withSections(written.blocks, carried.sections)] } : written
  const named = await factsOfLetter(ctx, { ...message, words: written, language })
  const own = carried ? { ...named, sections: carried.facts } : named
  const facts = words.blocks.some(consentOf) ? await withConsents(ctx, { ...message, facts: own }) : own
  const { wrap } = await linksOf(ctx, message, decided)
  const stay = waysOutOf(facts)
  let index = 0
  return channel.compose(ctx, {
    messageId: message.messageId,
    customerId: message.customerId,
    purpose: message.purpose,
    language,
    words,
    facts,
    look: dress.look,
    zone: dress.zone,
    wrap: (url) => (stay.has(url) ? url : wrap(url, index++)),
  })
}

/** A channel says what happened and does not throw. Should one do so all the same, nobody knows how far it came. */
async function sendOn(
  ctx: Context,
  channel: MessageChannel,
  { messageId, purpose, round, firstTriedAt, letter }: MessageToSend,
  { to }: ToSend,
  composed: ComposedLetter,
): Promise<ChannelOutcome> {
  try {
    return await channel.send(ctx, {
      messageId,
      purpose,
      originId: letter?.origin.id ?? null,
      to,
      composed,
      retryKey: retryKeyOf(messageId, round),
      firstTriedAt,
    })
  } catch (err) {
    ctx.log.error({ err, channel: channel.name }, "a channel broke")
    return { kind: "unknown", reason: "closed", response: "the channel broke" }
  }
}

type Sent = {
  readonly result: ChannelOutcome
  readonly at: Date
  readonly composed: ComposedLetter
  readonly channel: string
}

/** A closed channel is asked again after this time; until then it keeps its letters. */
const closedMs = 5 * 60_000

function outcomeOf(message: MessageToSend, { template }: ToSend, { result, at, composed, channel }: Sent): Outcome {
  const mail = () => sentLetter(composed, { at, template, ...(result.kind === "accepted" ? result : {}) })
  if (result.kind === "busy") return withDetail({ kind: "retry", reason: "busy", afterMs: 3_000 }, { isDeferred: true })
  const said = { code: "code" in result ? result.code : undefined, response: result.response }
  const reason = "reason" in result ? result.reason : undefined
  const note = { at, outcome: result.kind, reason, transport: channel, ...said }
  switch (result.kind) {
    case "accepted":
      return withDetail({ kind: "done" }, { note, mail: mail() })
    case "failed":
      return withDetail(
        { kind: "failed", reason: result.reason },
        { note, mail: mail(), ...(result.suppress ? { suppress: result.suppress } : {}) },
      )
    case "unknown":
      return withDetail({ kind: "unknown", reason: result.reason }, { note, mail: mail() })
    case "closed":
      return withDetail({ kind: "retry", reason: result.reason, afterMs: closedMs }, { isDeferred: true })
    case "retry":
      return withDetail(retryLater(message, result, at), { note })
  }
}

/**
 * Later again, by the clock of all messages (F40). When the time is over: what the other side put off did not arrive; what it
 * broke off may have (F46).
 */
function retryLater(
  { purpose, firstTriedAt, attempts, expiresAt }: MessageToSend,
  { reason, afterMs, code }: Extract<ChannelOutcome, { kind: "retry" }>,
  now: Date,
): Outcome {
  const pauseMs = nextPauseMs({ purpose, firstTriedAt, attempts: attempts + 1, expiresAt, now })
  if (pauseMs !== undefined) return { kind: "retry", reason, afterMs: Math.max(afterMs ?? 0, pauseMs) }
  const isClear = code !== undefined && code < 500
  return isClear ? { kind: "failed", reason: "temporary_timeout" } : { kind: "unknown", reason }
}

async function documentOf(ctx: Context, ref: TemplateRef): Promise<LetterDocument> {
  const found = await inTransaction(ctx, (ctx) =>
    gather(ctx, "messages.document", ref, async (ctx, refs) => {
      const documents = await documentsOf(
        ctx,
        refs.map((template) => ({ template })),
      )
      return refs.map((ref) => documents.get(templateKey(ref)))
    }),
  )
  if (!found) throw new RenderFailed("template", "the template is not there any more")
  return found
}

const noLinks: WrappedLinks = { wrap: (url) => url, pixelUrl: null }

/** How the links of a message are written so that whoever follows them is noticed. */
export async function linksOf(
  ctx: Context,
  { messageId, customerId }: MessageToSend,
  { channel }: Pick<ToSend, "channel">,
): Promise<WrappedLinks> {
  const [wrapping] = ctx.product.contributed(linkWrapping)
  return wrapping ? wrapping(ctx, { messageId, customerId, channel }) : noLinks
}

const waysOut = ["unsubscribe", "preferences", "confirm"] as const

/** The ways out of a message, and a yes that is asked for: they are never wrapped. The shop and her own page are. */
export function waysOutOf({ links }: MailFacts): ReadonlySet<string> {
  if (typeof links !== "object" || links === null) return new Set()
  const named = links as Readonly<Record<string, unknown>> // safe: an object, read by any name
  return new Set(waysOut.map((name) => named[name]).filter((url): url is string => typeof url === "string"))
}
