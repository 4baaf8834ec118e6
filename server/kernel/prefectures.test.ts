import { expect, test } from "vitest"
import { prefectureOf, prefectures } from "./prefectures.ts"

test("J23 there are 47 prefectures, and each is found by every one of its names", () => {
  expect(prefectures).toHaveLength(47)
  for (const prefecture of prefectures)
    for (const text of [
      prefecture.name.ja,
      prefecture.name.en,
      prefecture.kana,
      prefecture.code,
      `JP-${prefecture.code}`,
    ])
      expect(prefectureOf(text)).toBe(prefecture)
})

test.each([
  ["東京", "13"],
  ["京都", "26"],
  ["京都府京都市中京区", "26"],
  ["東京都京都町", "13"],
  ["北海道札幌市", "01"],
  ["　大阪府　", "27"],
  ["OSAKA-FU", "27"],
  ["とうきょう", "13"],
  ["ＴＯＫＹＯ", "13"],
  ["１３", "13"],
])("J23 %s is prefecture %s", (text, code) => {
  expect(prefectureOf(text)?.code).toBe(code)
})

test.each(["", "江戸", "48", "府", "Kanto", "渋谷区東京都"])("J23 %s is no prefecture", (text) => {
  expect(prefectureOf(text)).toBeUndefined()
})
