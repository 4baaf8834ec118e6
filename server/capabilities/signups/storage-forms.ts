import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { FormDocument, FormKind } from "./model.ts"

export type FormRow = {
  readonly formId: string
  readonly slug: string
  readonly name: string
  readonly kind: FormKind
  readonly state: "draft" | "live" | "paused"
  readonly draft: FormDocument
  readonly revision: number
  readonly version: number | null
  /** What is published now. */
  readonly published: FormDocument | null
  readonly createdAt: Date
  readonly changedAt: Date
}

const columns = sql.raw(`f.form_id as "formId", f.slug, f.name, f.kind, f.state, f.draft, f.revision, f.version,
  v.document as published, f.created_at as "createdAt", f.changed_at as "changedAt"`)
const withVersion = sql.raw(`signups.forms f left join signups.versions v
  on v.brand_id = f.brand_id and v.form_id = f.form_id and v.version = f.version`)

export async function selectForms(ctx: Context): Promise<FormRow[]> {
  const { rows } = await sql<FormRow>`select ${columns} from ${withVersion}
    where f.brand_id = ${ctx.brandId} order by f.form_id`.execute(ctx.db)
  return rows
}

export async function selectForm(
  ctx: Context,
  by: { formId: string } | { slug: string },
): Promise<FormRow | undefined> {
  const where = "formId" in by ? sql`f.form_id = ${by.formId}` : sql`f.slug = ${by.slug}`
  const { rows } = await sql<FormRow>`select ${columns} from ${withVersion}
    where f.brand_id = ${ctx.brandId} and ${where}`.execute(ctx.db)
  return rows[0]
}

/** False when another form has the slug. */
export async function insertForm(
  ctx: Context,
  f: { formId: string; slug: string; name: string; kind: FormKind; draft: FormDocument },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into signups.forms (brand_id, form_id, slug, name, kind, draft, created_at, changed_at)
    values (${ctx.brandId}, ${f.formId}, ${f.slug}, ${f.name}, ${f.kind}, ${JSON.stringify(f.draft)}::jsonb, ${ctx.now()}, ${ctx.now()})
    on conflict (brand_id, slug) do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** Changes the draft. False when somebody was faster. */
export async function updateDraft(
  ctx: Context,
  formId: string,
  change: { name?: string | undefined; draft?: FormDocument | undefined },
  basedOn: number,
): Promise<boolean> {
  const draft = change.draft ? JSON.stringify(change.draft) : null
  const { numAffectedRows } = await sql`
    update signups.forms set name = coalesce(${change.name ?? null}, name), draft = coalesce(${draft}::jsonb, draft),
      revision = revision + 1, changed_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and form_id = ${formId} and revision = ${basedOn}`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** Makes the next version of the draft and shows it from now on. Returns its number. */
export async function publishDraft(ctx: Context, formId: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    with made as (
      insert into signups.versions (brand_id, form_id, version, document, published_at)
      select f.brand_id, f.form_id, coalesce(max(v.version), 0) + 1, f.draft, ${ctx.now()}::timestamptz
      from signups.forms f left join signups.versions v on v.brand_id = f.brand_id and v.form_id = f.form_id
      where f.brand_id = ${ctx.brandId} and f.form_id = ${formId} group by f.brand_id, f.form_id, f.draft
      returning version
    )
    update signups.forms set version = made.version, state = 'live', changed_at = ${ctx.now()} from made
    where brand_id = ${ctx.brandId} and form_id = ${formId} returning made.version`.execute(ctx.db)
  return rows[0]?.version ?? 0
}

export async function updateState(ctx: Context, formId: string, state: "live" | "paused"): Promise<void> {
  await sql`update signups.forms set state = ${state}, changed_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and form_id = ${formId}`.execute(ctx.db)
}

export async function selectVersion(ctx: Context, formId: string, version: number): Promise<FormDocument | undefined> {
  const { rows } = await sql<{ document: FormDocument }>`select document from signups.versions
    where brand_id = ${ctx.brandId} and form_id = ${formId} and version = ${version}`.execute(ctx.db)
  return rows[0]?.document
}

export async function selectVersions(
  ctx: Context,
  formId: string,
): Promise<{ version: number; publishedAt: Date; document: FormDocument }[]> {
  const { rows } = await sql<{ version: number; publishedAt: Date; document: FormDocument }>`
    select version, published_at as "publishedAt", document from signups.versions
    where brand_id = ${ctx.brandId} and form_id = ${formId} order by version desc limit 50`.execute(ctx.db)
  return rows
}

/** One more time that a form was shown or closed, on this day of the brand's. */
export async function countShown(
  ctx: Context,
  formId: string,
  day: string,
  what: "shown" | "dismissed",
): Promise<void> {
  const [shown, dismissed] = what === "shown" ? [1, 0] : [0, 1]
  await sql`insert into signups.shown as s (brand_id, form_id, day, shown, dismissed)
    values (${ctx.brandId}, ${formId}, ${day}, ${shown}, ${dismissed})
    on conflict (brand_id, form_id, day) do update
      set shown = s.shown + excluded.shown, dismissed = s.dismissed + excluded.dismissed`.execute(ctx.db)
}

export type DayRow = {
  readonly formId: string
  readonly day: string
  readonly shown: number
  readonly dismissed: number
  readonly submitted: number
  readonly confirmed: number
}

/** What came of each form on each of the brand's days from `since` on; days without anything are missing. */
export async function selectDays(ctx: Context, since: string, zone: string, formId: string | null): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    with sent as (
      select form_id, (at at time zone ${zone})::date as day, count(*)::int as submitted, count(confirmed_at)::int as confirmed
      from signups.submissions
      where brand_id = ${ctx.brandId} and (${formId}::uuid is null or form_id = ${formId})
        and at >= (${since}::date::timestamp at time zone ${zone}) group by 1, 2
    ), seen as (
      select form_id, day, shown, dismissed from signups.shown
      where brand_id = ${ctx.brandId} and (${formId}::uuid is null or form_id = ${formId}) and day >= ${since}::date
    )
    select form_id as "formId", to_char(day, 'YYYY-MM-DD') as day, coalesce(shown, 0) as shown, coalesce(dismissed, 0) as dismissed,
      coalesce(submitted, 0) as submitted, coalesce(confirmed, 0) as confirmed
    from sent full join seen using (form_id, day) order by 2`.execute(ctx.db)
  return rows
}
