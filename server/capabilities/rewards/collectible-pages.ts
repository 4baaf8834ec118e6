import { brandOf } from "#tracking"
import { rootIdsOf } from "#customers"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import { readToken } from "#kernel/tokens"
import { publicKeyOf } from "./collectible-rules.ts"
import { exportCollectible, signingSeed } from "./collectibles.ts"
import { selectCollectible } from "./storage-collectibles.ts"

const json = (value: object, more: Readonly<Record<string, string>> = {}): PageReply => ({
  status: 200,
  headers: { "content-type": "application/json; charset=utf-8", "x-content-type-options": "nosniff", ...more },
  body: `${JSON.stringify(value, null, 2)}\n`,
})

/** `GET /s/:slug/collectibles/key`: with this anybody can check that a collectible is the brand's. */
export const showCollectibleKey = async (platform: Context, request: PageRequest): Promise<PageReply> => {
  const brand = await brandOf(platform, request)
  const publicKey = publicKeyOf(signingSeed(inBrand(platform, brand.brandId)))
  return json({ issuer: { name: brand.name, slug: brand.slug }, algorithm: "Ed25519", publicKey })
}

/** `GET /s/:slug/collectibles/:token`: one collectible as a file, by a link that lives a quarter of an hour. */
export const takeCollectible = async (platform: Context, request: PageRequest): Promise<PageReply> => {
  const brand = await brandOf(platform, request)
  return inTransaction(inBrand(platform, brand.brandId), async (ctx) => {
    const claims = readToken(ctx, "file", request.path.token ?? "")
    const [what, collectibleId = ""] = claims.resource.split(":")
    if (claims.brandId !== brand.brandId || what !== "collectible") throw KernelError.BadLink()
    const found = await selectCollectible(ctx, collectibleId)
    const holder = (await rootIdsOf(ctx, [claims.subject])).get(claims.subject)
    if (!found || found.customerId !== holder) throw KernelError.NotFound({ field: "collectible" })
    return json(await exportCollectible(ctx, collectibleId), {
      "content-disposition": `attachment; filename="collectible-${collectibleId.slice(0, 8)}.json"`,
      "cache-control": "private, no-store",
    })
  })
}
