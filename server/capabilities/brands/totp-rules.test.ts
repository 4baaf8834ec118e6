import { expect, test } from "vitest"
import { base32, codeOf, fromBase32, stepAt, stepOf, totpUri } from "./totp-rules.ts"

// RFC 6238, appendix B, the last six of its eight digits.
const rfcSecret = Buffer.from("12345678901234567890")
test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("S09 a code is RFC 6238's: second %d gives %s", (second, code) =>
  expect(codeOf(rfcSecret, stepAt(new Date(second * 1000)))).toBe(code),
)

test("S09 a code works once, within a step of the clock", () => {
  const now = new Date("2026-04-01T09:00:10+09:00")
  const step = stepAt(now)
  for (const near of [-1, 0, 1]) expect(stepOf(rfcSecret, codeOf(rfcSecret, step + near), now, 0)).toBe(step + near)
  for (const far of [-2, 2]) expect(stepOf(rfcSecret, codeOf(rfcSecret, step + far), now, 0)).toBeUndefined()
  expect(stepOf(rfcSecret, codeOf(rfcSecret, step), now, step)).toBeUndefined()
  expect(stepOf(rfcSecret, codeOf(rfcSecret, step - 1), now, step)).toBeUndefined()
})

test("S09 a secret survives being written down", () => {
  expect(base32(rfcSecret)).toBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
  expect(Buffer.from(fromBase32(base32(rfcSecret)))).toEqual(rfcSecret)
  expect(totpUri("ABC", "a@b.example", "毎度 Maido")).toBe(
    "otpauth://totp/%E6%AF%8E%E5%BA%A6%20Maido:a%40b.example?secret=ABC&issuer=%E6%AF%8E%E5%BA%A6%20Maido",
  )
})
