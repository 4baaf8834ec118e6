import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type AccountRow = {
  readonly brandId: string
  readonly accountId: string
  readonly accountSid: string
  /** Sealed. */
  readonly authToken: string
  readonly sender: string
  readonly name: string
  readonly closedBecause: string | null
  readonly closedUntil: Date | null
  readonly connectedAt: Date
}

const columns = sql.raw(`brand_id as "brandId", account_id as "accountId", account_sid as "accountSid",
  auth_token as "authToken", sender, name, closed_because as "closedBecause", closed_until as "closedUntil",
  connected_at as "connectedAt"`)

export async function selectAccount(ctx: Context): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`select ${columns} from sms.accounts where brand_id = ${ctx.brandId}`.execute(
    ctx.db,
  )
  return rows[0]
}

/** Any account by its id; in the platform's context any brand's. */
export async function selectAccountById(ctx: Context, accountId: string): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`select ${columns} from sms.accounts where account_id = ${accountId}`.execute(
    ctx.db,
  )
  return rows[0]
}

export async function upsertAccount(
  ctx: Context,
  a: Pick<AccountRow, "accountId" | "accountSid" | "authToken" | "sender" | "name">,
): Promise<void> {
  await sql`insert into sms.accounts (brand_id, account_id, account_sid, auth_token, sender, name, connected_at)
    values (${ctx.brandId}, ${a.accountId}, ${a.accountSid}, ${a.authToken}, ${a.sender}, ${a.name}, ${ctx.now()})
    on conflict (brand_id) do update set account_sid = excluded.account_sid, auth_token = excluded.auth_token,
      sender = excluded.sender, name = excluded.name, closed_because = null, closed_until = null`.execute(ctx.db)
}

export async function deleteAccount(ctx: Context): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from sms.accounts where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return Number(numAffectedRows ?? 0) > 0
}

/** Closes the channel for a while; null opens it. */
export async function markClosed(ctx: Context, reason: string | null, until: Date | null): Promise<void> {
  await sql`update sms.accounts set closed_because = ${reason}, closed_until = ${until}
    where brand_id = ${ctx.brandId}`.execute(ctx.db)
}

export type Link = { readonly code: string; readonly messageId: string; readonly target: string }

/** Keeps short addresses; one that is there for the same message and target stays. Returns the codes by target. */
export async function keepLinks(ctx: Context, links: readonly Link[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ target: string; code: string }>`
    insert into sms.links (brand_id, code, message_id, target, made_at)
    select ${ctx.brandId}, l.code, l."messageId", l.target, ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l(code text, "messageId" uuid, target text)
    on conflict (brand_id, message_id, target) do update set made_at = excluded.made_at
    returning target, code`.execute(ctx.db)
  return new Map(rows.map(({ target, code }) => [target, code]))
}

/** Where a short address leads; asked before it is known whose it is. */
export async function selectTarget(ctx: Context, code: string): Promise<string | undefined> {
  const { rows } = await sql<{ target: string }>`select target from sms.links where code = ${code}`.execute(ctx.db)
  return rows[0]?.target
}

export async function deleteLinksBefore(ctx: Context, before: Date): Promise<void> {
  await sql`delete from sms.links where brand_id = ${ctx.brandId} and made_at < ${before}`.execute(ctx.db)
}

export type CaughtSms = {
  readonly caughtId: string
  readonly number: string
  readonly text: string
  readonly parts: number
  readonly caughtAt: Date
}

export async function insertCaught(ctx: Context, caught: CaughtSms): Promise<void> {
  await sql`insert into sms.caught (brand_id, caught_id, number, text, parts, caught_at)
    values (${ctx.brandId}, ${caught.caughtId}, ${caught.number}, ${caught.text}, ${caught.parts}, ${caught.caughtAt})`.execute(
    ctx.db,
  )
}

/** The latest, newest first. */
export async function selectCaught(ctx: Context, limit: number): Promise<CaughtSms[]> {
  const { rows } = await sql<CaughtSms>`select caught_id as "caughtId", number, text, parts, caught_at as "caughtAt"
    from sms.caught where brand_id = ${ctx.brandId} order by caught_at desc, caught_id desc limit ${limit}`.execute(
    ctx.db,
  )
  return rows
}

export async function deleteCaughtOf(ctx: Context, numbers: readonly string[]): Promise<void> {
  await sql`delete from sms.caught where brand_id = ${ctx.brandId} and number = any(${numbers})`.execute(ctx.db)
}
