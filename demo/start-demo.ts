import type { FastifyInstance } from "fastify"
import { type Context, inBrand } from "#kernel/context"
import { fillBrand } from "./fill-brand.ts"
import { type DemoSettings, findDemo, isUntouched, openDemo, setUpDemo } from "./open-demo.ts"
import { drawPicture } from "./pictures.ts"
import { products } from "./products.ts"

/** Fills an open demo brand. */
export type Fill = (ctx: Context, settings: DemoSettings) => Promise<void>

/**
 * Fills an installation that nobody has used yet with the demo brand; goes on where a killed process stopped. Meant to run
 * in the background of a serving process. False when there is nothing to do.
 */
export async function startDemo(platform: Context, fill: Fill = fillDemo): Promise<boolean> {
  if (!(await findDemo(platform)) && !(await isUntouched(platform))) return false
  return makeDemo(platform, fill)
}

/** Makes the demo brand, or finishes it. False when it is there already, or its address is another brand's. */
export async function makeDemo(platform: Context, fill: Fill = fillDemo): Promise<boolean> {
  const brand = await openDemo(platform)
  if (!brand) return false
  const settings = await setUpDemo(platform, brand)
  if (settings.state === "ready") return false
  await fill(inBrand(platform, brand.brandId), settings)
  return true
}

/** Fills the context's brand and says in the log how far it has come. */
export async function fillDemo(ctx: Context, settings: DemoSettings): Promise<void> {
  const begun = ctx.now().getTime()
  let said = 0
  ctx.log.info("the demo brand ひなた is being filled")
  await fillBrand({ ...ctx, cause: "demo" }, settings, (share) => {
    const quarter = Math.floor(share * 4)
    if (quarter > said && quarter < 4) ctx.log.info({ percent: quarter * 25 }, "the demo brand is being filled")
    said = quarter
  })
  ctx.log.info({ seconds: (ctx.now().getTime() - begun) / 1_000 }, "the demo brand ひなた is ready")
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
