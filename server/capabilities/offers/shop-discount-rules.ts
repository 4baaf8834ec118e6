import type { ShopDiscount } from "#orders"
import type { Offer } from "./model.ts"

/** Why a shop can't keep an offer as it is meant. */
export type NotInShop = "gift" | "capped" | "goods-unknown" | "other-currency"

export type ShopTerms = {
  readonly offer: Pick<Offer, "name" | "state" | "terms" | "createdAt">
  /** The shop's currency and the brand's. */
  readonly currency: { readonly shop: string; readonly brand: string }
  /** The shop's ids of the variants by SKU, as far as the catalogue knows them. */
  readonly variants: ReadonlyMap<string, string>
  /** A sum in minor units of the brand's currency as a decimal: 450 cents are "4.50". */
  readonly decimal: (minor: number) => string
}

/**
 * An offer in the words of a shop, or why it can't be said there. Presents need a rule of the shop's own; a share with a limit
 * in yen, and money of another currency, have no like there. Who may have a code (first orders) was decided when it was given.
 */
export function shopDiscountOf(wanted: ShopTerms): ShopDiscount | { readonly cannot: NotInShop } {
  const { offer, currency, variants, decimal } = wanted
  const { benefit, minimum, skus, startsAt, endsAt, usesPerCode, usesPerPerson, isStackable } = offer.terms
  if (benefit.kind === "gift") return { cannot: "gift" }
  if (benefit.kind === "percent" && benefit.most !== null) return { cannot: "capped" }
  if (currency.shop !== currency.brand && (benefit.kind === "fixed" || minimum > 0)) return { cannot: "other-currency" }
  const variantExternalIds = skus.flatMap((sku) => variants.get(sku) ?? [])
  if (variantExternalIds.length < skus.length) return { cannot: "goods-unknown" }
  const gives =
    benefit.kind === "percent"
      ? { kind: "percent" as const, bp: benefit.bp }
      : benefit.kind === "fixed"
        ? { kind: "fixed" as const, amount: decimal(benefit.amount) }
        : { kind: "free-shipping" as const }
  return {
    title: `${offer.name} (Maido)`,
    startsAt: startsAt ?? offer.createdAt,
    endsAt,
    gives,
    variantExternalIds,
    minimum: minimum > 0 ? decimal(minimum) : null,
    usesPerCode,
    isOncePerPerson: usesPerPerson === 1,
    isStackable,
    isActive: offer.state === "live",
  }
}
