import { brandAtHand, brandOf, languageFor } from "#tracking"
import { customerById } from "#customers"
import { publicUrl } from "#brands"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { ExpectedError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import { issueToken, readToken } from "#kernel/tokens"
import { widgetLines } from "./cards.ts"
import { MyPageError } from "./errors.ts"
import { myPageLink } from "./my-page-link.ts"
import { myPagePages } from "./ports.ts"

/** Any shop's page may load it: it holds nothing of anybody unless a token names her. */
const shared = { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" }

/** `GET /s/:slug/my/widget.js` */
export async function widgetScript(platform: Context, request: PageRequest): Promise<PageReply> {
  await brandOf(platform, request)
  const headers = {
    ...shared,
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=3600, stale-while-revalidate=86400",
  }
  return { status: 200, headers, body: platform.product.use(myPagePages).widget }
}

/**
 * `GET /s/:slug/my/widget.json`: a line or two, and where they lead. `member` is a token that the shop's own server asked
 * for (`POST /api/v1/my-page/member-tokens`), good for an hour; without it there is only what everybody may know.
 */
export async function widgetData(platform: Context, request: PageRequest): Promise<PageReply> {
  const brand = await brandOf(platform, request)
  const ctx = inBrand(platform, brand.brandId)
  const language = languageFor(request, brand)
  const body = await inTransaction(ctx, async (ctx) => {
    const customerId = await memberIn(ctx, request.query.get("member"))
    const lines: string[] = []
    for (const line of [...ctx.product.contributed(widgetLines)].sort((a, b) => a.order - b.order))
      lines.push(...(await line.read(ctx, customerId, language)))
    const { slug } = (await brandAtHand(ctx)).brand
    const url = customerId ? await publicUrl(ctx, `/s/${slug}/my`) : await publicUrl(ctx, `/s/${slug}/rewards`)
    return { lines: lines.slice(0, 3), url, label: words[customerId ? "page" : "join"][language] }
  })
  const headers = {
    ...shared,
    "content-type": "application/json; charset=utf-8",
    "cache-control": request.query.has("member") ? "private, no-store" : "public, max-age=300",
  }
  return { status: 200, headers, body: JSON.stringify(body) }
}

const words = {
  page: { ja: "マイページ", en: "My page" },
  join: { ja: "くわしく見る", en: "Learn more" },
}

/** Whom a token names; nobody when it is old, forged, or of another brand. */
async function memberIn(ctx: Context, token: string | null): Promise<string | null> {
  if (!token) return null
  try {
    const link = readToken(ctx, "member", token)
    const customer = link.brandId === ctx.brandId ? await customerById(ctx, link.subject) : undefined
    return customer && !customer.erasedAt ? customer.customerId : null
  } catch (error) {
    if (error instanceof ExpectedError) return null
    throw error
  }
}

/** A token for the widget, for a customer who has signed in at the shop. Throws `mypage.UnknownCustomer`. */
export async function memberToken(ctx: Context, customerId: string): Promise<{ token: string; expiresAt: Date }> {
  const customer = await customerById(ctx, customerId)
  if (!customer || customer.erasedAt) throw MyPageError.UnknownCustomer({ field: "customerId" })
  const lifeMs = 3_600_000
  const token = issueToken(ctx, "member", { subject: customer.customerId, resource: "", lifeMs })
  return { token, expiresAt: new Date(ctx.now().getTime() + lifeMs) }
}

/** A link to a customer's page, to be sent by other systems. Throws `mypage.UnknownCustomer`. */
export async function linkFor(ctx: Context, customerId: string, to: string): Promise<{ url: string }> {
  const customer = await customerById(ctx, customerId)
  if (!customer || customer.erasedAt) throw MyPageError.UnknownCustomer({ field: "customerId" })
  return { url: await myPageLink(ctx, customer.customerId, { to }) }
}
