import fc from "fast-check"
import { expect, test } from "vitest"
import { readPhone } from "./phone-rules.ts"

test.each([
  "090-1234-5678",
  "09012345678",
  "０９０−１２３４−５６７８",
  "０９０ー１２３４ー５６７８",
  "090‐1234‐5678",
  "090 1234 5678",
  "(090)1234-5678",
  "+81 90-1234-5678",
  "+81-(0)90-1234-5678",
  "+８１９０１２３４５６７８",
  "0081-90-1234-5678",
  "TEL: 090-1234-5678",
  "携帯：090-1234-5678",
])("J24 %s is +819012345678", (typed) => {
  expect(readPhone(typed)).toMatchObject({
    key: "+819012345678",
    kind: "mobile",
    takesSms: true,
    shown: "090-1234-5678",
  })
})

test.each([
  ["03-1234-5678", "+81312345678", "landline", false],
  ["0120-123-456", "+81120123456", "toll_free", false],
  ["070-1234-5678", "+817012345678", "mobile", true],
  ["080-1234-5678", "+818012345678", "mobile", true],
  ["050-1234-5678", "+815012345678", "other", false],
  ["+44 20 7946 0958", "+442079460958", "landline", false],
])("J24 M50 %s is %s, %s, SMS %s", (typed, key, kind, takesSms) => {
  expect(readPhone(typed)).toMatchObject({ key, kind, takesSms })
})

test.each([
  "",
  "090-1234",
  "1234567890123456",
  "090-1234-567八",
  "abc",
  "+81",
  "000-0000-0000",
  "090-1234-5678;ext=1",
  "9".repeat(100),
])("J24 %s is no phone number", (typed) => {
  expect(readPhone(typed)).toBeUndefined()
})

test("J24 a number read from another home country", () => {
  expect(readPhone("020 7946 0958", "GB")?.key).toBe("+442079460958")
  expect(readPhone("+44 20 7946 0958")?.shown).toBe("+44 20 7946 0958")
})

test("J24 however a Japanese mobile number is written, its key is the same, and a key reads as itself", () => {
  const digits = fc.tuple(fc.constantFrom("70", "80", "90"), fc.integer({ min: 10_000_000, max: 99_999_999 }))
  const hyphen = fc.constantFrom("-", "", " ", "－", "ー", "−", "‐", "–")
  fc.assert(
    fc.property(digits, hyphen, fc.boolean(), ([prefix, rest], mark, isWide) => {
      const written = [`0${prefix}`, String(rest).slice(0, 4), String(rest).slice(4)].join(mark)
      const typed = isWide
        ? written.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
        : written
      const read = readPhone(typed)
      const plain = readPhone(`+81${prefix}${rest}`)
      expect(read?.key).toBe(plain?.key)
      if (read) expect(readPhone(read.key)?.key).toBe(read.key)
    }),
  )
})
