import type { Brand } from "#brands"
import { agentKind } from "#engagement"
import { brandAtHand, brandOf, htmlReply, languageFor, shopLook, type ShopLook, trackingPages } from "#tracking"
import { type Context, inBrand } from "#kernel/context"
import type { PageReply, PageRequest } from "#kernel/page"
import type { Language, Text } from "#kernel/text"
import { printOf } from "./know-people.ts"

/** What every page here knows of its visitor: the brand, her language, and by what her browser is known again. */
export type Shown = {
  readonly ctx: Context
  readonly brand: Brand
  readonly look: ShopLook
  readonly shopUrl: string | null
  readonly language: Language
  /** `?lang=en` when she chose it in the address. */
  readonly choice: string
  /** The cookie's own value, and the fingerprint that is kept of it. */
  readonly cookie: string
  readonly visitor: string
  readonly network: string
  readonly isMachine: boolean
}

/** Browsers keep a cookie for 400 days at most; each visit begins them anew (J19). */
const cookieSeconds = 400 * 86_400

export async function doorOf(platform: Context, request: PageRequest): Promise<Shown> {
  const brand = await brandOf(platform, request)
  const ctx = inBrand(platform, brand.brandId)
  const language = languageFor(request, brand)
  const { look } = await brandAtHand(ctx)
  const print = printOf(ctx)
  const cookie = cookieIn(request.headers.cookie) ?? Buffer.from(ctx.bytes(16)).toString("base64url")
  const agent = agentKind(request.headers["user-agent"] ?? "")
  return {
    ctx,
    brand,
    look: shopLook(look, language, null, null),
    shopUrl: look.shopUrl || null,
    language,
    choice: request.query.has("lang") ? `?lang=${language}` : "",
    cookie,
    visitor: print(`device:${cookie}`),
    network: print(`network:${request.ip}`),
    isMachine: agent !== "reader" && agent !== "other",
  }
}

const name = "maido_friend"
const cookieIn = (header: string | undefined): string | undefined =>
  new RegExp(`(?:^|; )${name}=([A-Za-z0-9_-]{22})(?:;|$)`).exec(header ?? "")?.[1]

/** The reply, with the browser's mark: nothing in it tells who she is. */
export function withCookie(reply: PageReply, { cookie, brand }: Shown, request: PageRequest): PageReply {
  const secure = request.origin.startsWith("https:") ? "; Secure" : ""
  const value = `${name}=${cookie}; Max-Age=${cookieSeconds}; Path=/s/${brand.slug}; HttpOnly; SameSite=Lax${secure}`
  return { ...reply, headers: { ...reply.headers, "set-cookie": value } }
}

/** Browsers hold a form to the page's own site, and the redirect that answers it, too: where it leads is named. */
export function leadingTo(reply: PageReply, places: readonly string[]): PageReply {
  const policy = String(reply.headers?.["content-security-policy"] ?? "")
  const origins = [...new Set(places.filter((place) => URL.canParse(place)).map((place) => sourceOf(new URL(place))))]
  const wider = policy.replace("form-action 'self'", ["form-action 'self'", ...origins].join(" "))
  return { ...reply, headers: { ...reply.headers, "content-security-policy": wider } }
}

const sourceOf = (url: URL) => (url.origin === "null" ? url.protocol : url.origin)

export const redirect = (location: string): PageReply => ({
  status: 303,
  headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  body: "",
})

/** One thing to say, and the way to the shop. */
export function sayWord(
  { ctx, look, language }: Shown,
  status: number,
  headline: { readonly ja: readonly string[]; readonly en: readonly string[] },
  text: Text,
): PageReply {
  const shop = { ja: "お店へ", en: "To the shop" }
  return htmlReply(
    status,
    ctx.product.use(trackingPages).word({
      language,
      look,
      headline: headline[language],
      text: text[language],
      action: look.homeUrl ? { label: shop[language], href: look.homeUrl } : null,
    }),
  )
}
