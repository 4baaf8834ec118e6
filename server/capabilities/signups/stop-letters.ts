import type { Context } from "#kernel/context"
import type { PageReply, PageRequest } from "#kernel/page"
import { inTransaction } from "#kernel/context"
import { preferencesLink } from "./link.ts"
import { linkOf, shopperPage, word } from "./shopper-page.ts"
import { refuse } from "./subscription.ts"

const stays = {
  ja: "ご注文やお届けのお知らせは、これからもお送りします。",
  en: "You will still hear from us about your orders.",
}

/** `GET /s/:slug/letters/:token`: asks whether to stop. It changes nothing, so that a scanner's visit does not either (S-LINK2). */
export async function showLetters(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shopperPage(platform, request)
  linkOf(shown, "unsubscribe", request.path.token ?? "")
  return word(shown, 200, {
    headline: { ja: ["お便りを", "止めますか。"], en: ["Stop our", "letters?"] },
    text: stays,
    action: { label: { ja: "お便りを止める", en: "Stop the letters" }, href: "", isPost: true },
  })
}

/**
 * `POST /s/:slug/letters/:token`: stops them, with one click (RFC 8058) or with the page's button: no cookie, no redirect,
 * the same answer however often it is pressed (S-LINK3). The way to all other wishes is on the page that follows.
 */
export async function stopLetters(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shopperPage(platform, request)
  const { subject: customerId } = linkOf(shown, "unsubscribe", request.path.token ?? "")
  await inTransaction(shown.ctx, (ctx) =>
    refuse(ctx, { customerId, channel: "email", purpose: "marketing", source: "one-click", locale: shown.language }),
  )
  return word(shown, 200, {
    headline: { ja: ["お便りを", "止めました。"], en: ["Our letters", "have stopped."] },
    text: stays,
    action: {
      label: { ja: "ほかの設定を見る", en: "See all my settings" },
      href: preferencesLink(shown.ctx, shown.brand.slug, customerId),
    },
  })
}
