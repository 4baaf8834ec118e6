import { audit } from "#brands"
import { type Context, lock, mustBeInTransaction } from "#kernel/context"
import type { Language } from "#kernel/text"
import { actorName } from "./actor-name.ts"
import type { Finding } from "./document-lint-rules.ts"
import { MessageError } from "./errors.ts"
import { mailDocument } from "./model-blocks.ts"
import { checkDocument } from "./preview-mail.ts"
import { deleteDraft, insertVersion, selectDraft, selectPublished, upsertDraft } from "./storage-templates.ts"
import { knownKind, readDocument } from "./templates.ts"
import { forgetWording } from "./wording.ts"

type Place = { readonly kind: string; readonly language: Language }

/**
 * Saves a draft. `revision` is the one that was edited, 0 for none: throws `messages.DraftMoved` when another has been
 * saved since. Returns what a careful colleague would say about it.
 */
export async function saveDraft(
  ctx: Context,
  { kind, language }: Place,
  given: unknown,
  revision: number,
): Promise<{ revision: number; findings: Finding[] }> {
  mustBeInTransaction(ctx)
  const known = knownKind(ctx, kind)
  const document = readDocument(given)
  await lock(ctx, `messages.template.${kind}.${language}`)
  const current = await selectDraft(ctx, kind, language)
  if ((current?.revision ?? 0) !== revision) throw MessageError.DraftMoved({ revision: current?.revision ?? 0 })
  const basedOn = current?.basedOn ?? (await selectPublished(ctx, kind, language))?.version ?? 0
  const next = { document, basedOn, revision: revision + 1, changedAt: ctx.now(), changedBy: actorName(ctx.actor) }
  await upsertDraft(ctx, kind, language, next)
  const { findings } = await checkDocument(ctx, known, language, document)
  return { revision: next.revision, findings: [...findings] }
}

export async function discardDraft(ctx: Context, { kind, language }: Place): Promise<void> {
  knownKind(ctx, kind)
  if (!(await deleteDraft(ctx, kind, language))) throw MessageError.NoDraft()
}

/**
 * Publishes the draft as the next version, which never changes any more; mails rendered from now on say it. Throws
 * `messages.NotPublishable` with what was found, `messages.NoDraft`, `messages.DraftMoved`.
 */
export async function publishDraft(
  ctx: Context,
  { kind, language }: Place,
  revision: number,
): Promise<{ version: number; findings: Finding[] }> {
  mustBeInTransaction(ctx)
  const known = knownKind(ctx, kind)
  await lock(ctx, `messages.template.${kind}.${language}`)
  const draft = await selectDraft(ctx, kind, language)
  if (!draft) throw MessageError.NoDraft()
  if (draft.revision !== revision) throw MessageError.DraftMoved({ revision: draft.revision })
  const document = mailDocument.parse(draft.document)
  const { findings, compiled } = await checkDocument(ctx, known, language, document)
  if (!compiled) throw MessageError.NotPublishable({ findings })
  const before = (await selectPublished(ctx, kind, language))?.version ?? 0
  const version = before + 1
  await insertVersion(ctx, {
    kind,
    language,
    version,
    document,
    publishedAt: ctx.now(),
    publishedBy: actorName(ctx.actor),
  })
  await deleteDraft(ctx, kind, language)
  await audit(ctx, {
    action: "messages.template-published",
    subject: `template:${kind}:${language}`,
    before: { version: before },
    after: { version },
  })
  ctx.afterCommit(() => forgetWording(ctx, kind, language))
  return { version, findings: [...findings] }
}
