import { audit } from "#brands"
import { type Context, inTransaction, lock } from "#kernel/context"
import type { Text } from "#kernel/text"
import type { LetterIntent, Purpose } from "#messages"
import { actorName } from "./actor-name.ts"
import { checkTemplate, type PlacedFinding } from "./check-template.ts"
import { TemplateError } from "./errors.ts"
import type { Template, WrittenLetter } from "./model.ts"
import { readWritten, withShared } from "./read-written.ts"
import { showTemplate } from "./show-templates.ts"
import {
  deleteDraft,
  insertTemplate,
  insertVersion,
  selectDraft,
  selectTemplate,
  selectVersion,
  type TemplateRow,
  updateTemplate,
  upsertDraft,
} from "./storage.ts"
import { usesOf } from "./uses.ts"

export type NewTemplate = {
  readonly name: Text
  readonly purpose: Purpose
  readonly intent: LetterIntent
  readonly topic?: string | null | undefined
  readonly document: unknown
}

/** The template as it is stored. Throws `templates.Unknown`. */
export async function mustFind(ctx: Context, templateId: string): Promise<TemplateRow> {
  const row = await selectTemplate(ctx, templateId)
  if (!row) throw TemplateError.Unknown({ field: "templateId" })
  return row
}

async function mustBeOpen(ctx: Context, templateId: string): Promise<TemplateRow> {
  const row = await mustFind(ctx, templateId)
  if (row.archivedAt || row.binnedAt) throw TemplateError.NotOpen({ field: "templateId" })
  return row
}

const writing = (ctx: Context) => lock(ctx, "templates.write")

/** A new template with its first draft. Throws `templates.NotADocument`. */
export async function createTemplate(ctx: Context, wanted: NewTemplate, key: string | null = null): Promise<Template> {
  const document = readWritten(wanted.document)
  return inTransaction(ctx, async (ctx) => {
    const { name, purpose, intent, topic = null } = wanted
    const templateId = ctx.id()
    await insertTemplate(ctx, { templateId, key, nameJa: name.ja, nameEn: name.en, purpose, intent, topic })
    await upsertDraft(ctx, templateId, draftOf(ctx, document, 0, 1))
    await audit(ctx, {
      action: "templates.created",
      subject: `template:${templateId}`,
      after: { name, purpose, intent },
    })
    return showTemplate(ctx, templateId)
  })
}

const draftOf = (ctx: Context, document: WrittenLetter, basedOn: number, revision: number) => ({
  document,
  basedOn,
  revision,
  changedAt: ctx.now(),
  changedBy: actorName(ctx.actor),
})

type Changes = {
  readonly name?: Text | undefined
  readonly purpose?: Purpose | undefined
  readonly intent?: LetterIntent | undefined
  readonly topic?: string | null | undefined
}

/** Throws `templates.Unknown`, `templates.NotOpen`. */
export async function changeTemplate(ctx: Context, templateId: string, changes: Changes): Promise<Template> {
  const row = await mustBeOpen(ctx, templateId)
  const { name, purpose, intent, topic } = changes
  await updateTemplate(ctx, row, {
    ...(name ? { nameJa: name.ja, nameEn: name.en } : {}),
    ...(purpose ? { purpose } : {}),
    ...(intent ? { intent } : {}),
    ...(topic === undefined ? {} : { topic }),
  })
  await audit(ctx, {
    action: "templates.changed",
    subject: `template:${templateId}`,
    before: { purpose: row.purpose, intent: row.intent, topic: row.topic },
    after: changes,
  })
  return showTemplate(ctx, templateId)
}

/**
 * Saves the draft. `revision` is the one that was edited, 0 for none: throws `templates.DraftMoved` when another has been saved
 * since. Returns what a careful colleague would say about it.
 */
export async function saveDraft(
  ctx: Context,
  templateId: string,
  given: unknown,
  revision: number,
): Promise<{ revision: number; findings: PlacedFinding[] }> {
  const document = readWritten(given)
  return inTransaction(ctx, async (ctx) => {
    await writing(ctx)
    const row = await mustBeOpen(ctx, templateId)
    const current = await selectDraft(ctx, templateId)
    if ((current?.revision ?? 0) !== revision) throw TemplateError.DraftMoved({ revision: current?.revision ?? 0 })
    await upsertDraft(ctx, templateId, draftOf(ctx, document, current?.basedOn ?? row.liveVersion, revision + 1))
    await updateTemplate(ctx, row, {})
    return {
      revision: revision + 1,
      findings: await checkTemplate(ctx, { document: await withShared(ctx, document), purpose: row.purpose }),
    }
  })
}

