import { createHash } from "node:crypto"
import type { Context } from "#kernel/context"
import { flexSource } from "./line-flex-rules.ts"
import { type LineMessage, lineMessagesFrom } from "./line-limits-rules.ts"
import type { LetterToCompose } from "./channel.ts"
import { ownFacts } from "./alike-rules.ts"
import type { CompiledWords, MailFacts } from "./model.ts"
import { authorAddress, authorPlain } from "./author-text.ts"
import { type MailRenderer, mailRenderer } from "./ports.ts"
import { variablesIn } from "./render-mail.ts"
import { RenderFailed } from "./render-pool.ts"
import { replaceLinks } from "./text-links-rules.ts"

export type { LineMessage } from "./line-limits-rules.ts"

/** What the words of one channel are filled with and look like: of `LetterToCompose` what all channels need. */
export type WordsToFill = Pick<LetterToCompose, "words" | "facts" | "look" | "language" | "zone" | "purpose"> & {
  /** Of a letter that is watched: its links, in their order. Pictures stay as they are. */
  readonly wrap?: (url: string) => string
}

/**
 * A letter as LINE's message objects, at most five: a bubble of text, a sticker, and the blocks as flex bubbles, quick replies
 * at the last one. Filled in by the thread that fills in mails. Rejects with RenderFailed: a missing fact, or more than LINE
 * takes (`limit`).
 */
export const lineMessagesOf = (ctx: Context, letter: WordsToFill): Promise<readonly LineMessage[]> =>
  lineMessagesBy(ctx.product.use(mailRenderer), letter)

/** The same by a renderer at hand. */
export async function lineMessagesBy(renderer: MailRenderer, letter: WordsToFill): Promise<readonly LineMessage[]> {
  const { line } = letter.words
  if (!line) throw new RenderFailed("template", "nothing is written for LINE")
  const filled = await renderer.fill(compiledLine(letter), letter.facts)
  const made = lineMessagesFrom({ head: line, filled, look: letter.look, wrap: letter.wrap ?? asItIs })
  if ("problem" in made) throw new RenderFailed("limit", made.problem)
  return made.messages
}

/** What of a reader's own these words name for LINE, as `customer.name`: nothing when all of them read the same. */
export function ownOnLine(letter: WordsToFill, facts?: MailFacts): string[] {
  const compiled = compiledLine(letter)
  const known = readBy.get(compiled)
  const read = known ?? Object.values(compiled.parts).flatMap(({ source }) => variablesIn(source, letter.language))
  if (known === undefined) readBy.set(compiled, read)
  return [...new Set(ownFacts(read, facts))]
}
const readBy = new WeakMap<CompiledWords, readonly string[]>()

/** The text of an SMS. Rejects with RenderFailed. */
export async function smsTextOf(ctx: Context, letter: WordsToFill): Promise<string> {
  const { sms } = letter.words
  if (!sms) throw new RenderFailed("template", "nothing is written for SMS")
  const { text = "" } = await fillTexts(ctx, letter, { text: authorPlain(sms.text) })
  return withLinks(text, letter.wrap)
}

export type PushNotice = { readonly title: string; readonly text: string; readonly to: string; readonly image?: string }

/** What a browser shows. Rejects with RenderFailed. */
export async function pushNoticeOf(ctx: Context, letter: WordsToFill): Promise<PushNotice> {
  const { push } = letter.words
  if (!push) throw new RenderFailed("template", "nothing is written for push")
  const filled = await fillTexts(ctx, letter, {
    title: authorPlain(push.title),
    text: authorPlain(push.text),
    to: authorAddress(push.to),
    image: push.image ? authorAddress(push.image) : "",
  })
  const { title = "", text = "", to = "", image = "" } = filled
  return { title, text, to: (letter.wrap ?? asItIs)(to), ...(image === "" ? {} : { image }) }
}

/** Instagram counts bytes of UTF-8; Messenger would take more, but one letter must fit both. */
const mostDmBytes = 1_000
const mostReplySigns = 20

