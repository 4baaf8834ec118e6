import type { FastifyInstance } from "fastify"
import { type Context, inBrand } from "#kernel/context"
import { fillBrand } from "./fill-brand.ts"
import { findDemo, isUntouched, openDemo, setUpDemo } from "./open-demo.ts"
import { drawPicture } from "./pictures.ts"
import { products } from "./products.ts"

/**
 * Fills an installation that nobody has used yet with the demo brand; goes on where a killed process stopped. Meant to run
 * in the background of a serving process. False when there is nothing to do.
 */
export async function startDemo(platform: Context): Promise<boolean> {
  if (!(await findDemo(platform)) && !(await isUntouched(platform))) return false
  return makeDemo(platform)
}

/** Makes the demo brand, or finishes it. False when it is there already, or its address is another brand's. */
export async function makeDemo(platform: Context): Promise<boolean> {
  const brand = await openDemo(platform)
  if (!brand) return false
  const settings = await setUpDemo(platform, brand)
  if (settings.state === "ready") return false
  const ctx = { ...inBrand(platform, brand.brandId), cause: "demo" }
  const begun = ctx.now().getTime()
  let said = 0
  ctx.log.info("the demo brand ひなた is being filled")
  await fillBrand(ctx, settings, (share) => {
    const quarter = Math.floor(share * 4)
    if (quarter > said && quarter < 4) ctx.log.info({ percent: quarter * 25 }, "the demo brand is being filled")
    said = quarter
  })
  ctx.log.info({ seconds: (ctx.now().getTime() - begun) / 1_000 }, "the demo brand ひなた is ready")
  return true
}

/** Serves the pictures of the demo's products. */
export function openPictures(app: FastifyInstance): void {
  const drawn = new Map<string, Buffer>()
  app.get<{ Params: { file: string } }>("/demo/products/:file", (request, reply) => {
    const id = request.params.file.replace(/\.png$/, "")
    const product = products.find((each) => each.id === id)
    if (!product) return reply.callNotFound()
    const picture = drawn.get(id) ?? drawPicture(product.picture)
    drawn.set(id, picture)
    return reply
      .type("image/png")
      .header("cache-control", "public, max-age=86400")
      .header("cross-origin-resource-policy", "cross-origin")
      .send(picture)
  })
}
