import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Code, CodeState } from "./model.ts"

const columns = sql.raw(`code_id as "codeId", offer_id as "offerId", code, customer_id as "customerId", cause,
  issued_at as "issuedAt", valid_until as "validUntil", uses, max_uses as "maxUses", voided_at as "voidedAt"`)

export type WantedCode = {
  readonly codeId: string
  readonly code: string
  readonly customerId: string
  readonly cause: string
  readonly validUntil: Date | null
}

/** Writes codes for those who have none for their cause yet; who has one keeps it. */
export async function insertCodes(
  ctx: Context,
  offerId: string,
  maxUses: number,
  wanted: readonly WantedCode[],
): Promise<Set<string>> {
  const rows = wanted.map((w) => ({ ...w, validUntil: w.validUntil?.toISOString() ?? null }))
  const { rows: fresh } = await sql<{ codeId: string }>`
    insert into offers.codes (brand_id, code_id, offer_id, code, customer_id, cause, issued_at, valid_until, max_uses)
    select ${ctx.brandId}, "codeId", ${offerId}, code, "customerId", cause, ${ctx.now()}, "validUntil", ${maxUses}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("codeId" uuid, code text, "customerId" uuid, cause text, "validUntil" timestamptz)
    order by "customerId", cause
    on conflict (brand_id, offer_id, customer_id, cause) do nothing returning code_id as "codeId"`.execute(ctx.db)
  return new Set(fresh.map((row) => row.codeId))
}

/** Codes that these people have of an offer for these causes. */
export async function selectGiven(
  ctx: Context,
  offerId: string,
  wanted: readonly { readonly customerId: string; readonly cause: string }[],
): Promise<Code[]> {
  const { rows } = await sql<Code>`select ${columns} from offers.codes
    join unnest(${wanted.map((w) => w.customerId)}::uuid[], ${wanted.map((w) => w.cause)}::text[]) as w(id, why)
      on customer_id = w.id and cause = w.why
    where brand_id = ${ctx.brandId} and offer_id = ${offerId} and code is not null`.execute(ctx.db)
  return rows
}

export async function selectCode(ctx: Context, code: string): Promise<Code | undefined> {
  const { rows } = await sql<Code>`select ${columns} from offers.codes
    where brand_id = ${ctx.brandId} and code = ${code}`.execute(ctx.db)
  return rows[0]
}

/** The same, held until the transaction ends. */
export async function holdCode(ctx: Context, code: string): Promise<Code | undefined> {
  const { rows } = await sql<Code>`select ${columns} from offers.codes
    where brand_id = ${ctx.brandId} and code = ${code} for update`.execute(ctx.db)
  return rows[0]
}

/** Returns whose offer's it was; undefined when it was void already, or is none of ours. */
export async function voidCode(ctx: Context, codeId: string): Promise<string | undefined> {
  const { rows } = await sql<{ offerId: string }>`update offers.codes set voided_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and code_id = ${codeId} and voided_at is null returning offer_id as "offerId"`.execute(
    ctx.db,
  )
  return rows[0]?.offerId
}

/** The same, but for one that was used. */
export async function voidUnused(ctx: Context, code: string): Promise<string | undefined> {
  const { rows } = await sql<{ offerId: string }>`update offers.codes set voided_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and code = ${code} and voided_at is null and uses = 0 returning offer_id as "offerId"`.execute(
    ctx.db,
  )
  return rows[0]?.offerId
}

export type CodeFilter = {
  readonly offerId: string
  readonly state?: CodeState | undefined
  readonly after?: readonly [Date, string] | undefined
  readonly limit: number
}

/** Codes of an offer, the newest first. */
export async function selectCodes(ctx: Context, { offerId, state, after, limit }: CodeFilter): Promise<Code[]> {
  const isOver = sql`valid_until is not null and valid_until <= ${ctx.now()}`
  const wanted = {
    voided: sql`and voided_at is not null`,
    used: sql`and voided_at is null and uses >= max_uses`,
    expired: sql`and voided_at is null and uses < max_uses and ${isOver}`,
    open: sql`and voided_at is null and uses < max_uses and not (${isOver})`,
  }
  const { rows } = await sql<Code>`select ${columns} from offers.codes
    where brand_id = ${ctx.brandId} and offer_id = ${offerId} and code is not null ${state ? wanted[state] : sql``}
      ${after ? sql`and (issued_at, code_id) < (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by issued_at desc, code_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** Codes of these people that can still be used, the next to end first. */
export async function selectOpenCodes(ctx: Context, customerIds: readonly string[]): Promise<Code[]> {
  const { rows } = await sql<Code>`select ${columns} from offers.codes
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) and code is not null and voided_at is null
      and uses < max_uses and (valid_until is null or valid_until > ${ctx.now()})
    order by valid_until nulls last, code_id limit 1000`.execute(ctx.db)
  return rows
}

/** What one person has of an offer is found under the other id from now on. A reason that both have codes for keeps both. */
export async function moveCodes(ctx: Context, from: string, into: string): Promise<void> {
  await sql`update offers.codes c set customer_id = ${into},
      cause = case when exists (select from offers.codes o where o.brand_id = c.brand_id and o.offer_id = c.offer_id
        and o.customer_id = ${into} and o.cause = c.cause) then c.cause || ':' || c.code_id else c.cause end
    where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(ctx.db)
  await sql`update offers.redemptions set customer_id = ${into}
    where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(ctx.db)
}

/** The codes of erased people can't be used or found any more; the sums stay. */
export async function forgetCodes(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`update offers.codes set code = null, customer_id = null, cause = 'erased', voided_at = coalesce(voided_at, ${ctx.now()})
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  await sql`update offers.redemptions set customer_id = null
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
}

/** What somebody has been given, for her own request. */
export async function selectCodesOf(ctx: Context, customerIds: readonly string[]) {
  const { rows } = await sql<Pick<Code, "code" | "issuedAt" | "validUntil" | "uses">>`
    select code, issued_at as "issuedAt", valid_until as "validUntil", uses from offers.codes
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[]) order by issued_at, code_id`.execute(
    ctx.db,
  )
  return rows
}
