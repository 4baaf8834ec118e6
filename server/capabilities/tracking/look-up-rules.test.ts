import { expect, test } from "vitest"
import { provesBuyer } from "./look-up-rules.ts"

const order = {
  buyer: { email: "Misaki@Example.jp", phone: "090-1234-5678" },
  shippingAddress: { postalCode: "248-0006", phone: "+81 467-22-0000" },
}

test.each([
  ["misaki@example.jp", true],
  ["ｍｉｓａｋｉ＠ｅｘａｍｐｌｅ．ｊｐ", true],
  ["０９０ー１２３４ー５６７８", true],
  ["+81 90 1234 5678", true],
  ["0467-22-0000", true],
  ["〒248-0006", true],
  ["2480006", true],
  ["248-0007", false],
  ["other@example.jp", false],
  ["5678", false],
  ["", false],
  ["0", false],
])("S17 %s proves the buyer: %s", (proof, proves) => {
  expect(provesBuyer(order, proof)).toBe(proves)
})

test("S17 an order without any of them is proved by nothing", () => {
  for (const proof of ["", "misaki@example.jp", "2480006", "undefined"])
    expect(provesBuyer({ buyer: {} }, proof)).toBe(false)
})
