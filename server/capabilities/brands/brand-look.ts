import { type Context, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { knownRows } from "#kernel/known-rows"
import { contrast, nearestPassing, neededContrast, textOn } from "./contrast-rules.ts"
import { brandById } from "./brand-by-id.ts"
import { BrandError } from "./errors.ts"
import { type BrandLook, IdentitySettings, LookSettings, lookOf } from "./model-look.ts"
import { changeSetting, settingOf } from "./settings.ts"
import { selectPublicUrl } from "./storage-settings.ts"

/** How the context's brand looks, and who it is to its shoppers. Complete even when nothing was set. */
export async function brandLook(ctx: Context): Promise<BrandLook> {
  return inTransaction(ctx, async (ctx) => {
    const brand = await brandById(ctx, ctx.brandId)
    if (!brand) throw KernelError.NotFound({ field: "brandId" })
    return lookOf(brand, await lookSettings(ctx), await identitySettings(ctx))
  })
}

export const lookSettings = (ctx: Context) => settingOf(ctx, "look", LookSettings, LookSettings.parse({}))
export const identitySettings = (ctx: Context) =>
  settingOf(ctx, "identity", IdentitySettings, IdentitySettings.parse({}))

/** Saves the look. Throws `brands.TooLittleContrast` with the nearest colour that can be read. */
export async function changeLook(ctx: Context, look: LookSettings, basedOn?: number): Promise<number> {
  for (const part of ["light", "dark"] as const) {
    const { brand, paper } = look[part]
    checkReadable(`${part}.brand`, brand, [paper])
    checkReadable(`${part}.brand`, brand, [textOn(brand)])
  }
  return changeSetting(ctx, "look", LookSettings, look, basedOn)
}

function checkReadable(field: string, colour: string, against: readonly string[]): void {
  const ratio = Math.min(...against.map((other) => contrast(colour, other)))
  if (ratio >= neededContrast) return
  throw BrandError.TooLittleContrast({
    field,
    colour,
    ratio: Math.floor(ratio * 100) / 100,
    nearest: nearestPassing(colour, against) ?? "#000000",
  })
}

/** Saves who the brand is. */
export const changeIdentity = (ctx: Context, identity: IdentitySettings, basedOn?: number): Promise<number> =>
  changeSetting(ctx, "identity", IdentitySettings, identity, basedOn)

const address = knownRows("brands.address", selectPublicUrl)

/** The address under which the world reaches a path of ours: `https://maido.example.jp/s/hinata/…`. */
export async function publicUrl(ctx: Context, path: `/${string}`): Promise<string> {
  const base = await inTransaction(ctx, (ctx) => address.get(ctx, "public"))
  return (base ?? "http://localhost:7100").replace(/\/+$/, "") + path
}