/** Throws `templates.NoDraft`; the only draft of what was never published stays. */
export async function discardDraft(ctx: Context, templateId: string): Promise<{ done: true }> {
  const row = await mustFind(ctx, templateId)
  if (row.liveVersion === 0 || !(await deleteDraft(ctx, templateId))) throw TemplateError.NoDraft()
  return { done: true }
}

/**
 * Publishes the draft as the next version with the shared blocks in it as they are at this moment: it never changes any more.
 * Throws `templates.NotPublishable` with what was found, `templates.NoDraft`, `templates.DraftMoved`.
 */
export async function publishTemplate(
  ctx: Context,
  templateId: string,
  { revision, note = "" }: { readonly revision: number; readonly note?: string | undefined },
): Promise<{ version: number; findings: PlacedFinding[] }> {
  return inTransaction(ctx, async (ctx) => {
    await writing(ctx)
    const row = await mustBeOpen(ctx, templateId)
    const draft = await selectDraft(ctx, templateId)
    if (!draft) throw TemplateError.NoDraft()
    if (draft.revision !== revision) throw TemplateError.DraftMoved({ revision: draft.revision })
    const written = readWritten(draft.document)
    const document = await withShared(ctx, written)
    const findings = await checkTemplate(ctx, { document, purpose: row.purpose })
    if (findings.some(({ level }) => level === "error")) throw TemplateError.NotPublishable({ findings })
    const version = await addVersion(ctx, row, { written, document, note })
    await deleteDraft(ctx, templateId)
    return { version, findings }
  })
}

/** Writes the next version and makes it the one that is live; the caller holds the lock "templates.write". */
export async function addVersion(
  ctx: Context,
  row: TemplateRow,
  { written, document, note }: { readonly written: WrittenLetter; readonly document: unknown; readonly note: string },
): Promise<number> {
  const version = row.liveVersion + 1
  await insertVersion(ctx, row.templateId, {
    version,
    written,
    document,
    note,
    publishedAt: ctx.now(),
    publishedBy: actorName(ctx.actor),
  })
  await updateTemplate(ctx, row, { liveVersion: version })
  await audit(ctx, {
    action: "templates.published",
    subject: `template:${row.templateId}`,
    before: { version: row.liveVersion },
    after: { version },
  })
  return version
}

/** The same words and purpose as a new draft. */
export async function duplicateTemplate(ctx: Context, templateId: string, name: Text | undefined): Promise<Template> {
  const row = await mustFind(ctx, templateId)
  const draft = await selectDraft(ctx, templateId)
  const document = draft?.document ?? (await selectVersion(ctx, templateId, row.liveVersion))?.written
  const copied = { ja: `${row.nameJa}（コピー）`.slice(0, 80), en: `${row.nameEn} (copy)`.slice(0, 80) }
  const { purpose, intent, topic } = row
  return createTemplate(ctx, { name: name ?? copied, purpose, intent, topic, document })
}

/** Puts it away: offered nowhere, until it is restored. Throws `templates.InUse` while something that sends names it. */
export const archiveTemplate = (ctx: Context, templateId: string): Promise<Template> =>
  putAway(ctx, templateId, "templates.archived", { archivedAt: ctx.now() })

/** Into the bin: 30 days to take it out again. Throws `templates.InUse`. */
export const binTemplate = (ctx: Context, templateId: string): Promise<Template> =>
  putAway(ctx, templateId, "templates.binned", { binnedAt: ctx.now() })

async function putAway(
  ctx: Context,
  templateId: string,
  action: string,
  how: Partial<Pick<TemplateRow, "archivedAt" | "binnedAt">>,
): Promise<Template> {
  return inTransaction(ctx, async (ctx) => {
    await writing(ctx)
    const row = await mustFind(ctx, templateId)
    const user = (await usesOf(ctx, [templateId])).find(({ isLive }) => isLive)
    if (user) throw TemplateError.InUse({ name: user.name.ja })
    await updateTemplate(ctx, row, how)
    await audit(ctx, { action, subject: `template:${templateId}` })
    return showTemplate(ctx, templateId)
  })
}

/** Out of the bin or the archive, as it was. */
export async function restoreTemplate(ctx: Context, templateId: string): Promise<Template> {
  const row = await mustFind(ctx, templateId)
  await updateTemplate(ctx, row, { archivedAt: null, binnedAt: null })
  await audit(ctx, { action: "templates.restored", subject: `template:${templateId}` })
  return showTemplate(ctx, templateId)
}
