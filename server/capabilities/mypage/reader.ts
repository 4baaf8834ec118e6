import type { Brand, BrandLook } from "#brands"
import { type Customer, customerById } from "#customers"
import { brandAtHand, brandOf, htmlReply, languageFor, shopLook, type ShopLook, trackingPages } from "#tracking"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { ExpectedError, KernelError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import type { Language, Text } from "#kernel/text"
import { readToken } from "#kernel/tokens"
import { type Open, sessionIn } from "./session.ts"

/** What every page here knows: the brand, its look, and the reader's language. */
export type Shown = {
  readonly ctx: Context
  readonly brand: Brand
  readonly brandLook: BrandLook
  readonly look: ShopLook
  readonly language: Language
  /** `?lang=en` when the reader chose it in the address, to be kept in what follows. */
  readonly choice: string
  /** `/s/hinata/my` */
  readonly base: string
}

/** Whose page it is, and how we know: a session, or a link that may have been forwarded (S-LINK4). */
export type Reader = Shown & {
  readonly customer: Customer
  readonly by: { readonly kind: "session"; readonly session: Open } | { readonly kind: "link"; readonly token: string }
  /** The card that the link leads to. */
  readonly goesTo: string
}

/** Throws `kernel.NotFound` for a brand that is not there. */
export async function shownFor(platform: Context, request: PageRequest, wish?: Language): Promise<Shown> {
  const brand = await brandOf(platform, request)
  const ctx = inBrand(platform, brand.brandId)
  const isChosen = request.query.has("lang")
  const language = isChosen || !wish ? languageFor(request, brand) : wish
  const { look: brandLook } = await brandAtHand(ctx)
  return {
    ctx,
    brand,
    brandLook,
    look: shopLook(brandLook, language, null, null),
    language,
    choice: isChosen ? `?lang=${language}` : "",
    base: `/s/${brand.slug}/my`,
  }
}

/** Who has signed in on this browser. */
export async function signedIn(platform: Context, request: PageRequest): Promise<Reader | undefined> {
  const { ctx } = await shownFor(platform, request)
  const found = await inTransaction(ctx, async (ctx) => {
    const session = await sessionIn(ctx, request)
    const customer = session && (await customerById(ctx, session.customerId))
    return session && customer && !customer.erasedAt ? { session, customer } : undefined
  })
  if (!found) return undefined
  const { session, customer } = found
  const shown = await shownFor(platform, request, customer.language)
  return { ...shown, ctx: as(shown.ctx, customer), customer, by: { kind: "session", session }, goesTo: "" }
}

/** Whom a link of ours names. Throws `kernel.BadLink`, `kernel.ExpiredLink`. */
export async function byLink(platform: Context, request: PageRequest, token: string): Promise<Reader> {
  const { ctx, brand } = await shownFor(platform, request)
  const link = readToken(ctx, "my-page", token)
  if (link.brandId !== brand.brandId) throw KernelError.BadLink()
  const customer = await inTransaction(ctx, (ctx) => customerById(ctx, link.subject))
  if (!customer || customer.erasedAt) throw KernelError.BadLink()
  const shown = await shownFor(platform, request, customer.language)
  return { ...shown, ctx: as(shown.ctx, customer), customer, by: { kind: "link", token }, goesTo: link.resource }
}

const as = (ctx: Context, { customerId }: Customer): Context => ({ ...ctx, actor: { kind: "customer", customerId } })

/** The page needs our own script, and the worker that keeps the card; nothing from anywhere else. */
export function pageReply(status: number, body: string, headers: Record<string, string | string[]> = {}): PageReply {
  const reply = htmlReply(status, body)
  const policy = String(reply.headers?.["content-security-policy"] ?? "")
  return {
    ...reply,
    headers: {
      ...reply.headers,
      "content-security-policy": `${policy}; script-src 'self'; worker-src 'self'`,
      ...headers,
    },
  }
}

export const seeOther = (location: string, cookies: readonly string[] = []): PageReply => ({
  status: 303,
  headers: {
    location,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    ...(cookies.length > 0 ? { "set-cookie": [...cookies] } : {}),
  },
  body: "",
})

/** A page that says one thing and offers one way on. */
export function word(
  { ctx, look, language, base, choice }: Shown,
  status: number,
  headline: { readonly ja: readonly string[]; readonly en: readonly string[] },
  text: Text,
): PageReply {
  const action = { label: language === "ja" ? "マイページへ" : "To my page", href: `${base}${choice}` }
  const view = { language, look, headline: headline[language], text: text[language], action }
  return htmlReply(status, ctx.product.use(trackingPages).word(view))
}

/** An expected error in its own words; anything else stays an error. */
export function sayWhy(shown: Shown, error: unknown): PageReply {
  if (!(error instanceof ExpectedError)) throw error
  return word(shown, error.status, { ja: ["できませんでした。"], en: ["That did not work."] }, error.sentence)
}

/** What a form sent, long values cut; of a name sent several times the values are joined by a line break. */
export function formOf(request: PageRequest): Record<string, string> {
  const sent = new URLSearchParams(request.body.toString("utf8"))
  return Object.fromEntries(
    [...new Set(sent.keys())].map((name) => [name, sent.getAll(name).join("\n").slice(0, 2_000)]),
  )
}

/** A form of another site is refused, whatever cookie it brings along (S07). Throws `false` by returning it. */
export function isFromHere(request: PageRequest): boolean {
  const { origin } = request.headers
  return (
    origin === undefined ||
    origin === "null" ||
    (URL.canParse(origin) && new URL(origin).host === new URL(request.origin).host)
  )
}
