import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type Passkey = {
  readonly passkeyId: string
  readonly staffId: string
  readonly name: string
  readonly publicKey: Buffer
  readonly counter: number
  readonly transports: string[]
  readonly backedUp: boolean
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

const columns =
  sql.raw(`passkey_id as "passkeyId", staff_id as "staffId", name, public_key as "publicKey", counter, transports,
  backed_up as "backedUp", created_at as "createdAt", last_used_at as "lastUsedAt"`)

export async function insertPasskey(ctx: Context, p: Omit<Passkey, "createdAt" | "lastUsedAt">): Promise<void> {
  await sql`insert into brands.passkeys (brand_id, passkey_id, staff_id, name, public_key, counter, transports, backed_up, created_at)
    values (${ctx.brandId}, ${p.passkeyId}, ${p.staffId}, ${p.name}, ${p.publicKey}, ${p.counter}, ${p.transports}, ${p.backedUp}, ${ctx.now()})`.execute(
    ctx.db,
  )
}

export async function selectPasskeys(ctx: Context, staffId: string): Promise<Passkey[]> {
  const { rows } = await sql<Passkey>`select ${columns} from brands.passkeys
    where brand_id = ${ctx.brandId} and staff_id = ${staffId} order by created_at`.execute(ctx.db)
  return rows
}

export async function selectPasskey(ctx: Context, passkeyId: string): Promise<Passkey | undefined> {
  const { rows } = await sql<Passkey>`select ${columns} from brands.passkeys
    where brand_id = ${ctx.brandId} and passkey_id = ${passkeyId} for update`.execute(ctx.db)
  return rows[0]
}

export async function usePasskey(ctx: Context, passkeyId: string, counter: number): Promise<void> {
  await sql`update brands.passkeys set counter = ${counter}, last_used_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and passkey_id = ${passkeyId}`.execute(ctx.db)
}

/** Takes away one passkey of this person, or all of them. Returns how many there were. */
export async function deletePasskeys(ctx: Context, staffId: string, passkeyId: string | null): Promise<number> {
  const { numAffectedRows } =
    await sql`delete from brands.passkeys where brand_id = ${ctx.brandId} and staff_id = ${staffId}
    and (${passkeyId}::text is null or passkey_id = ${passkeyId}::text)`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}
