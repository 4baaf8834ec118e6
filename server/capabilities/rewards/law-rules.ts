import type { RewardDocument } from "./model.ts"

/** 景品表示法: what may go with a purchase to everybody who buys (総付景品). */
export const premiumLaw = {
  ja: "景品表示法（総付景品）",
  en: "the Premiums and Representations Act (premiums offered to all)",
}

/** Up to a fifth of the price from 1,000 yen on, 200 yen below it and for visitors. Yen. (CAA, Q&A on premiums.) */
export const premiumLimit = (price: number): number => (price >= 1_000 ? Math.floor(price / 5) : 200)

export type PremiumVerdict =
  | { readonly kind: "no-premium" }
  | { readonly kind: "worth-unknown" }
  | { readonly kind: "within" | "beyond"; readonly worth: number; readonly limit: number; readonly price: number }

/**
 * Whether a reward keeps within the law's limit for goods and services given with purchases. `perPoint`: yen somebody has
 * paid for one point at the base rate. Discounts, free shipping and gifts to others are no premiums.
 */
export function judgePremium(document: RewardDocument, perPoint: number): PremiumVerdict {
  const { gives, worth, points } = document
  if (gives.kind === "coupon" || gives.kind === "free-shipping" || gives.kind === "donation")
    return { kind: "no-premium" }
  if (worth === null) return { kind: "worth-unknown" }
  const price = Math.floor(points * perPoint)
  const limit = premiumLimit(price)
  return { kind: worth > limit ? "beyond" : "within", worth, limit, price }
}
