import type { Language, Text } from "#kernel/text"

// What shops call their gateways, as a buyer knows them. A gateway that takes several kinds of payment is none of them.
const known: readonly (readonly [RegExp, Text])[] = [
  [/^(shopify_payments|stripe|komoju\w*|gmo\w*|sbps|sb_payment)$/, { ja: "オンライン決済", en: "Online payment" }],
  [/^(credit_?card|card)$/, { ja: "クレジットカード", en: "Credit card" }],
  [/^(cash_on_delivery|cod|daibiki)$/, { ja: "代金引換", en: "Cash on delivery" }],
  [/^(bank_deposit|bank_transfer)$/, { ja: "銀行振込", en: "Bank transfer" }],
  [/^(konbini|convenience_store)$/, { ja: "コンビニ払い", en: "Convenience store" }],
  [/^(amazon_payments?|amazon_pay)$/, { ja: "Amazon Pay", en: "Amazon Pay" }],
  [/^(paypal\w*)$/, { ja: "PayPal", en: "PayPal" }],
  [/^(paypay)$/, { ja: "PayPay", en: "PayPay" }],
  [/^(paidy)$/, { ja: "ペイディ", en: "Paidy" }],
  [/^(gift_card)$/, { ja: "ギフトカード", en: "Gift card" }],
  [/^(cash)$/, { ja: "現金", en: "Cash" }],
  [/^(manual)$/, { ja: "お店で確認", en: "Settled with the shop" }],
]

/** How it was paid, in readers' words: "shopify_payments, gift_card" is "オンライン決済、ギフトカード". A shop's own words stay. */
export function paymentWords(method: string): Text {
  const parts = method.split(",").map((part) => part.trim())
  const words = parts.map((part): Text => {
    const code = part.toLowerCase().replace(/[\s-]+/g, "_")
    return known.find(([pattern]) => pattern.test(code))?.[1] ?? { ja: part, en: part }
  })
  const each = (language: Language) => [...new Set(words.map((word) => word[language]))]
  return { ja: each("ja").join("、"), en: each("en").join(", ") }
}
