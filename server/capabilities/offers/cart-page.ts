import { rootIdsOf } from "#customers"
import { recordEvents } from "#events"
import { shopCart } from "#orders"
import { type SoldVariant, variantsBySku } from "#catalog"
import { brandAtHand, brandOf, htmlReply, languageFor, shopLook, trackingPages } from "#tracking"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { ExpectedError, KernelError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import type { Language } from "#kernel/text"
import { readToken } from "#kernel/tokens"
import { type CartItem, cartUrlBy, type LinkedCart, readCart, withQuantities } from "./cart-rules.ts"
import { cartRow, mayHave, offerOnPage, rowsTotal } from "./cart-view-rules.ts"
import { shownCode, typedCode } from "./code-rules.ts"
import { knownOffer } from "./edit-offers.ts"
import { refusalOf } from "./offer-rules.ts"
import { offerPages } from "./ports.ts"
import { askerOf } from "./redeem.ts"
import { offerSettings } from "./settings.ts"
import { selectCode } from "./storage-codes.ts"

type Opened = {
  readonly ctx: Context
  readonly language: Language
  readonly look: ReturnType<typeof shopLook>
  readonly customerId: string
  readonly cart: LinkedCart
  readonly tokenId: string
}

/** `GET /s/:slug/cart/:token`: the goods of a link with today's prices and stock. Reads only (S-LINK2, S-LINK5). */
export const showCart = (platform: Context, request: PageRequest): Promise<PageReply> =>
  withCart(platform, request, async (opened) => {
    const { ctx, cart } = opened
    const sold = await variantsBySku(
      ctx,
      cart.items.map((item) => item.sku),
    )
    return cartReply(opened, sold, request)
  })

/** `POST /s/:slug/cart/:token`: she goes on to the shop, with the quantities that she chose. That is a fact of hers. */
export const followCart = (platform: Context, request: PageRequest): Promise<PageReply> =>
  withCart(platform, request, async (opened) => {
    const { ctx, cart, customerId, tokenId } = opened
    const form = new URLSearchParams(request.body.toString("utf8"))
    const chosen = withQuantities(cart.items, form)
    const sold = await variantsBySku(
      ctx,
      chosen.map((item) => item.sku),
    )
    const items = chosen.filter((item) => mayHave(sold.get(item.sku)) > 0)
    const location = await onward(ctx, items, sold, await usableCode(ctx, cart.code, customerId))
    if (location === undefined) return cartReply(opened, sold, request)
    await recordEvents(ctx, [
      {
        customerId: (await rootIdsOf(ctx, [customerId])).get(customerId) ?? null,
        name: "Cart Link Followed",
        occurredAt: ctx.now(),
        source: "maido",
        // Once a minute: whoever presses twice goes on twice and is counted once.
        externalId: `offers:cart:${tokenId}:${Math.floor(ctx.now().getTime() / 60_000)}`,
        messageId: cart.messageId,
        channel: "web",
        properties: { products: items.map(({ sku, quantity }) => ({ sku, quantity })), has_code: cart.code !== null },
      },
    ])
    return {
      status: 303,
      headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" },
      body: "",
    }
  })

async function cartReply(
  { ctx, cart, language, look, customerId }: Opened,
  sold: ReadonlyMap<string, SoldVariant>,
  request: PageRequest,
): Promise<PageReply> {
  const rows = cart.items.map((item, index) => cartRow(item, index, sold.get(item.sku), language))
  const offer = await codeView(ctx, cart, customerId, language)
  const items = cart.items.filter((item) => mayHave(sold.get(item.sku)) > 0)
  const onto = await onward(ctx, items, sold, null)
  const chosen = request.query.get("lang") ? `?lang=${language}` : ""
  const view = {
    language,
    look,
    action: `/s/${request.path.slug ?? ""}/cart/${request.path.token ?? ""}${chosen}`,
    rows,
    total: rowsTotal(cart.items, sold, language),
    offer,
    goesOn: onto !== undefined && (items.length > 0 || cart.items.length === 0),
  }
  const reply = htmlReply(200, ctx.product.use(offerPages).cart(view))
  return onto === undefined ? reply : leadingTo(reply, onto)
}

/** Browsers hold a form to the page's own site, and the redirect that answers it, too: the shop's site is named. */
function leadingTo(reply: PageReply, onto: string): PageReply {
  const policy = String(reply.headers?.["content-security-policy"] ?? "")
  const wider = policy.replace("form-action 'self'", `form-action 'self' ${new URL(onto).origin}`)
  return { ...reply, headers: { ...reply.headers, "content-security-policy": wider } }
}

/** The shop's cart with these goods: a connected shop's own address, else by the brand's pattern, else its front page. */
async function onward(
  ctx: Context,
  items: readonly CartItem[],
  sold: ReadonlyMap<string, SoldVariant>,
  code: string | null,
): Promise<string | undefined> {
  const goods = items.flatMap(({ sku, quantity }) => {
    const variant = sold.get(sku)
    return variant ? [{ sku, quantity, source: variant.source, variantExternalId: variant.variantExternalId }] : []
  })
  const settings = await offerSettings(ctx)
  return (
    cartUrlBy(settings, goods, code) ??
    (await shopCart(ctx, goods, code)) ??
    ((await brandAtHand(ctx)).look.shopUrl || undefined)
  )
}

async function codeView(ctx: Context, { code }: LinkedCart, customerId: string, language: Language) {
  if (code === null) return null
  const found = await selectCode(ctx, typedCode(code))
  if (!found) return null
  const offer = await knownOffer(ctx, found.offerId)
  const asker = await askerOf(ctx, offer, found, customerId)
  const { brand } = await brandAtHand(ctx)
  const refused = refusalOf(offer, found, asker, null, ctx.now())
  return offerOnPage(offer, found, refused, { language, currency: brand.currency, zone: brand.zone })
}

async function usableCode(ctx: Context, code: string | null, customerId: string): Promise<string | null> {
  const found = code === null ? undefined : await selectCode(ctx, typedCode(code))
  if (!found) return null
  const offer = await knownOffer(ctx, found.offerId)
  const refused = refusalOf(offer, found, await askerOf(ctx, offer, found, customerId), null, ctx.now())
  return refused ? null : shownCode(found.code)
}

async function withCart(
  platform: Context,
  request: PageRequest,
  act: (opened: Opened) => Promise<PageReply>,
): Promise<PageReply> {
  const brand = await brandOf(platform, request)
  const ctx = inBrand(platform, brand.brandId)
  const language = languageFor(request, brand)
  const look = shopLook((await brandAtHand(ctx)).look, language, null, null)
  try {
    const link = readToken(ctx, "cart", request.path.token ?? "")
    const cart = readCart(link.resource)
    if (link.brandId !== brand.brandId || !cart) throw KernelError.BadLink()
    return await inTransaction(ctx, (ctx) =>
      act({ ctx, language, look, customerId: link.subject, cart, tokenId: link.tokenId }),
    )
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    const isOld = error.code === "kernel.ExpiredLink"
    return htmlReply(
      error.status,
      ctx.product.use(trackingPages).word({
        language,
        look,
        headline: (isOld ? words.old : words.bad)[language],
        text: (isOld ? words.oldText : words.badText)[language],
        action: look.homeUrl ? { label: words.shop[language], href: look.homeUrl } : null,
      }),
    )
  }
}

const words = {
  old: { ja: ["リンクの期限が", "切れました。"], en: ["This link", "has expired."] },
  oldText: {
    ja: "商品は、お店でいつでもお買い求めいただけます。",
    en: "You can find the products in the shop at any time.",
  },
  bad: { ja: ["このリンクは", "使えませんでした。"], en: ["This link", "can't be used."] },
  badText: {
    ja: "届いたお便りをもう一度開いて、リンク全体を押してお試しください。",
    en: "Please open the message again and follow its whole link.",
  },
  shop: { ja: "お店へ", en: "To the shop" },
}
