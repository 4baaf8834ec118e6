import type { SoldVariant } from "#catalog"
import { formatMoney } from "#kernel/money"
import type { Language, Text } from "#kernel/text"
import { dayIn } from "#kernel/zones"
import type { CartItem } from "./cart-rules.ts"
import { shownCode } from "./code-rules.ts"
import type { Code, Offer, Refusal } from "./model.ts"
import type { CartRow, CartView } from "./model-pages.ts"
import { benefitWords, refusalWords } from "./words-rules.ts"

/** How many of it may be put into a cart now; 0 for what is not sold any more or sold out. */
export function mayHave(variant: SoldVariant | undefined): number {
  if (variant?.status !== "active") return 0
  return Math.min(99, Math.max(0, variant.available ?? 99))
}

const words = {
  ended: { ja: "販売を終了しました", en: "No longer sold" },
  soldOut: { ja: "ただいま品切れです", en: "Sold out for now" },
}
const few = (left: number): Text => ({ ja: `残り${left}点です`, en: `Only ${left} left` })

/** One product as it can be had now: a thing that is gone says so in words instead of being an error (S-LINK5). */
export function cartRow(item: CartItem, index: number, variant: SoldVariant | undefined, language: Language): CartRow {
  const most = mayHave(variant)
  const isEnded = variant?.status !== "active"
  const gone = most > 0 ? null : (isEnded ? words.ended : words.soldOut)[language]
  const isShort = most > 0 && variant?.available != null && variant.available < Math.max(item.quantity, 4)
  return {
    field: `q${index}`,
    title: variant?.title ?? item.sku,
    note: variant?.variantTitle && variant.variantTitle !== "Default Title" ? variant.variantTitle : null,
    imageUrl: variant?.imageUrl ?? null,
    price: priceOf(variant, language),
    quantity: Math.min(item.quantity, Math.max(1, most)),
    most,
    gone,
    hint: isShort ? few(most)[language] : null,
  }
}

const priceOf = (variant: SoldVariant | undefined, language: Language): string | null =>
  variant?.price != null && variant.currency
    ? formatMoney({ amount: variant.price, currency: variant.currency }, language)
    : null

/** What those that can be had come to; null when a price is not known or there are two currencies. */
export function rowsTotal(
  items: readonly CartItem[],
  sold: ReadonlyMap<string, SoldVariant>,
  language: Language,
): string | null {
  const goods = items.flatMap((item) => {
    const variant = sold.get(item.sku)
    const most = mayHave(variant)
    return variant && most > 0 ? [{ variant, quantity: Math.min(item.quantity, most) }] : []
  })
  const [currency, ...others] = new Set(goods.map(({ variant }) => variant.currency))
  if (!currency || others.length > 0 || goods.some(({ variant }) => variant.price === null)) return null
  const amount = goods.reduce((sum, { variant, quantity }) => sum + (variant.price ?? 0) * quantity, 0)
  return formatMoney({ amount, currency }, language)
}

type Place = { readonly language: Language; readonly currency: string; readonly zone: string }

/** The code on the page: what it gives, until when, and why it can't be used any more. */
export function offerOnPage(
  offer: Offer,
  code: Code,
  refused: Refusal | null,
  { language, currency, zone }: Place,
): NonNullable<CartView["offer"]> {
  const until = code.validUntil && dayIn(zone, new Date(code.validUntil.getTime() - 1))
  return {
    code: shownCode(code.code),
    gives: benefitWords(offer.terms.benefit, currency)[language],
    until: until ? dayWords(until, language) : null,
    refused: refused ? refusalWords[refused][language] : null,
  }
}

const dayWords = (on: string, language: Language): string => {
  const [, month = "", date = ""] = on.split("-")
  return language === "ja" ? `${Number(month)}月${Number(date)}日まで` : `until ${on}`
}
