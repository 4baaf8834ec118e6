import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { ApiKey } from "./model.ts"

const columns =
  sql.raw(`key_id as "keyId", brand_id as "brandId", kind, name, hint, public_key as "publicKey", scopes, origins,
  created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"`)

export async function insertKey(ctx: Context, key: ApiKey, hash: Buffer): Promise<void> {
  await sql`insert into brands.api_keys (brand_id, key_id, kind, name, hash, hint, public_key, scopes, origins, created_by, created_at, expires_at)
    values (${ctx.brandId}, ${key.keyId}, ${key.kind}, ${key.name}, ${hash}, ${key.hint}, ${key.publicKey}, ${key.scopes},
      ${key.origins}, ${key.createdBy}, ${key.createdAt}, ${key.expiresAt})`.execute(ctx.db)
}

/** The key with this hash, whatever its brand: only the platform's context sees them all. */
export async function selectKeyByHash(ctx: Context, hash: Buffer): Promise<ApiKey | undefined> {
  const { rows } = await sql<ApiKey>`select ${columns} from brands.api_keys where hash = ${hash}`.execute(ctx.db)
  return rows[0]
}

/** Keys of the brands given, as far as the context may see them; the newest first. */
export async function selectKeys(ctx: Context): Promise<ApiKey[]> {
  const { rows } =
    await sql<ApiKey>`select ${columns} from brands.api_keys where brand_id = ${ctx.brandId} order by created_at desc`.execute(
      ctx.db,
    )
  return rows
}

/** Notes that the key was used; written at most once a minute, so that a busy key costs no write per request. */
export async function touchKey(ctx: Context, keyId: string): Promise<void> {
  const now = ctx.now()
  await sql`update brands.api_keys set last_used_at = ${now} where key_id = ${keyId}
    and (last_used_at is null or last_used_at < ${new Date(now.getTime() - 60_000)})`.execute(ctx.db)
}

/** The key as it was revoked; undefined when there is none to revoke. */
export async function revokeKeyRow(
  ctx: Context,
  keyId: string,
): Promise<(ApiKey & { readonly hash: Buffer }) | undefined> {
  const { rows } = await sql<ApiKey & { hash: Buffer }>`update brands.api_keys set revoked_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and key_id = ${keyId} and revoked_at is null returning ${columns}, hash`.execute(
    ctx.db,
  )
  return rows[0]
}
