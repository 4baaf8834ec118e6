import { type Context, inTransaction, platformBrandId } from "#kernel/context"
import type { ApiKey } from "./model.ts"
import { secretHash } from "./secrets.ts"
import { selectKeyByHash, touchKey } from "./storage-keys.ts"

/** How long a key that was looked up is believed: well under the five seconds after which a revoked one must be dead (S31). */
export const believedMs = 3_000
const most = 10_000

type Known = { readonly key: ApiKey | undefined; readonly at: number }
// One memory per database, so that two installations in one process never share it.
const memories = new WeakMap<object, Map<string, Known>>()

/** The living key with this secret. Called for every request of an SDK, so it is remembered for a moment. */
export async function livingKey(platform: Context, secret: string): Promise<ApiKey | undefined> {
  if (!/^(mk_live_|mk_test_|wk_)[\w-]{43}$/.test(secret)) return undefined
  const hash = secretHash(secret)
  const key = await remembered(platform, hash)
  const now = platform.now()
  if (!key || key.revokedAt || (key.expiresAt && key.expiresAt <= now)) return undefined
  return key
}

async function remembered(platform: Context, hash: Buffer): Promise<ApiKey | undefined> {
  const memory = memoryOf(platform)
  const name = hash.toString("hex")
  const now = platform.now().getTime()
  const known = memory.get(name)
  if (known && now >= known.at && now - known.at < believedMs) return known.key
  const key = await inTransaction({ ...platform, brandId: platformBrandId }, async (ctx) => {
    const found = await selectKeyByHash(ctx, hash)
    if (found) await touchKey(ctx, found.keyId)
    return found
  })
  if (memory.size >= most) memory.clear()
  memory.set(name, { key, at: now })
  return key
}

/** Forgets a key in this process, once it was revoked. */
export const forgetKey = (ctx: Context, hash: Buffer): void => void memoryOf(ctx).delete(hash.toString("hex"))

function memoryOf(ctx: Context): Map<string, Known> {
  // The signing keys are one object per installation, transactions and brands included.
  const known = memories.get(ctx.keys)
  if (known) return known
  const made = new Map<string, Known>()
  memories.set(ctx.keys, made)
  return made
}
