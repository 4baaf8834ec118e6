import type { Block } from "./model-blocks.ts"

/**
 * When a part of a notice becomes advertising (E07). A notice about an order also reaches people who stopped the
 * letters, so whatever sells something may stand in it only for those who agreed (`consent: "marketing"`):
 *
 * - goods that were not ordered,
 * - an offer: a coupon, a sale, a campaign, a special price,
 * - a link to where things are sold.
 *
 * What helps with the very order (its state, how to use what arrives, where to ask, how to give a gift on) is no advertising.
 */
export type Advertising = "goods" | "offer" | "shelf"

const offer =
  /セール|クーポン|キャンペーン|特価|限定価格|プロモーション|%\s?off|\bsale\b|coupon|special offer|discount code|promo code/i
const shelf = /^https?:\/\/[^/]+\/(?:[a-z-]+\/)*(?:products?|collections?|items?|shop|sale|campaigns?|cart)(?:[/?#]|$)/i
const asking =
  /レビューを|レビューの|口コミ|ご感想を|評価を|アンケート|write a review|leave a review|rate (?:us|your)|tell us what you think|survey/i

/** Why a text without its Liquid is advertising, if it is. */
export const isOffer = (text: string): boolean => offer.test(text)

/** Whether a text asks the reader for something: that is a message of its own, later (E18). */
export const asksForReview = (text: string): boolean => asking.test(text)

/** Why a block is advertising, if it is. `texts` are all that its author wrote in it, without Liquid. */
export function advertisingIn(block: Block, texts: readonly string[]): Advertising | undefined {
  if (block.kind === "related" || block.kind === "products") return "goods"
  if (block.kind === "offer") return "offer"
  if (texts.some(isOffer)) return "offer"
  return linksOf(block, texts).some((link) => shelf.test(link)) ? "shelf" : undefined
}

function linksOf(block: Block, texts: readonly string[]): string[] {
  const own = block.kind === "button" ? [block.to] : block.kind === "image" && block.to ? [block.to] : []
  return [...own, ...texts.flatMap((text) => [...text.matchAll(/\]\((https?:[^()\s]+)\)/g)].map((m) => m[1] ?? ""))]
}
