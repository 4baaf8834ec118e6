import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { KlaviyoError } from "./errors.ts"
import type { Connection } from "./model.ts"
import { deleteKey, type Key, saveKey, selectKey, selectReadAt } from "./storage.ts"

/** Whether there is a key to the brand's account, and which. The key itself is never shown again. */
export async function connectionOf(ctx: Context): Promise<Connection> {
  return inTransaction(ctx, async (ctx) => {
    const key = await selectKey(ctx)
    if (!key) return { connected: false, keyEnding: null, connectedAt: null, readAt: null }
    const { keyEnding, connectedAt } = key
    return { connected: true, keyEnding, connectedAt, readAt: await selectReadAt(ctx, keyMarkOf(ctx, key)) }
  })
}

/** Tells keys apart without holding any. */
export const keyMarkOf = (ctx: Context, { sealedKey }: Pick<Key, "sealedKey">): string =>
  ctx.keys.fingerprint(`${ctx.brandId}:klaviyo:${ctx.keys.open(sealedKey)}`)

/**
 * Keeps a private key, sealed, in the place of an earlier one. Whether Klaviyo accepts it is seen when an import begins.
 * Throws `klaviyo.NotAPrivateKey`.
 */
export async function connectKlaviyo(ctx: Context, key: string): Promise<Connection> {
  const plain = key.trim()
  if (!/^pk_[A-Za-z0-9_-]{10,200}$/.test(plain)) throw KlaviyoError.NotAPrivateKey({ field: "key" })
  return inTransaction(ctx, async (ctx) => {
    const keyEnding = plain.slice(-4)
    await saveKey(ctx, { sealedKey: ctx.keys.seal(plain), keyEnding })
    await audit(ctx, { action: "klaviyo.connected", subject: "klaviyo:connection", after: { keyEnding } })
    return connectionOf(ctx)
  })
}

/** Forgets the key; what was brought in stays. */
export async function disconnectKlaviyo(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    if (await deleteKey(ctx)) await audit(ctx, { action: "klaviyo.disconnected", subject: "klaviyo:connection" })
  })
}
