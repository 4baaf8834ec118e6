import { brandById } from "#brands"
import { rootIdsOf } from "#customers"
import { touchCustomers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import type { Text } from "#kernel/text"
import { signCollectible, type SignedCollectible } from "./collectible-rules.ts"
import { RewardError } from "./errors.ts"
import { insertCollectible, selectCollectible, selectCollectibles } from "./storage-collectibles.ts"

export type Granting = {
  readonly customerId: string
  /** Once for each person and cause: `quest:<quest>:<round>`. */
  readonly cause: string
  readonly name: Text
  readonly imageUrl: string | null
  readonly serial?: number | null
  readonly edition?: number | null
}

/** Gives somebody a stamp or piece for good (H21). The same cause again gives nothing more. */
export const grantCollectible = (ctx: Context, granting: Granting): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const customerId = (await rootIdsOf(ctx, [granting.customerId])).get(granting.customerId)
    if (customerId === undefined) return
    const { name, cause, imageUrl, serial = null, edition = null } = granting
    const words = { nameJa: name.ja || name.en, nameEn: name.en || name.ja }
    await insertCollectible(ctx, { collectibleId: ctx.id(), customerId, cause, ...words, imageUrl, serial, edition })
    await touchCustomers(ctx, [customerId])
  })

/** What she has collected, the newest first. */
export const collectiblesOf = (ctx: Context, customerId: string) =>
  inTransaction(ctx, async (ctx) => {
    const root = (await rootIdsOf(ctx, [customerId])).get(customerId)
    return root === undefined ? [] : selectCollectibles(ctx, [root])
  })

/**
 * A collectible to take along: JSON signed by the brand, which anybody can check with the key that it names and that the brand
 * shows at its own address. Nothing in it says who holds it. Throws `rewards.UnknownCollectible`.
 */
export const exportCollectible = (ctx: Context, collectibleId: string): Promise<SignedCollectible> =>
  inTransaction(ctx, async (ctx) => {
    const found = await selectCollectible(ctx, collectibleId)
    const brand = await brandById(ctx, ctx.brandId)
    if (!found || !brand) throw RewardError.UnknownCollectible({ field: "collectibleId" })
    const { nameJa, nameEn, imageUrl, serial, edition, gotAt } = found
    return signCollectible(signingSeed(ctx), {
      id: collectibleId,
      name: { ja: nameJa, en: nameEn },
      imageUrl,
      serial,
      edition,
      gotAt: gotAt.toISOString(),
      issuer: { name: brand.name, slug: brand.slug },
    })
  })

/** The brand's own key for this: nobody else's collectibles can be signed with it. */
export const signingSeed = (ctx: Context): Uint8Array => ctx.keys.signing(`collectible:${ctx.brandId}`)
