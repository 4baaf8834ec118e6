import {
  allBrands,
  BrandError,
  type Brand,
  changeIdentity,
  changeLook,
  changeSetting,
  createBrand,
  settingOf,
} from "#brands"
import { connectShop } from "#orders"
import { changeShippingSettings, ShippingSettings } from "#shipments"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { ExpectedError } from "#kernel/errors"
import { z } from "zod"
import { hinata, identity, look, shopDomain, stores, warehouse, warehousePlace } from "./brand.ts"

const area = "demo"

/** How the demo brand was made: with this it can be finished after a kill. `madeAt`: when its two years end. */
export type DemoSettings = {
  readonly seed: number
  readonly madeAt: Date
  readonly connectionId: string
  readonly state: "filling" | "ready"
}
const Stored = z.object({
  seed: z.int(),
  madeAt: z.string(),
  connectionId: z.string(),
  state: z.enum(["filling", "ready"]),
})

/** What the installation remembers: a demo that was offered once and deleted doesn't come back by itself. */
const Offered = z.object({ offered: z.boolean() })

const defaultSeed = 7_120

/** The demo brand of this installation, if there is one. */
export async function findDemo(platform: Context): Promise<Brand | undefined> {
  const brands = await inTransaction(platform, allBrands)
  return brands.find((brand) => brand.isDemo && brand.testOf === null)
}

/** Whether an installation is as empty as on its first day: no brand, and no demo that somebody has deleted. */
export async function isUntouched(platform: Context): Promise<boolean> {
  const { offered } = await settingOf(platform, area, Offered, { offered: false })
  return !offered && (await inTransaction(platform, allBrands)).length === 0
}

/** Opens the demo brand, still empty; the one that is there when there is one. Undefined when its slug is another's. */
export async function openDemo(platform: Context): Promise<Brand | undefined> {
  const brand = (await findDemo(platform)) ?? (await createDemo(platform))
  if (!brand) return undefined
  await changeSetting(platform, area, Offered, { offered: true })
  return brand
}

async function createDemo(platform: Context): Promise<Brand | undefined> {
  try {
    return await createBrand(platform, hinata)
  } catch (error) {
    // Another process, or a brand of people who like the name as well.
    if (error instanceof ExpectedError && error.code === BrandError.SlugTaken().code) return findDemo(platform)
    throw error
  }
}

/** The demo's settings; its look, its shop and how it ships are set up on the way, once. */
export async function setUpDemo(platform: Context, brand: Brand, seed = defaultSeed): Promise<DemoSettings> {
  const ctx = inBrand(platform, brand.brandId)
  const known = await demoSettings(ctx)
  if (known) return known
  return inTransaction(ctx, async (ctx) => {
    await changeLook(ctx, look)
    await changeIdentity(ctx, identity)
    const shipping = ShippingSettings.parse({ prefecture: "14", originName: warehouse.name })
    await changeShippingSettings(ctx, shipping as Parameters<typeof changeShippingSettings>[1], 0) // safe: the code above is one of the 47
    const { connectionId } = await connectShop(ctx, {
      vendor: "shopify",
      name: "ひなた オンラインショップ",
      shopDomain,
      secret: shopSecret(ctx),
      places,
    })
    const settings = { seed, madeAt: ctx.now(), connectionId, state: "filling" as const }
    await keepDemoSettings(ctx, settings)
    return settings
  })
}

const places = {
  [stores.kamakura.shopPlace]: { kind: "store", name: stores.kamakura.name },
  [stores.kagurazaka.shopPlace]: { kind: "store", name: stores.kagurazaka.name },
  [warehousePlace]: warehouse,
} as const

/** With which the demo's shop signs; made from the installation's own key, so that it is nowhere written down in plain. */
export const shopSecret = (ctx: Context): string => ctx.keys.fingerprint(`demo.shop:${ctx.brandId}`)

export const sourceOf = ({ connectionId }: Pick<DemoSettings, "connectionId">): string => `shopify:${connectionId}`

export async function demoSettings(ctx: Context): Promise<DemoSettings | undefined> {
  const stored = await settingOf(ctx, area, Stored.nullable(), null)
  return stored ? { ...stored, madeAt: new Date(stored.madeAt) } : undefined
}

export const keepDemoSettings = (ctx: Context, settings: DemoSettings): Promise<number> =>
  changeSetting(ctx, area, Stored, { ...settings, madeAt: settings.madeAt.toISOString() })
