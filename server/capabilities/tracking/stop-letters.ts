import { customerById, recordConsent, suppress } from "#customers"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import { readToken } from "#kernel/tokens"
import { brandAtHand } from "./brand-at-hand.ts"
import { trackingPages } from "./ports.ts"
import { shopLook } from "./shop-look-rules.ts"
import { brandOf, htmlReply, languageFor } from "./show-order.ts"

/** `GET /s/:slug/letters/:token`: asks whether to stop. It changes nothing, so that a scanner's visit does not either (S-LINK2). */
export const showLetters = (platform: Context, request: PageRequest): Promise<PageReply> =>
  withReader(platform, request, async (_ctx, _customerId, say) =>
    say(
      ["お便りを", "止めますか。"],
      ["Stop our", "letters?"],
      {
        ja: "ご注文やお届けのお知らせは、これからもお送りします。",
        en: "You will still hear from us about your orders.",
      },
      true,
    ),
  )

/**
 * `POST /s/:slug/letters/:token`: stops them, with one click (RFC 8058) or with the page's button: no cookie, no redirect,
 * the same answer however often it is pressed (S-LINK3).
 */
export const stopLetters = (platform: Context, request: PageRequest): Promise<PageReply> =>
  withReader(platform, request, async (ctx, customerId, say) => {
    await recordConsent(ctx, {
      customerId,
      channel: "email",
      purpose: "marketing",
      state: "withdrawn",
      source: "one-click",
      at: ctx.now(),
    })
    const address = (await customerById(ctx, customerId))?.email
    if (address)
      await suppress(ctx, {
        channel: "email",
        address,
        scope: "purpose",
        purpose: "marketing",
        reason: "unsubscribed",
        source: "one-click",
        at: ctx.now(),
      })
    return say(
      ["お便りを", "止めました。"],
      ["Our letters", "have stopped."],
      {
        ja: "ご注文やお届けのお知らせは、これからもお送りします。",
        en: "You will still hear from us about your orders.",
      },
      false,
    )
  })

type Words = { readonly ja: string; readonly en: string }
type Say = (ja: readonly string[], en: readonly string[], text: Words, asks: boolean) => PageReply

async function withReader(
  platform: Context,
  request: PageRequest,
  act: (ctx: Context, customerId: string, say: Say) => Promise<PageReply>,
): Promise<PageReply> {
  const brand = await brandOf(platform, request)
  const ctx = inBrand(platform, brand.brandId)
  const link = readToken(ctx, "unsubscribe", request.path.token ?? "")
  if (link.brandId !== brand.brandId) throw KernelError.BadLink()
  const language = languageFor(request, brand)
  return inTransaction(ctx, async (ctx) => {
    const look = shopLook((await brandAtHand(ctx)).look, language, null, null)
    return act(ctx, link.subject, (ja, en, text, asks) =>
      htmlReply(
        200,
        ctx.product.use(trackingPages).word({
          language,
          look,
          headline: language === "ja" ? ja : en,
          text: text[language],
          action: asks
            ? { label: language === "ja" ? "お便りを止める" : "Stop the letters", href: "", isPost: true }
            : null,
        }),
      ),
    )
  })
}
