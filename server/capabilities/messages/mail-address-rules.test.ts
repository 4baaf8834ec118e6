import fc from "fast-check"
import { expect, test } from "vitest"
import { mailAddressKey, readMailAddress } from "./mail-address-rules.ts"

test.each([
  ["misaki@customer.example", "misaki@customer.example", false],
  [" Misaki.Sato+shop@Customer.Example ", "Misaki.Sato+shop@customer.example", false],
  ["ｍｉｓａｋｉ＠customer.example", "misaki@customer.example", false],
  ["abc..def@docomo.ne.jp", '"abc..def"@docomo.ne.jp', false],
  [".abc.@ezweb.ne.jp", '".abc."@ezweb.ne.jp', false],
  ["order@例え.jp", "order@xn--r8jz45g.jp", false],
  ["美咲@例え.jp", "美咲@xn--r8jz45g.jp", true],
])("M08 %s goes over the wire as %s", (given, wire, needsUtf8) => {
  expect(readMailAddress(given)).toMatchObject({ wire, needsUtf8 })
})

test.each([
  ["", "empty"],
  ["misaki", "no-at"],
  ["@customer.example", "no-at"],
  ["abc..def@customer.example", "local-part"],
  ["abc.@evil-docomo.ne.jp", "local-part"],
  ["a@localhost", "domain"],
  ["a@127.0.0.1", "domain"],
  ["a@[127.0.0.1]", "domain"],
  ["a@b@c.example", "local-part"],
  ["a@example.jp\r\nBcc: evil@example.com", "control-character"],
  ["a\0@example.jp", "control-character"],
  ["a@example.jp, evil@example.com", "local-part"],
  ["佐藤 <a@example.jp>", "domain"],
  ["a b@example.jp", "local-part"],
  [`${"x".repeat(65)}@example.jp`, "too-long"],
])("S43 %j is refused: %s", (given, problem) => {
  expect(readMailAddress(given)).toEqual({ problem })
})

test("S43 whatever is let through is one word without brackets, commas, spaces or line ends", () => {
  const texts = fc.string({
    unit: fc.constantFrom("a", ".", "@", "<", ">", ",", " ", "\r", "\n", '"', "\\", "é", "例", "jp", "\u2028", "\0"),
  })
  fc.assert(
    fc.property(texts, (given) => {
      const read = readMailAddress(given)
      if ("problem" in read) return
      expect(read.wire).toMatch(/^[^\s<>(),;:\\]+@[a-z0-9.-]+$/)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ["Misaki@Customer.Example", "misaki@customer.example"],
  ["İrem@customer.example", "İrem@customer.example"],
  ["order@例え.JP", "order@xn--r8jz45g.jp"],
])("M09 %s is found as %s", (given, key) => {
  expect(mailAddressKey(given)).toBe(key)
})
