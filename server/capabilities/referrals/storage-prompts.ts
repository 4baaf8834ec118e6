import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Asked } from "./prompt-rules.ts"

export async function selectAsked(ctx: Context, customerIds: readonly string[]): Promise<ReadonlyMap<string, Asked>> {
  const { rows } = await sql<Asked & { customerId: string }>`select customer_id as "customerId", shown_at as "shownAt",
      dismissed_at as "dismissedAt" from referrals.prompts
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ customerId, ...asked }) => [customerId, asked]))
}

/** Only the last ten times are kept: no rule asks for more. */
export async function noteShown(ctx: Context, customerId: string): Promise<void> {
  await sql`insert into referrals.prompts (brand_id, customer_id, shown_at) values (${ctx.brandId}, ${customerId}, array[${ctx.now()}::timestamptz])
    on conflict (brand_id, customer_id) do update set shown_at = (array[${ctx.now()}::timestamptz] || prompts.shown_at)[1:10]`.execute(
    ctx.db,
  )
}

export async function noteDismissed(ctx: Context, customerId: string): Promise<void> {
  await sql`insert into referrals.prompts (brand_id, customer_id, dismissed_at) values (${ctx.brandId}, ${customerId}, ${ctx.now()})
    on conflict (brand_id, customer_id) do update set dismissed_at = excluded.dismissed_at`.execute(ctx.db)
}

export async function moveAsked(ctx: Context, from: string, into: string): Promise<void> {
  await sql`insert into referrals.prompts (brand_id, customer_id, shown_at, dismissed_at)
    select brand_id, ${into}, shown_at, dismissed_at from referrals.prompts where brand_id = ${ctx.brandId} and customer_id = ${from}
    on conflict (brand_id, customer_id) do update set shown_at = (prompts.shown_at || excluded.shown_at)[1:10],
      dismissed_at = greatest(prompts.dismissed_at, excluded.dismissed_at)`.execute(ctx.db)
  await sql`delete from referrals.prompts where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(ctx.db)
  await sql`insert into referrals.ambassadors (brand_id, customer_id, state, why, invited_at, answered_at)
    select brand_id, ${into}, state, why, invited_at, answered_at from referrals.ambassadors
      where brand_id = ${ctx.brandId} and customer_id = ${from} on conflict do nothing`.execute(ctx.db)
  await sql`delete from referrals.ambassadors where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(ctx.db)
}

export type Ambassador = {
  readonly customerId: string
  readonly state: "invited" | "accepted" | "declined"
  readonly why: readonly string[]
  readonly invitedAt: Date
  readonly answeredAt: Date | null
}

export async function selectAmbassadors(ctx: Context, customerIds: readonly string[] | null): Promise<Ambassador[]> {
  const { rows } = await sql<Ambassador>`select customer_id as "customerId", state, why, invited_at as "invitedAt",
      answered_at as "answeredAt" from referrals.ambassadors where brand_id = ${ctx.brandId}
      ${customerIds ? sql`and customer_id = any(${customerIds}::uuid[])` : sql``}
    order by invited_at desc, customer_id limit 500`.execute(ctx.db)
  return rows
}

/** False when she was invited before: nobody is asked twice. */
export async function insertAmbassador(ctx: Context, customerId: string, why: readonly string[]): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into referrals.ambassadors (brand_id, customer_id, state, why, invited_at)
    values (${ctx.brandId}, ${customerId}, 'invited', ${why}::text[], ${ctx.now()}) on conflict do nothing`.execute(
      ctx.db,
    )
  return numAffectedRows === 1n
}

export async function answerAmbassador(
  ctx: Context,
  customerId: string,
  state: "accepted" | "declined",
): Promise<boolean> {
  const { numAffectedRows } = await sql`update referrals.ambassadors set state = ${state}, answered_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and customer_id = ${customerId} and state <> ${state}`.execute(ctx.db)
  return numAffectedRows === 1n
}
