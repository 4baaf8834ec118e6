import { expect, test } from "vitest"
import { wrapMail } from "./link-wrapping.ts"
import { replaceLinks } from "./text-links-rules.ts"

test.each([
  ["やめるときは https://a.jp/u/1 から。", "やめるときは <https://a.jp/u/1> から。"],
  ["こちら（https://a.jp/u/1）。", "こちら（<https://a.jp/u/1>）。"],
  ["こちら(https://a.jp/u/1)。", "こちら(<https://a.jp/u/1>)。"],
  ["https://a.jp/u/1。つぎ", "<https://a.jp/u/1>。つぎ"],
  ["See https://a.jp/u/1, or https://a.jp/?x=1&y=2.", "See <https://a.jp/u/1>, or <https://a.jp/?x=1&y=2>."],
  ["(https://a.jp/a_(b))", "(<https://a.jp/a_(b)>)"],
  ["こちら(https://a.jp/u/1)で選び直せます", "こちら(<https://a.jp/u/1>)で選び直せます"],
  ["https://a.jp/u/1からどうぞ", "<https://a.jp/u/1>からどうぞ"],
  ["[https://a.jp/a].", "[<https://a.jp/a>]."],
  ["https://a.jp/商品/1 です", "<https://a.jp/商品/1> です"],
])("C11 S-LINK1 an address in running text ends where the sentence goes on: %s", (text, expected) =>
  expect(replaceLinks(text, (url) => `<${url}>`)).toBe(expected),
)

test("C25 a way out in the text of a mail stays as it is, whatever stands after it", () => {
  const out = "https://a.jp/s/b/letters/t"
  const mail = { html: "", text: `停止(${out})。くわしくは https://a.jp/new。` }
  const wrapped = wrapMail(mail, { wrap: (url) => `W:${url}`, pixelUrl: null }, new Set([out]))
  expect(wrapped.text).toBe(`停止(${out})。くわしくは W:https://a.jp/new。`)
})
