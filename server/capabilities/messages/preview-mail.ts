import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"
import { type Checked, checkMail } from "./check-mail.ts"
import type { Finding } from "./document-lint-rules.ts"
import { consentOf } from "./block-html.ts"
import { dressOf } from "./dress.ts"
import { MessageError } from "./errors.ts"
import { inboxOf } from "./inbox-line-rules.ts"
import { factsOf, type MessageKind } from "./message-kind.ts"
import type { RenderedMail } from "./model.ts"
import type { MailDocument } from "./model-blocks.ts"
import { mailRenderer } from "./ports.ts"
import { selectFacts } from "./storage-log.ts"
import { publishedDocument, readDocument } from "./templates.ts"

export type Preview = {
  /** With how a phone's list of mails shows it. */
  readonly rendering:
    | (RenderedMail & { readonly inbox: ReturnType<typeof inboxOf>; readonly asksConsent: boolean })
    | null
  readonly findings: Finding[]
}

const previewOf = ({
  document,
  rendering,
  findings,
}: {
  document: MailDocument
  rendering: RenderedMail | undefined
  findings: readonly Finding[]
}): Preview => ({
  rendering: rendering
    ? { ...rendering, inbox: inboxOf(rendering), asksConsent: document.blocks.some((block) => consentOf(block)) }
    : null,
  findings: [...findings],
})

/** Checks a document as if it were to be published now, with every sample of its kind. */
export async function checkDocument(
  ctx: Context,
  kind: MessageKind,
  language: Language,
  document: MailDocument,
  facts?: Readonly<Record<string, unknown>>,
  withConsent = true,
): Promise<Checked> {
  const { look, zone } = await dressOf(ctx)
  const samples = Object.entries(facts ?? kind.samples).map(([name, sample]) => [name, factsOf(kind, sample)] as const)
  const linted = {
    document,
    look,
    language,
    purpose: kind.purpose,
    whySent: kind.whySent,
    isForStaff: kind.isForStaff,
    zone,
  }
  return checkMail(linted, Object.fromEntries(samples), ctx.product.use(mailRenderer), withConsent)
}

/** A wording filled with a sample: the given document, or what is sent now. */
export async function previewSample(
  ctx: Context,
  kind: MessageKind,
  language: Language,
  given: unknown,
  sample = Object.keys(kind.samples)[0] ?? "",
  withConsent = true,
): Promise<Preview> {
  if (!Object.hasOwn(kind.samples, sample)) throw MessageError.UnknownSample({ field: "sample" })
  const document = await chosen(ctx, kind, language, given)
  const { renderings, findings } = await checkDocument(ctx, kind, language, document, undefined, withConsent)
  return previewOf({ document, rendering: renderings[sample], findings })
}

/** A wording filled with what a real message was filled with. Throws `messages.Forgotten` when that is gone. */
export async function previewMessage(
  ctx: Context,
  kind: MessageKind,
  language: Language,
  given: unknown,
  messageId: string,
  withConsent = true,
): Promise<Preview> {
  const found = kind.isConfidential ? undefined : await selectFacts(ctx, messageId)
  if (!found) throw MessageError.Forgotten()
  if (found.kind !== kind.name) throw MessageError.Unknown({ field: "messageId" })
  const document = await chosen(ctx, kind, language, given)
  const { renderings, findings } = await checkDocument(
    ctx,
    kind,
    language,
    document,
    { real: found.facts },
    withConsent,
  )
  return previewOf({ document, rendering: renderings.real, findings })
}

const chosen = async (ctx: Context, kind: MessageKind, language: Language, given: unknown): Promise<MailDocument> =>
  given === undefined ? (await publishedDocument(ctx, kind, language)).document : readDocument(given)
