import { ordersByNumber } from "#orders"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import type { PageReply, PageRequest } from "#kernel/page"
import { brandAtHand } from "./brand-at-hand.ts"
import { trackingLink } from "./link.ts"
import { provesBuyer } from "./look-up-rules.ts"
import { trackingPages } from "./ports.ts"
import { shopLook } from "./shop-look-rules.ts"
import { brandOf, htmlReply, languageFor } from "./show-order.ts"

/** `GET /s/:slug/track`: the form. */
export const showLookUp = (platform: Context, request: PageRequest): Promise<PageReply> =>
  form(platform, request, "", null)

/**
 * `POST /s/:slug/track`: number and proof, to the order's page or back to the form. An unknown number and a wrong proof
 * give the same answer, so that numbers can't be tried out (S17).
 */
export async function lookUpOrder(platform: Context, request: PageRequest): Promise<PageReply> {
  const brand = await brandOf(platform, request)
  const given = new URLSearchParams(request.body.toString("utf8"))
  const number = (given.get("number") ?? "").slice(0, 60).trim()
  const proof = (given.get("proof") ?? "").slice(0, 200)
  const ctx = inBrand(platform, brand.brandId)
  const found = await inTransaction(ctx, async (ctx) =>
    (await ordersByNumber(ctx, number)).find((order) => provesBuyer(order, proof)),
  )
  if (found)
    return {
      status: 303,
      headers: { location: trackingLink(ctx, brand.slug, found.orderId), "cache-control": "no-store" },
      body: "",
    }
  const problem = {
    ja: "ご注文番号か、ご入力いただいた内容のどちらかが違うようです。ご注文時のメールをご確認ください。",
    en: "The order number or the other entry does not match. Please check the mail you got when you ordered.",
  }
  return form(platform, request, number, problem[languageFor(request, brand)])
}

/** Who tries too often is asked to wait, and shown the way to a person. */
export async function waitALittle(platform: Context, request: PageRequest, seconds: number): Promise<PageReply> {
  const language = languageFor(request, await brandOf(platform, request))
  const minutes = Math.max(1, Math.ceil(seconds / 60))
  const problem =
    language === "ja"
      ? `続けてお試しになったため、いまは調べられません。${minutes}分ほど待って、もう一度お試しください。お急ぎのときは、下の窓口へどうぞ。`
      : `There were too many tries. Please wait about ${minutes === 1 ? "a minute" : `${minutes} minutes`} and try again, or ask us below.`
  return { ...(await form(platform, request, "", problem)), status: 429 }
}

async function form(
  platform: Context,
  request: PageRequest,
  number: string,
  problem: string | null,
): Promise<PageReply> {
  const brand = await brandOf(platform, request)
  const language = languageFor(request, brand)
  const look = shopLook((await brandAtHand(inBrand(platform, brand.brandId))).look, language, null, null)
  const view = {
    language,
    look,
    action: `/s/${brand.slug}/track${request.query.has("lang") ? `?lang=${language}` : ""}`,
    number,
    problem,
  }
  return htmlReply(problem ? 422 : 200, platform.product.use(trackingPages).lookUp(view))
}
