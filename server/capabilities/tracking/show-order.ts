import type { Brand } from "#brands"
import { type Context, inBrand } from "#kernel/context"
import { ExpectedError, KernelError } from "#kernel/errors"
import { inSharedTransaction } from "#kernel/gather"
import type { PageReply, PageRequest } from "#kernel/page"
import { type Language, languageOf } from "#kernel/text"
import { readToken } from "#kernel/tokens"
import { brandAtHand, brandNamed } from "./brand-at-hand.ts"
import { calendarFile } from "./calendar-file-rules.ts"
import { type Reader, readerOf } from "./link.ts"
import { trackingPages } from "./ports.ts"
import { shopLook } from "./shop-look-rules.ts"
import { orderToTrack, type TrackedOrder, trackedOrder } from "./tracked-order.ts"
import { trackingView } from "./tracking-page-rules.ts"

/** What every shopper's page is sent with: nothing of it is kept by others, framed, or told to other sites (S06). */
export const pageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "private, no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}
export const htmlReply = (status: number, body: string): PageReply => ({ status, headers: pageHeaders, body })

/** The brand under whose address a page stands. Throws `kernel.NotFound`. */
export const brandOf = (platform: Context, request: PageRequest): Promise<Brand> =>
  brandNamed(platform, request.path.slug ?? "")

/** The reader's language: chosen in the address, else the browser's wish, else the brand's own. */
export const languageFor = (request: PageRequest, brand: Brand): Language => {
  const wish = request.query.get("lang") ?? request.headers["accept-language"]
  return wish ? languageOf(wish) : brand.language
}

/** `GET /s/:slug/orders/:token`: the tracking page. Reads only; the same link may be opened any number of times (S-LINK2). */
export const showOrder = (platform: Context, request: PageRequest): Promise<PageReply> =>
  withOrder(platform, request, (ctx, tracked, reader) => {
    const calendar = firstExpected(tracked) ? `${request.path.token ?? ""}.ics` : null
    const view = trackingView(tracked, { calendar, contact: null }, reader)
    return htmlReply(200, ctx.product.use(trackingPages).tracking(view))
  })

/** `GET /s/:slug/orders/:token.ics`: the expected arrival for the reader's own calendar. */
export const showCalendar = (platform: Context, request: PageRequest): Promise<PageReply> =>
  withOrder(platform, request, (ctx, tracked, reader) => {
    const range = firstExpected(tracked)
    if (!range) throw KernelError.NotFound({ field: "calendar" })
    const ja = tracked.language === "ja"
    const isGift = reader === "recipient"
    const { number } = tracked.order
    const about = isGift ? (ja ? "贈りもの" : "a gift") : ja ? `ご注文 ${number}` : `order ${number}`
    const body = calendarFile(range, {
      uid: `${tracked.order.orderId}@${tracked.look.slug}`,
      made: ctx.now(),
      sequence: Math.floor(ctx.now().getTime() / 60_000),
      title: ja ? `${tracked.look.name}のお届け（${about}）` : `${tracked.look.name}: delivery of ${about}`,
      text: ja
        ? "日が変わったときは、メールとお届けのページでお知らせします。"
        : "If the day changes, we will tell you by mail and on the tracking page.",
      url: `${request.origin}/s/${tracked.look.slug}/orders/${(request.path.token ?? "").replace(/\.ics$/, "")}`,
    })
    const headers = {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `attachment; filename="delivery.ics"`,
      "cache-control": "private, no-store",
    }
    return { status: 200, headers, body }
  })

const firstExpected = ({ shipments, expected }: TrackedOrder) =>
  shipments.length === 0 ? expected : (shipments.find((s) => !s.deliveredAt)?.expected ?? null)

async function withOrder(
  platform: Context,
  request: PageRequest,
  show: (ctx: Context, tracked: TrackedOrder, reader: Reader) => PageReply,
): Promise<PageReply> {
  const brand = await brandOf(platform, request)
  const ctx = inBrand(platform, brand.brandId)
  const language = request.query.has("lang") ? languageFor(request, brand) : undefined
  try {
    const link = readToken(ctx, "tracking", (request.path.token ?? "").replace(/\.ics$/, ""))
    if (link.brandId !== brand.brandId) throw KernelError.BadLink()
    return await inSharedTransaction(ctx, "tracking.show", async (ctx) => {
      const order = await orderToTrack(ctx, link.resource)
      return show(ctx, await trackedOrder(ctx, order, "tracking", language), readerOf(link))
    })
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return sayWhy(ctx, request, brand, error)
  }
}

/** A link that can't be opened still leads somewhere: to the look-up. */
async function sayWhy(ctx: Context, request: PageRequest, brand: Brand, error: ExpectedError): Promise<PageReply> {
  const language = languageFor(request, brand)
  const look = shopLook((await brandAtHand(ctx)).look, language, null, null)
  const ja = language === "ja"
  const isOld = error.code === "kernel.ExpiredLink"
  const headline = isOld
    ? ja
      ? ["リンクの期限が", "切れました。"]
      : ["This link", "has expired."]
    : ja
      ? ["このリンクは", "開けませんでした。"]
      : ["This link", "can't be opened."]
  const text = ja
    ? "ご注文番号と、メールアドレス・電話番号・郵便番号のどれか一つで、いまの状況をご覧いただけます。"
    : "Your order number and one of e-mail, phone or postal code will show you where it is."
  const action = { label: ja ? "ご注文を探す" : "Find my order", href: `/s/${brand.slug}/track` }
  return htmlReply(error.status, ctx.product.use(trackingPages).word({ language, look, headline, text, action }))
}
