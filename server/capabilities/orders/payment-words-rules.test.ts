import { expect, test } from "vitest"
import { paymentWords } from "./payment-words-rules.ts"

test.each([
  ["shopify_payments", "オンライン決済", "Online payment"],
  ["shopify_payments, gift_card", "オンライン決済、ギフトカード", "Online payment, Gift card"],
  ["Cash on Delivery", "代金引換", "Cash on delivery"],
  ["Bank Deposit", "銀行振込", "Bank transfer"],
  ["stripe, komoju", "オンライン決済", "Online payment"],
  ["後払い（請求書）", "後払い（請求書）", "後払い（請求書）"],
])("E02 how it was paid is said in a reader's words: %s", (method, ja, en) => {
  expect(paymentWords(method)).toEqual({ ja, en })
})
