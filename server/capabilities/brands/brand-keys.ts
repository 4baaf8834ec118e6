import { type Context, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { rightsHeld } from "./acting.ts"
import { apiKeys, createApiKey, createWriteKey, type NewKey, revokeKey } from "./api-keys.ts"
import { KeyError } from "./errors.ts"
import { type ApiKey, type Brand, isTest } from "./model.ts"
import { rightsNotHeld } from "./roles-rules.ts"
import { selectBrand } from "./storage.ts"
import { forBrand } from "./storage-crossing.ts"
import { findTwin, testTwin } from "./test-twin.ts"

export type Mode = "live" | "test"
type Shown = ApiKey & { readonly mode: Mode }

/** The keys of a brand and of its twin for testing. */
export async function keysOfBrand(ctx: Context): Promise<Shown[]> {
  return inTransaction(ctx, async (ctx) => {
    const brand = await selectBrand(ctx, ctx.brandId)
    const own = (await apiKeys(ctx)).map((key) => ({ ...key, mode: modeOf(brand) }))
    const twin = await findTwin(ctx)
    const twins = twin
      ? (await forBrand(ctx, twin.brandId, apiKeys)).map((key) => ({ ...key, mode: "test" as const }))
      : []
    return [...own, ...twins]
  })
}

/** Makes a secret key, in test mode one of the twin. Throws `keys.BeyondYours` for rights that the maker does not hold. */
export async function makeSecretKey(
  ctx: Context,
  wanted: NewKey & { readonly mode: Mode },
): Promise<{ key: Shown; secret: string }> {
  return inTransaction(ctx, async (ctx) => {
    const beyond = rightsNotHeld(wanted.scopes, await rightsHeld(ctx))
    if (beyond.length > 0) throw KeyError.BeyondYours({ field: "scopes", rights: beyond.join(", ") })
    return inMode(ctx, wanted.mode, (ctx) => createApiKey(ctx, wanted))
  })
}

export const makeBrowserKey = (ctx: Context, wanted: { name: string; origins: readonly string[]; mode: Mode }) =>
  inTransaction(ctx, (ctx) => inMode(ctx, wanted.mode, (ctx) => createWriteKey(ctx, wanted)))

/** Ends a key of the brand or of its twin. Throws `kernel.NotFound`. */
export async function endBrandKey(ctx: Context, keyId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const key = (await keysOfBrand(ctx)).find((other) => other.keyId === keyId)
    if (!key) throw KernelError.NotFound({ field: "keyId" })
    await forBrand(ctx, key.brandId, (ctx) => revokeKey(ctx, keyId))
  })
}

async function inMode<T extends { key: ApiKey }>(
  ctx: Context,
  mode: Mode,
  work: (ctx: Context) => Promise<T>,
): Promise<T & { key: Shown }> {
  const brand = mode === "test" ? await testTwin(ctx) : await selectBrand(ctx, ctx.brandId)
  if (!brand) throw KernelError.NotFound({ field: "brandId" })
  const made = await forBrand(ctx, brand.brandId, work)
  return { ...made, key: { ...made.key, mode: modeOf(brand) } }
}

const modeOf = (brand: Brand | undefined): Mode => (brand && isTest(brand) ? "test" : "live")
