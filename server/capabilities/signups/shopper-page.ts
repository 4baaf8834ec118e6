import type { Brand, BrandLook } from "#brands"
import { brandAtHand, brandOf, htmlReply, languageFor, shopLook, type ShopLook, trackingPages } from "#tracking"
import { type Context, inBrand } from "#kernel/context"
import { ExpectedError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import type { Language, Text } from "#kernel/text"
import { type LinkClaims, type Purpose, readToken } from "#kernel/tokens"
import { KernelError } from "#kernel/errors"

/** What every page for a shopper here knows: the brand, its look, and the reader's language. */
export type Shown = {
  readonly ctx: Context
  readonly brand: Brand
  readonly brandLook: BrandLook
  readonly look: ShopLook
  readonly language: Language
  /** `?lang=en` when the reader chose it in the address, to be kept in what follows. */
  readonly choice: string
}

/** The brand at the page's address. `wish` is what we know of the reader's language. Throws `kernel.NotFound`. */
export async function shopperPage(platform: Context, request: PageRequest, wish?: Language): Promise<Shown> {
  const brand = await brandOf(platform, request)
  const ctx = inBrand(platform, brand.brandId)
  const isChosen = request.query.has("lang")
  const language = isChosen || !wish ? languageFor(request, brand) : wish
  const { look: brandLook } = await brandAtHand(ctx)
  const look = shopLook(brandLook, language, null, null)
  return { ctx, brand, brandLook, look, language, choice: isChosen ? `?lang=${language}` : "" }
}

/** What a link says that was made for this brand and this purpose. Throws `kernel.BadLink`, `kernel.ExpiredLink`. */
export function linkOf({ ctx, brand }: Shown, purpose: Purpose, token: string): LinkClaims {
  const link = readToken(ctx, purpose, token)
  if (link.brandId !== brand.brandId) throw KernelError.BadLink()
  return link
}

type Word = {
  readonly headline: { readonly ja: readonly string[]; readonly en: readonly string[] }
  readonly text: Text
  readonly action?: { readonly label: Text; readonly href: string; readonly isPost?: boolean } | undefined
}

/** A page that says one thing and offers one way on. */
export function word({ ctx, look, language }: Shown, status: number, { headline, text, action }: Word): PageReply {
  return htmlReply(
    status,
    ctx.product.use(trackingPages).word({
      language,
      look,
      headline: headline[language],
      text: text[language],
      action: action
        ? { label: action.label[language], href: action.href, ...(action.isPost ? { isPost: true } : {}) }
        : null,
    }),
  )
}

/** A link that can't be opened says so, and what to do instead. Anything unexpected stays an error. */
export function sayWhy(shown: Shown, error: unknown): PageReply {
  if (!(error instanceof ExpectedError)) throw error
  const isOld = error.code === "kernel.ExpiredLink"
  return word(shown, error.status, {
    headline: isOld
      ? { ja: ["リンクの期限が", "切れました。"], en: ["This link", "has expired."] }
      : { ja: ["このリンクは", "使えませんでした。"], en: ["This link", "can't be used."] },
    text: isOld
      ? {
          ja: "いちばん新しいメールのリンクをお開きください。登録の確認でしたら、もう一度ご登録ください。",
          en: "Please open the link in the newest mail. If you were signing up, please sign up once more.",
        }
      : {
          ja: "届いたメールをもう一度開いて、リンク全体を押してお試しください。",
          en: "Please open the mail again and follow its whole link.",
        },
  })
}
