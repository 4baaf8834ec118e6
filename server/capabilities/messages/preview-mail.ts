import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"
import { type Checked, checkMail } from "./check-mail.ts"
import type { Finding } from "./document-lint-rules.ts"
import { dressOf } from "./dress.ts"
import { MessageError } from "./errors.ts"
import { factsOf, type MessageKind } from "./message-kind.ts"
import type { RenderedMail } from "./model.ts"
import type { MailDocument } from "./model-blocks.ts"
import { mailRenderer } from "./ports.ts"
import { selectFacts } from "./storage-log.ts"
import { publishedDocument, readDocument } from "./templates.ts"

export type Preview = { readonly rendering: RenderedMail | null; readonly findings: Finding[] }

/** Checks a document as if it were to be published now, with every sample of its kind. */
export async function checkDocument(
  ctx: Context,
  kind: MessageKind,
  language: Language,
  document: MailDocument,
  facts?: Readonly<Record<string, unknown>>,
): Promise<Checked> {
  const { look, zone } = await dressOf(ctx)
  const samples = Object.entries(facts ?? kind.samples).map(([name, sample]) => [name, factsOf(kind, sample)] as const)
  const linted = { document, look, language, purpose: kind.purpose, zone }
  return checkMail(linted, Object.fromEntries(samples), ctx.product.use(mailRenderer))
}

/** A wording filled with a sample: the given document, or what is sent now. */
export async function previewSample(
  ctx: Context,
  kind: MessageKind,
  language: Language,
  given: unknown,
  sample = Object.keys(kind.samples)[0] ?? "",
): Promise<Preview> {
  if (!Object.hasOwn(kind.samples, sample)) throw MessageError.UnknownSample({ field: "sample" })
  const { renderings, findings } = await checkDocument(ctx, kind, language, await chosen(ctx, kind, language, given))
  return { rendering: renderings[sample] ?? null, findings: [...findings] }
}

/** A wording filled with what a real message was filled with. Throws `messages.Forgotten` when that is gone. */
export async function previewMessage(
  ctx: Context,
  kind: MessageKind,
  language: Language,
  given: unknown,
  messageId: string,
): Promise<Preview> {
  const found = await selectFacts(ctx, messageId)
  if (!found) throw MessageError.Forgotten()
  if (found.kind !== kind.name) throw MessageError.Unknown({ field: "messageId" })
  const document = await chosen(ctx, kind, language, given)
  const { renderings, findings } = await checkDocument(ctx, kind, language, document, { real: found.facts })
  return { rendering: renderings.real ?? null, findings: [...findings] }
}

const chosen = async (ctx: Context, kind: MessageKind, language: Language, given: unknown): Promise<MailDocument> =>
  given === undefined ? (await publishedDocument(ctx, kind, language)).document : readDocument(given)
