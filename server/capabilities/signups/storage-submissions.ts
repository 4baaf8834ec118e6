import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** What was written and shown, until it is not needed any more. */
export type Given = {
  readonly address: string
  readonly answers: Readonly<Record<string, string>>
  readonly ip: string | null
  readonly shown: Readonly<Record<string, string>>
  /** Null where the words were another's, and only the mail that asks is ours. */
  readonly wording: string | null
  readonly wordingHash: string | null
  readonly by: "popup" | "embedded" | "page" | "api"
  /** The browser tag's id of who wrote it, so that what they looked at before becomes theirs. */
  readonly visitor?: string | null
}

export type SubmissionRow = {
  readonly submissionId: string
  /** Null: it came by the API, without a form of ours. */
  readonly formId: string | null
  readonly version: number | null
  readonly customerId: string | null
  readonly given: Given | null
  readonly pageUrl: string | null
  readonly language: "ja" | "en"
  readonly at: Date
  readonly mailedAt: Date | null
  readonly confirmedAt: Date | null
}

const columns =
  sql.raw(`submission_id as "submissionId", form_id as "formId", version, customer_id as "customerId", given, page_url as "pageUrl", language,
  at, mailed_at as "mailedAt", confirmed_at as "confirmedAt"`)

export async function insertSubmission(
  ctx: Context,
  s: Omit<SubmissionRow, "at" | "given"> & { given: Given; addressHash: string },
): Promise<void> {
  await sql`insert into signups.submissions (brand_id, submission_id, form_id, version, customer_id, address_hash, given, page_url, language, at,
      mailed_at, confirmed_at)
    values (${ctx.brandId}, ${s.submissionId}, ${s.formId}, ${s.version}, ${s.customerId}, ${s.addressHash}, ${JSON.stringify(s.given)}::jsonb,
      ${s.pageUrl}, ${s.language}, ${ctx.now()}, ${s.mailedAt}, ${s.confirmedAt})`.execute(ctx.db)
}

/** When this address was last asked to confirm; null when never. */
export async function selectLastMailed(ctx: Context, addressHash: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`select max(mailed_at) as at from signups.submissions
    where brand_id = ${ctx.brandId} and address_hash = ${addressHash}`.execute(ctx.db)
  return rows[0]?.at ?? null
}

export async function selectSubmission(ctx: Context, submissionId: string): Promise<SubmissionRow | undefined> {
  const { rows } = await sql<SubmissionRow>`select ${columns} from signups.submissions
    where brand_id = ${ctx.brandId} and submission_id = ${submissionId}`.execute(ctx.db)
  return rows[0]
}

export async function confirmSubmission(ctx: Context, submissionId: string, customerId: string): Promise<void> {
  await sql`update signups.submissions set confirmed_at = ${ctx.now()}, customer_id = ${customerId}, given = null
    where brand_id = ${ctx.brandId} and submission_id = ${submissionId}`.execute(ctx.db)
}

export async function selectSubmissions(
  ctx: Context,
  filter: { formId: string | null; beforeId: string | null; limit: number },
): Promise<SubmissionRow[]> {
  const { rows } = await sql<SubmissionRow>`select ${columns} from signups.submissions
    where brand_id = ${ctx.brandId} and (${filter.formId}::uuid is null or form_id = ${filter.formId})
      and (${filter.beforeId}::uuid is null or submission_id < ${filter.beforeId})
    order by submission_id desc limit ${filter.limit}`.execute(ctx.db)
  return rows
}

/** What a person wrote into forms, for their own request. */
export async function selectSubmissionsOf(ctx: Context, customerIds: readonly string[]): Promise<SubmissionRow[]> {
  const { rows } = await sql<SubmissionRow>`select ${columns} from signups.submissions
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) order by submission_id`.execute(
    ctx.db,
  )
  return rows
}

/** Nobody is behind these any more; that there were so many stays, for the numbers. */
export async function forgetSubmissionsOf(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`update signups.submissions set given = null, customer_id = null, address_hash = ''
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
}

/** What was written before `before` and never confirmed leaves. Returns how many. */
export async function forgetUnanswered(ctx: Context, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`update signups.submissions set given = null, address_hash = ''
    where brand_id = ${ctx.brandId} and given is not null and confirmed_at is null and at < ${before}`.execute(ctx.db)
  return Number(numAffectedRows ?? 0n)
}
