import { sql } from "kysely"
import type { Context } from "#kernel/context"

// All of these run in the platform's context, where staff live (see storage-crossing.ts).

export type Staff = {
  readonly staffId: string
  readonly name: string
  readonly email: string
  readonly language: "ja" | "en"
  readonly runsInstallation: boolean
  readonly disabledAt: Date | null
}
export type Secrets = {
  readonly password: string
  readonly passwordAt: Date
  /** Sealed. */
  readonly totp: string | null
  readonly totpAt: Date | null
  readonly totpStep: number
  readonly recoveryCodes: string[]
}

const columns = sql.raw(
  `s.staff_id as "staffId", s.name, s.email, s.language, s.runs_installation as "runsInstallation", s.disabled_at as "disabledAt"`,
)

/** One account per address, however it is spelt: trimmed, NFKC, lower case. */
export const emailKey = (email: string): string => email.trim().normalize("NFKC").toLowerCase()

/** Whether anybody runs this installation yet. */
export async function hasOwner(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select 1 from brands.staff
    where brand_id = ${ctx.brandId} and runs_installation and disabled_at is null) as found`.execute(ctx.db)
  return rows[0]?.found ?? false
}

/** How many people still run the installation, apart from this one. */
export async function countOtherRunners(ctx: Context, staffId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from brands.staff
    where brand_id = ${ctx.brandId} and runs_installation and disabled_at is null and staff_id <> ${staffId}`.execute(
    ctx.db,
  )
  return rows[0]?.count ?? 0
}

export async function insertStaff(ctx: Context, s: Staff, password: string): Promise<void> {
  await sql`insert into brands.staff (brand_id, staff_id, name, email, email_key, language, runs_installation, created_at)
    values (${ctx.brandId}, ${s.staffId}, ${s.name}, ${s.email}, ${emailKey(s.email)}, ${s.language}, ${s.runsInstallation}, ${ctx.now()})`.execute(
    ctx.db,
  )
  await sql`insert into brands.staff_secrets (brand_id, staff_id, password, password_at)
    values (${ctx.brandId}, ${s.staffId}, ${password}, ${ctx.now()})`.execute(ctx.db)
}

export async function selectStaff(ctx: Context, staffId: string): Promise<Staff | undefined> {
  const { rows } =
    await sql<Staff>`select ${columns} from brands.staff s where brand_id = ${ctx.brandId} and staff_id = ${staffId}`.execute(
      ctx.db,
    )
  return rows[0]
}

export async function selectStaffByEmail(ctx: Context, email: string): Promise<Staff | undefined> {
  const { rows } = await sql<Staff>`select ${columns} from brands.staff s
    where brand_id = ${ctx.brandId} and email_key = ${emailKey(email)}`.execute(ctx.db)
  return rows[0]
}

export async function selectStaffNames(ctx: Context, staffIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ staffId: string; name: string }>`select staff_id as "staffId", name from brands.staff
    where brand_id = ${ctx.brandId} and staff_id = any(${staffIds}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ staffId, name }) => [staffId, name]))
}

export async function updateStaff(
  ctx: Context,
  staffId: string,
  change: { name: string | undefined; language: string | undefined },
): Promise<void> {
  await sql`update brands.staff set name = coalesce(${change.name ?? null}, name), language = coalesce(${change.language ?? null}, language)
    where brand_id = ${ctx.brandId} and staff_id = ${staffId}`.execute(ctx.db)
}

export async function disableStaffRow(ctx: Context, staffId: string, disabled: boolean): Promise<void> {
  await sql`update brands.staff set disabled_at = ${disabled ? ctx.now() : null} where brand_id = ${ctx.brandId} and staff_id = ${staffId}`.execute(
    ctx.db,
  )
}

/** `lock`: for whoever is about to change them, so that one code can't be used twice at once. */
export async function selectSecrets(
  ctx: Context,
  staffId: string,
  how: { lock: boolean } = { lock: false },
): Promise<Secrets | undefined> {
  const { rows } =
    await sql<Secrets>`select password, password_at as "passwordAt", totp, totp_at as "totpAt", totp_step as "totpStep",
      recovery_codes as "recoveryCodes"
    from brands.staff_secrets where brand_id = ${ctx.brandId} and staff_id = ${staffId} ${how.lock ? sql`for update` : sql``}`.execute(
      ctx.db,
    )
  return rows[0]
}

export async function updatePassword(ctx: Context, staffId: string, password: string): Promise<void> {
  await sql`update brands.staff_secrets set password = ${password}, password_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and staff_id = ${staffId}`.execute(ctx.db)
}

/** Sets the authenticator's sealed secret, whose code of `step` was just used; null takes it away. */
export async function updateTotp(
  ctx: Context,
  staffId: string,
  totp: { sealed: string; step: number } | null,
): Promise<void> {
  await sql`update brands.staff_secrets set totp = ${totp?.sealed ?? null}, totp_at = ${totp ? ctx.now() : null}, totp_step = ${totp?.step ?? 0}
    where brand_id = ${ctx.brandId} and staff_id = ${staffId}`.execute(ctx.db)
}

export async function spendTotpStep(ctx: Context, staffId: string, step: number): Promise<void> {
  await sql`update brands.staff_secrets set totp_step = ${step} where brand_id = ${ctx.brandId} and staff_id = ${staffId}`.execute(
    ctx.db,
  )
}

export async function updateRecoveryCodes(ctx: Context, staffId: string, hashes: readonly string[]): Promise<void> {
  await sql`update brands.staff_secrets set recovery_codes = ${hashes}::text[] where brand_id = ${ctx.brandId} and staff_id = ${staffId}`.execute(
    ctx.db,
  )
}

/** Tries that failed for a subject in the running window; 0 when the window is over. */
export async function selectFailedTries(
  ctx: Context,
  subject: string,
): Promise<{ count: number; endsAt: Date } | undefined> {
  const { rows } = await sql<{ count: number; endsAt: Date }>`select count, ends_at as "endsAt" from brands.failed_tries
    where brand_id = ${ctx.brandId} and subject = ${subject} and ends_at > ${ctx.now()}`.execute(ctx.db)
  return rows[0]
}

export async function countFailedTry(ctx: Context, subject: string, windowMs: number): Promise<number> {
  const now = ctx.now()
  const endsAt = new Date(now.getTime() + windowMs)
  const { rows } = await sql<{ count: number }>`insert into brands.failed_tries as f (brand_id, subject, count, ends_at)
    values (${ctx.brandId}, ${subject}, 1, ${endsAt})
    on conflict (brand_id, subject) do update set
      count = case when f.ends_at > ${now} then f.count + 1 else 1 end,
      ends_at = case when f.ends_at > ${now} then f.ends_at else excluded.ends_at end
    returning count`.execute(ctx.db)
  return rows[0]?.count ?? 1
}

export async function forgetFailedTries(ctx: Context, subject: string): Promise<void> {
  await sql`delete from brands.failed_tries where brand_id = ${ctx.brandId} and subject = ${subject}`.execute(ctx.db)
}

export async function deleteOldTries(ctx: Context): Promise<void> {
  await sql`delete from brands.failed_tries where brand_id = ${ctx.brandId} and ends_at < ${ctx.now()}`.execute(ctx.db)
}
