import { expect, test } from "vitest"
import { subjectInWords } from "./subject-in-words.ts"

test("a subject line is shown without the signs of its template", () => {
  const received = "{% if inStore %}お買い上げの控え{% else %}ご注文を承りました{% endif %}({{ order.number }})"
  expect(subjectInWords(received, "ja")).toBe("お買い上げの控え／ご注文を承りました(注文番号)")
  expect(subjectInWords("We have refunded {{ refund.amount | money }}", "en")).toBe("We have refunded [amount]")
  expect(subjectInWords("Hello {{ shop.slogan }}", "en")).toBe("Hello [slogan]")
})
