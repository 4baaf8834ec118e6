import { expect, test } from "vitest"
import { choicesOf, choicesText } from "./property-choices.ts"

test("A15 choices are written a line each, and read back as they were", () => {
  const choices = [
    { value: "dry", label: { ja: "乾燥", en: "Dry" } },
    { value: "oily", label: { ja: "脂性", en: "Oily" } },
  ]
  expect(choicesText(choices)).toBe("dry | 乾燥 | Dry\noily | 脂性 | Oily")
  expect(choicesOf(choicesText(choices))).toEqual(choices)
  expect(choicesOf("赤\n青｜あお\n\n")).toEqual([
    { value: "赤", label: { ja: "赤", en: "赤" } },
    { value: "青", label: { ja: "あお", en: "あお" } },
  ])
})

test.each(["a | b | c | d", "a\na", " | b", "a | | c", "x".repeat(61)])(
  "A15 choices that cannot be read are refused: %s",
  (text) => {
    expect(choicesOf(text)).toBeUndefined()
  },
)