export type DmMessage = {
  readonly text: string
  readonly quickReplies: readonly { readonly title: string; readonly payload: string }[]
}

/** A direct message and its quick replies. Rejects with RenderFailed: a missing fact, or more than Instagram takes (`limit`). */
export async function dmMessageOf(ctx: Context, letter: WordsToFill): Promise<DmMessage> {
  const { dm } = letter.words
  if (!dm) throw new RenderFailed("template", "nothing is written for direct messages")
  const sources: Record<string, string> = { text: authorPlain(dm.text) }
  for (const [index, { label, say }] of dm.quickReplies.entries()) {
    sources[`title${index}`] = authorPlain(label)
    sources[`payload${index}`] = authorPlain(say || label)
  }
  const filled = await fillTexts(ctx, letter, sources)
  const text = withLinks(filled.text ?? "", letter.wrap)
  const quickReplies = dm.quickReplies.map((_, index) => ({
    title: filled[`title${index}`] ?? "",
    payload: filled[`payload${index}`] ?? "",
  }))
  if (Buffer.byteLength(text) > mostDmBytes) throw new RenderFailed("limit", `${Buffer.byteLength(text)} bytes`)
  if (quickReplies.some(({ title }) => title === "" || [...title].length > mostReplySigns))
    throw new RenderFailed("limit", "quick reply")
  return { text, quickReplies }
}

const withLinks = (text: string, wrap: WordsToFill["wrap"]): string => (wrap ? replaceLinks(text, wrap) : text)

const asItIs = (url: string) => url

/** Single texts, filled in with the facts of their reader; values come back as they are, without escapes. Rejects with RenderFailed. */
export async function fillTexts(ctx: Context, letter: WordsToFill, texts: Readonly<Record<string, string>>) {
  const parts = Object.fromEntries(
    Object.entries(texts).map(([name, source]) => [name, { as: "plain" as const, source }]),
  )
  const filled = await ctx.product.use(mailRenderer).fill(compiled(letter, parts), letter.facts)
  return Object.fromEntries(Object.entries(filled).map(([name, text]) => [name, text.trim()]))
}

/** Words of one published version are the same object for all its readers: compiled once for them all. */
const compiledByWords = new WeakMap<object, Map<string, CompiledWords>>()

function compiledLine(letter: WordsToFill): CompiledWords {
  const key = JSON.stringify([letter.look, letter.language, letter.zone])
  const known = compiledByWords.get(letter.words)?.get(key)
  if (known) return known
  const made = compileLine(letter)
  const all = compiledByWords.get(letter.words) ?? new Map<string, CompiledWords>()
  compiledByWords.set(letter.words, all.set(key, made))
  return made
}

function compileLine(letter: WordsToFill): CompiledWords {
  const { blocks, line } = letter.words
  const parts: Record<string, { as: "plain" | "json"; source: string }> = {
    flex: { as: "json", source: flex(letter, blocks) },
    text: { as: "plain", source: authorPlain(line?.text ?? "") },
    altText: { as: "plain", source: authorPlain(line?.altText ?? "") },
  }
  for (const [index, { label, say, to }] of (line?.quickReplies ?? []).entries()) {
    parts[`reply${index}`] = { as: "plain", source: authorPlain(label) }
    parts[`say${index}`] = { as: "plain", source: authorPlain(say ?? "") }
    parts[`to${index}`] = { as: "plain", source: to ? authorAddress(to) : "" }
  }
  return compiled(letter, parts)
}

function flex(letter: WordsToFill, blocks: LetterToCompose["words"]["blocks"]): string {
  try {
    return flexSource(blocks, letter)
  } catch (error) {
    throw new RenderFailed("template", error instanceof Error ? error.message : String(error))
  }
}

function compiled({ language, zone }: WordsToFill, parts: CompiledWords["parts"]): CompiledWords {
  const hash = createHash("sha256")
    .update(JSON.stringify([language, zone, parts]))
    .digest("base64url")
  return { hash, language, zone, parts }
}
