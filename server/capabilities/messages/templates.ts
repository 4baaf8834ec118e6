import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"
import { languages } from "#kernel/text"
import { MessageError } from "./errors.ts"
import { kindNamed, type MessageKind, messageKinds } from "./message-kind.ts"
import { type MailDocument, mailDocument } from "./model-blocks.ts"
import { pathsOf } from "./fact-path-rules.ts"
import {
  selectAllPublished,
  selectDraft,
  selectDraftPlaces,
  selectPublished,
  selectVersions,
} from "./storage-templates.ts"

/** Throws `messages.UnknownKind`. */
export function knownKind(ctx: Context, name: string): MessageKind {
  const kind = kindNamed(ctx, name)
  if (!kind) throw MessageError.UnknownKind({ field: "kind" })
  return kind
}

/** Every kind that the product can send, with what each language of it says now. */
export async function templateList(ctx: Context) {
  const published = await selectAllPublished(ctx)
  const drafts = await selectDraftPlaces(ctx)
  const written = ctx.product.contributed(messageKinds).filter(({ isCarrier }) => !isCarrier)
  const items = written.map((kind) => ({
    kind: kind.name,
    title: kind.title,
    purpose: kind.purpose,
    languages: languages.map((language) => {
      const current = published.find((p) => p.kind === kind.name && p.language === language)
      return {
        language,
        version: current?.version ?? 0,
        subject: (current ? mailDocument.parse(current.document) : kind.document[language]).subject,
        publishedAt: current?.publishedAt ?? null,
        hasDraft: drafts.some((d) => d.kind === kind.name && d.language === language),
      }
    }),
  }))
  return { items }
}

/** One wording: what is sent now, what is being written, and what was sent before. */
export async function wholeTemplate(ctx: Context, name: string, language: Language) {
  const kind = knownKind(ctx, name)
  const versions = await selectVersions(ctx, name, language)
  const draft = await selectDraft(ctx, name, language)
  return {
    kind: kind.name,
    title: kind.title,
    purpose: kind.purpose,
    language,
    published: await publishedDocument(ctx, kind, language),
    draft: draft ? { ...draft, document: mailDocument.parse(draft.document) } : null,
    versions,
    samples: Object.keys(kind.samples),
    variables: pathsOf(Object.values(kind.samples)),
  }
}

/** The document that is sent now; version 0 is the kind's own. */
export async function publishedDocument(
  ctx: Context,
  kind: MessageKind,
  language: Language,
): Promise<{ version: number; document: MailDocument }> {
  const published = await selectPublished(ctx, kind.name, language)
  if (!published) return { version: 0, document: kind.document[language] }
  return { version: published.version, document: mailDocument.parse(published.document) }
}

/** A version as it was published; 0 is the wording that the kind came with. Throws `messages.UnknownVersion`. */
export async function templateVersion(ctx: Context, name: string, language: Language, version: number) {
  const kind = knownKind(ctx, name)
  if (version === 0) return { version, document: kind.document[language], publishedAt: null }
  const found = (await selectVersions(ctx, name, language)).find((v) => v.version === version)
  if (!found) throw MessageError.UnknownVersion({ field: "version" })
  return { version, document: mailDocument.parse(found.document), publishedAt: found.publishedAt }
}

/** What the console sent as a document. Throws `messages.NotADocument` with the place of the first mistake. */
export function readDocument(given: unknown): MailDocument {
  const parsed = mailDocument.safeParse(given)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join("."), message }))
  throw MessageError.NotADocument({ field: issues[0]?.path || "document", issues })
}
