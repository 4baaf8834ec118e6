import { rootIdsOf } from "#customers"
import type { MyPageCard, Piece } from "#mypage"
import { brandAtHand } from "#tracking"
import { offerOnPage } from "./cart-view-rules.ts"
import { selectOffers } from "./storage.ts"
import { selectOpenCodes } from "./storage-codes.ts"

const words = {
  title: { ja: "あなたへの特典コード", en: "Your codes" },
  until: { ja: "{day}。お店のお支払いの画面で入れてください。", en: "Good {day}. Enter it in the shop when you pay." },
  use: { ja: "お店のお支払いの画面で入れてください。", en: "Enter it in the shop when you pay." },
  option: { ja: "特典コードを使う", en: "Use a code" },
}

/** Codes of her own that she can still use, what ends first in front. Whoever holds a code can use it: never by a link. */
export const offersCard: MyPageCard = {
  key: "offers",
  order: 80,
  title: words.title,
  read: async (ctx, customerId, language) => {
    const root = (await rootIdsOf(ctx, [customerId])).get(customerId) ?? customerId
    const codes = await selectOpenCodes(ctx, [root])
    if (codes.length === 0) return null
    const { brand } = await brandAtHand(ctx)
    const offers = new Map((await selectOffers(ctx)).map((offer) => [offer.offerId, offer]))
    const pieces = codes.flatMap((code): Piece[] => {
      const offer = offers.get(code.offerId)
      if (!offer || offer.state !== "live") return []
      const shown = offerOnPage(offer, code, null, { language, currency: brand.currency, zone: brand.zone })
      const note = shown.until ? words.until[language].replace("{day}", shown.until) : words.use[language]
      return [{ kind: "code", label: shown.gives, code: shown.code, note }]
    })
    if (pieces.length === 0) return null
    return { pieces: pieces.slice(0, 10), options: [{ icon: "tag", label: words.option[language] }] }
  },
}
