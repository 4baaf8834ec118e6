import { createHash } from "node:crypto"
import { type Context, inTransaction } from "#kernel/context"
import type { Language } from "#kernel/text"
import { type MailDocument, mailDocument } from "./model-blocks.ts"
import { compileMail } from "./compile-mail.ts"
import { type Dress, dressOf } from "./dress.ts"
import type { MessageKind } from "./message-kind.ts"
import type { LetterWords } from "./model-letter.ts"
import type { CompiledMail, Purpose } from "./model.ts"
import { RenderFailed } from "./render-pool.ts"
import { type Section, withSections } from "./section-rules.ts"
import { selectPublished } from "./storage-templates.ts"

/** The words of a message as they are sent now. Version 0 is the wording that the kind came with. */
export type Wording = { readonly version: number; readonly compiled: CompiledMail }

const freshMs = 2_000
const keepWordings = 2_000
const wordings = new Map<string, { readonly at: number; readonly wording: Promise<Wording> }>()
const compiledBySource = new Map<string, Promise<CompiledMail>>()
const keepCompiled = 300

/**
 * The published wording of a kind, dressed and compiled; read again every two seconds. A `draft` is tried out instead
 * of it. Rejects with RenderFailed when it cannot be compiled.
 */
export async function wordingOf(
  ctx: Context,
  kind: MessageKind,
  language: Language,
  draft: unknown = null,
): Promise<Wording> {
  if (draft !== null) return draftWording(ctx, kind, language, mailDocument.parse(draft))
  const place = placeOf(ctx, kind.name, language)
  const now = ctx.now().getTime()
  const known = wordings.get(place)
  if (known && Math.abs(now - known.at) < freshMs) return known.wording
  const wording = readWording(ctx, kind, language)
  if (wordings.size >= keepWordings) wordings.clear()
  wordings.set(place, { at: now, wording })
  wording.catch(() => wordings.delete(place))
  return wording
}

export const forgetWording = (ctx: Context, kind: string, language: Language): void =>
  void wordings.delete(placeOf(ctx, kind, language))

const placeOf = (ctx: Context, kind: string, language: Language) => `${ctx.brandId} ${language} ${kind}`

/** Nobody shall take a test for the real thing: its subject says so. */
async function draftWording(
  ctx: Context,
  kind: MessageKind,
  language: Language,
  draft: MailDocument,
): Promise<Wording> {
  const document = { ...draft, subject: `${language === "ja" ? "【テスト】" : "[Test] "}${draft.subject}` }
  const { version } = (await inTransaction(ctx, (ctx) => selectPublished(ctx, kind.name, language))) ?? { version: 0 }
  return { version, compiled: await compileOnce(document, kind, language, await dressOf(ctx)) }
}

async function readWording(ctx: Context, kind: MessageKind, language: Language): Promise<Wording> {
  const published = await inTransaction(ctx, (ctx) => selectPublished(ctx, kind.name, language))
  const document = published ? mailDocument.parse(published.document) : kind.document[language]
  const compiled = await compileOnce(document, kind, language, await dressOf(ctx))
  return { version: published?.version ?? 0, compiled }
}

/** A letter's mail as an operator wrote it, dressed and compiled once. Rejects with RenderFailed. */
export const compiledLetter = (
  document: MailDocument,
  language: Language,
  purpose: Purpose,
  dress: Pick<Dress, "look" | "zone">,
): Promise<CompiledMail> => compileOnce(document, { purpose }, language, dress)

type Spoken = { readonly words: LetterWords; readonly language: Language }
type Worn = { readonly look: Dress["look"]; readonly purpose: Purpose; readonly compiled: Promise<CompiledMail> }
/** Words of a version are the same object for all its readers, and so is the look while it is fresh. */
const worn = new WeakMap<LetterWords, Worn>()

/** The mail of a letter's words with these sections in it, compiled once for all who read the same. Rejects with RenderFailed. */
export async function compiledWords(
  { words, language }: Spoken,
  sections: readonly Section[],
  purpose: Purpose,
  dress: Pick<Dress, "look" | "zone">,
): Promise<CompiledMail> {
  if (!words.mail) throw new RenderFailed("template", "no mail is written")
  const known = worn.get(words)
  if (sections.length === 0 && known?.look === dress.look && known.purpose === purpose) return known.compiled
  const document = { ...words.mail, version: 1 as const, blocks: [...withSections(words.blocks, sections)] }
  const compiled = compiledLetter(document, language, purpose, dress)
  if (sections.length === 0) worn.set(words, { look: dress.look, purpose, compiled })
  return compiled
}

/** The same document in the same dress is compiled once, in whatever brand, language and kind. */
function compileOnce(
  document: MailDocument,
  kind: Pick<MessageKind, "purpose" | "whySent">,
  language: Language,
  { look, zone }: Pick<Dress, "look" | "zone">,
): Promise<CompiledMail> {
  const options = { look, language, purpose: kind.purpose, whySent: kind.whySent, zone }
  const source = createHash("sha256")
    .update(JSON.stringify([document, options]))
    .digest("base64url")
  const known = compiledBySource.get(source)
  if (known) return known
  const compiling = compileMail(document, options).catch((error: unknown) => {
    throw new RenderFailed("template", error instanceof Error ? error.message : String(error))
  })
  const oldest = compiledBySource.keys().next()
  if (compiledBySource.size >= keepCompiled && !oldest.done) compiledBySource.delete(oldest.value)
  compiledBySource.set(source, compiling)
  compiling.catch(() => compiledBySource.delete(source))
  return compiling
}
