import { type Context, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { audit } from "./audit.ts"
import { KeyError } from "./errors.ts"
import { forgetKey } from "./known-keys.ts"
import type { ApiKey } from "./model.ts"
import { isRight } from "./roles-rules.ts"
import { newSecret, secretHash } from "./secrets.ts"
import { selectBrand } from "./storage.ts"
import { insertKey, revokeKeyRow, selectKeys } from "./storage-keys.ts"
import { readOrigin } from "./write-key-rules.ts"

export type NewKey = { readonly name: string; readonly scopes: readonly string[]; readonly expiresAt?: Date | null }

/**
 * Makes a secret key for the context's brand. `secret` is given out this once: only its SHA-256 is kept. A test brand's
 * keys begin with mk_test_, all others with mk_live_. Throws `keys.UnknownScope`.
 */
export async function createApiKey(ctx: Context, wanted: NewKey): Promise<{ key: ApiKey; secret: string }> {
  const unknown = wanted.scopes.find((scope) => !isRight(scope))
  if (unknown !== undefined) throw KeyError.UnknownScope({ field: "scopes", scope: unknown })
  return inTransaction(ctx, async (ctx) => {
    const brand = await selectBrand(ctx, ctx.brandId)
    if (!brand) throw KernelError.NotFound({ field: "brandId" })
    const secret = `${brand.testOf ? "mk_test_" : "mk_live_"}${newSecret(ctx)}`
    const key = keyOf(ctx, "secret", secret, wanted)
    await insertKey(ctx, key, secretHash(secret))
    await audit(ctx, { action: "keys.created", subject: `key:${key.keyId}`, after: shown(key) })
    return { key, secret }
  })
}

/** Makes a public key for browsers of the sites named. It can only send events, and only as nobody in particular (S30). */
export async function createWriteKey(
  ctx: Context,
  wanted: { name: string; origins: readonly string[] },
): Promise<{ key: ApiKey; secret: string }> {
  const origins = wanted.origins.map((origin) => readOrigin(origin) ?? origin)
  if (origins.length === 0 || origins.some((origin) => readOrigin(origin) === undefined))
    throw KeyError.OriginNeeded({ field: "origins" })
  return inTransaction(ctx, async (ctx) => {
    const secret = `wk_${newSecret(ctx)}`
    const key: ApiKey = {
      ...keyOf(ctx, "write", secret, { name: wanted.name, scopes: ["events:write"] }),
      origins,
      publicKey: secret,
    }
    await insertKey(ctx, key, secretHash(secret))
    await audit(ctx, { action: "keys.created", subject: `key:${key.keyId}`, after: shown(key) })
    return { key, secret }
  })
}

/** Ends a key: at once in this process, within three seconds in any other. Throws `kernel.NotFound`. */
export async function revokeKey(ctx: Context, keyId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const revoked = await revokeKeyRow(ctx, keyId)
    if (!revoked) throw KernelError.NotFound({ field: "keyId" })
    await audit(ctx, { action: "keys.revoked", subject: `key:${keyId}`, before: shown(revoked) })
    ctx.afterCommit(() => forgetKey(ctx, revoked.hash))
  })
}

export const apiKeys = (ctx: Context): Promise<ApiKey[]> => inTransaction(ctx, selectKeys)

function keyOf(ctx: Context, kind: ApiKey["kind"], secret: string, wanted: NewKey): ApiKey {
  return {
    keyId: ctx.id(),
    brandId: ctx.brandId,
    kind,
    name: wanted.name,
    hint: secret.slice(-4),
    publicKey: null,
    scopes: [...new Set(wanted.scopes)],
    origins: [],
    createdBy: ctx.actor.kind === "staff" ? ctx.actor.staffId : null,
    createdAt: ctx.now(),
    expiresAt: wanted.expiresAt ?? null,
    lastUsedAt: null,
    revokedAt: null,
  }
}

const shown = ({ name, kind, hint, scopes, origins, expiresAt }: ApiKey) => ({
  name,
  kind,
  hint,
  scopes,
  origins,
  expiresAt,
})
