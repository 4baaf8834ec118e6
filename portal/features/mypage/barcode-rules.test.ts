import fc from "fast-check"
import { expect, test } from "vitest"
import { barsPath, ean13, grouped, width } from "./barcode-rules.ts"

test("a card's bars are those of EAN-13: 95 modules, guards, the first digit by the parity of the next six", () => {
  // The example of the standard's own figure: 5 901234 123457.
  expect(ean13("5901234123457")).toBe(
    "10100010110100111011001100100110111101001110101010110011011011001000010101110010011101000100101",
  )
  expect(ean13("123")).toBe("")
  expect(grouped("2900048120730")).toBe("2 900048 120730")
  fc.assert(
    fc.property(fc.stringMatching(/^\d{13}$/), (number) => {
      const bits = ean13(number)
      expect(bits).toMatch(/^101[01]{42}01010[01]{42}101$/)
      const drawn = [...barsPath(number).matchAll(/M(\d+) 0h(\d+)/g)]
      expect(drawn.reduce((sum, [, , run]) => sum + Number(run), 0)).toBe([...bits].filter((bit) => bit === "1").length)
      expect(Number(drawn.at(-1)?.[1]) + Number(drawn.at(-1)?.[2])).toBe(width - 7)
    }),
    { numRuns: 50 },
  )
})
