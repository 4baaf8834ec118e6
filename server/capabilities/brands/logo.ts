import { createHash } from "node:crypto"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { page } from "#kernel/page"
import { issueToken, readToken } from "#kernel/tokens"
import { audit } from "./audit.ts"
import { publicUrl } from "./brand-look.ts"
import { BrandError } from "./errors.ts"
import { pictureLimits, type PictureType, readPicture } from "./picture-rules.ts"
import { insertPicture, selectPicture } from "./storage-pictures.ts"

const resource = "logo-upload"
const endings: Record<PictureType, string> = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" }

/** A permission to send one brand's logo, for a quarter of an hour, in the name of whoever asked. */
export const logoUpload = (ctx: Context): { token: string } => ({
  token: issueToken(ctx, "file", { subject: ctx.actor.kind === "staff" ? ctx.actor.staffId : "", resource }),
})

/**
 * Keeps a picture that may become the brand's logo, and returns its address for `changeLook`. What it is, its bytes say
 * (S50). Throws `brands.NoPicture`, `brands.PictureTooBig`.
 */
export async function takeLogo(ctx: Context, given: Buffer): Promise<{ logoUrl: string }> {
  if (given.length > pictureLimits.bytes) throw BrandError.PictureTooBig(pictureLimits)
  const picture = readPicture(given)
  if (!picture) throw BrandError.NoPicture()
  const { width, height, type, bytes } = picture
  if (Math.min(width, height) < 1) throw BrandError.NoPicture()
  if (Math.max(width, height) > pictureLimits.side) throw BrandError.PictureTooBig(pictureLimits)
  const pictureId = `${createHash("sha256").update(bytes).digest("hex")}.${endings[type]}`
  return inTransaction(ctx, async (ctx) => {
    await insertPicture(ctx, pictureId, picture)
    const logoUrl = await publicUrl(ctx, `/brand-pictures/${ctx.brandId}/${pictureId}`)
    await audit(ctx, {
      action: "brands.picture-added",
      subject: `picture:${pictureId}`,
      after: { type, width, height },
    })
    return { logoUrl }
  })
}

/** Raw bytes; the permission is a header of its own that no browser sends by itself, so no other site can make one send (S07). */
export const receiveLogo = page(
  "PUT /api/v1/brand-logo",
  async (platform, request) => {
    const token = request.headers["x-upload-token"]
    const claims = readToken(platform, "file", typeof token === "string" ? token : "")
    if (claims.resource !== resource) throw KernelError.BadLink()
    const actor =
      claims.subject === ""
        ? ({ kind: "system", reason: "key" } as const)
        : ({ kind: "staff", staffId: claims.subject } as const)
    const ctx = { ...inBrand(platform, claims.brandId), actor, cause: request.requestId }
    return {
      status: 200,
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(await takeLogo(ctx, request.body)),
    }
  },
  { maxBytes: pictureLimits.bytes + 1, perMinute: 30 },
)

/** A picture for everybody. It never changes under its name, so whoever has it need not ask again. */
export const sendPicture = page(
  "GET /brand-pictures/:brandId/:pictureId",
  async (platform, request) => {
    const { brandId = "", pictureId = "" } = request.path
    const isName = /^[0-9a-f-]{36}$/.test(brandId) && /^[0-9a-f]{64}\.(png|jpg|webp)$/.test(pictureId)
    const picture = isName
      ? await inTransaction(inBrand(platform, brandId), (ctx) => selectPicture(ctx, pictureId))
      : undefined
    if (!picture) throw KernelError.NotFound()
    return {
      status: 200,
      headers: {
        "content-type": picture.type,
        "cache-control": "public, max-age=31536000, immutable",
        // Readers of mail on the web show it on pages of their own.
        "cross-origin-resource-policy": "cross-origin",
      },
      body: picture.bytes,
    }
  },
  { perMinute: 1_200 },
)
