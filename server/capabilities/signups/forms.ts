import { audit, brandById, publicUrl } from "#brands"
import { defineProperty, propertyDefinitions } from "#customers"
import { brandAtHand } from "#tracking"
import { type Context, inTransaction } from "#kernel/context"
import { stateOf } from "./consent-needs-rules.ts"
import { defaultDocument } from "./default-document-rules.ts"
import { SignupError } from "./errors.ts"
import { embedSnippet, installSnippet, reservedHeight } from "./install-rules.ts"
import type { Form, FormDocument, FormKind, Submission } from "./model.ts"
import {
  type FormRow,
  insertForm,
  publishDraft,
  selectForm,
  selectForms,
  selectVersions,
  updateDraft,
  updateState,
} from "./storage-forms.ts"
import { selectSubmissions } from "./storage-submissions.ts"

const shown = ({ draft, published, revision: _revision, ...form }: FormRow): Form => ({
  ...form,
  hasChanges: published === null || JSON.stringify(draft) !== JSON.stringify(published),
})

export const listForms = async (ctx: Context): Promise<Form[]> => (await selectForms(ctx)).map(shown)

/** A form with its draft, what was published, and what a shop has to put into its pages. Throws `signups.UnknownForm`. */
export async function formWithDraft(ctx: Context, formId: string) {
  const row = await known(ctx, formId)
  const { look } = await brandAtHand(ctx)
  const url = await publicUrl(ctx, `/s/${look.slug}/join/${row.slug}`)
  return {
    form: shown(row),
    draft: row.draft,
    revision: row.revision,
    versions: (await selectVersions(ctx, formId)).map(({ version, publishedAt }) => ({ version, publishedAt })),
    install: {
      url,
      tag: installSnippet(new URL(url).origin),
      place: embedSnippet(row.slug, row.draft),
      reservedHeight: reservedHeight(row.draft),
    },
  }
}

/** Makes a form with words to begin with. Throws `signups.SlugTaken`. */
export async function makeForm(
  ctx: Context,
  wanted: { name: string; slug: string; kind: FormKind },
): Promise<{ formId: string }> {
  return inTransaction(ctx, async (ctx) => {
    const formId = ctx.id()
    const brand = await brandById(ctx, ctx.brandId)
    const draft = defaultDocument(wanted.kind, brand?.name ?? "")
    if (!(await insertForm(ctx, { ...wanted, formId, draft })))
      throw SignupError.SlugTaken({ field: "slug", slug: wanted.slug })
    await audit(ctx, { action: "signups.form-made", subject: `form:${formId}`, after: wanted })
    return { formId }
  })
}

/** Changes the draft; what people see stays. Throws `signups.UnknownForm`, `FormMoved`. */
export async function changeForm(
  ctx: Context,
  formId: string,
  change: { name?: string | undefined; document?: FormDocument | undefined },
  basedOn: number,
): Promise<{ revision: number }> {
  return inTransaction(ctx, async (ctx) => {
    await known(ctx, formId)
    if (!(await updateDraft(ctx, formId, { name: change.name, draft: change.document }, basedOn)))
      throw SignupError.FormMoved({ field: "basedOn" })
    return { revision: basedOn + 1 }
  })
}

/** Shows the draft to people from now on, as a version that never changes. Throws `signups.UnknownForm`, `FormMoved`, `UnknownProperty`. */
export async function publishForm(ctx: Context, formId: string, basedOn: number): Promise<{ version: number }> {
  return inTransaction(ctx, async (ctx) => {
    const { draft, revision } = await known(ctx, formId)
    if (revision !== basedOn) throw SignupError.FormMoved({ field: "basedOn" })
    await prepareProperties(ctx, draft)
    const version = await publishDraft(ctx, formId)
    await audit(ctx, { action: "signups.form-published", subject: `form:${formId}`, after: { version } })
    return { version }
  })
}

/** Answers become properties of customers: those must exist, and the month of birth is made when it is asked first. */
async function prepareProperties(ctx: Context, { fields }: FormDocument): Promise<void> {
  const existing = new Set((await propertyDefinitions(ctx)).filter((d) => !d.isArchived).map((d) => d.key))
  for (const field of fields) {
    if (field.kind === "property" && !existing.has(field.key))
      throw SignupError.UnknownProperty({ field: "fields", key: field.key })
    if (field.kind === "birth-month" && !existing.has("birth_month"))
      await defineProperty(ctx, {
        key: "birth_month",
        type: "number",
        label: { ja: "誕生月", en: "Month of birth" },
        choices: [],
        personal: true,
      })
  }
}

/** Stops showing a form, or shows its latest version again. Throws `signups.UnknownForm`, `NothingPublished`. */
export async function changeState(ctx: Context, formId: string, state: "live" | "paused"): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const form = await known(ctx, formId)
    if (form.version === null) throw SignupError.NothingPublished({ field: "state" })
    await updateState(ctx, formId, state)
    await audit(ctx, {
      action: "signups.form-state",
      subject: `form:${formId}`,
      before: { state: form.state },
      after: { state },
    })
  })
}

/** Who filled forms in, the newest first. */
export async function listSubmissions(
  ctx: Context,
  { formId, cursor, limit }: { formId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: Submission[]; cursor: string | null }> {
  const beforeId = cursor && /^[0-9a-f-]{36}$/.test(cursor) ? cursor : null
  const rows = await selectSubmissions(ctx, { formId: formId ?? null, beforeId, limit: limit + 1 })
  const items = rows.slice(0, limit).map(({ given: _given, mailedAt: _mailed, ...row }) => ({
    ...row,
    state: stateOf(row, ctx.now()),
  }))
  return { items, cursor: rows.length > limit ? (items.at(-1)?.submissionId ?? null) : null }
}

async function known(ctx: Context, formId: string): Promise<FormRow> {
  const form = await selectForm(ctx, { formId })
  if (!form) throw SignupError.UnknownForm({ field: "formId" })
  return form
}
