import fc from "fast-check"
import { expect, test } from "vitest"
import { isKana, soundKey, toHiragana, toKatakana } from "./kana-rules.ts"

test.each([
  ["わたなべ", "ワタナベ", "ﾜﾀﾅﾍﾞ", "watanabe", "WATANABE", "Ｗａｔａｎａｂｅ"],
  ["さとう", "サトウ", "サトー", "satou", "Satō", "Satô", "Satoh", "sato"],
  ["おおの", "Ohno", "Oono", "Ōno", "ono"],
  ["しんじょう", "Shinjo", "Shinjō", "sinzyou", "shinjyo"],
  ["つづき", "tsuzuki", "tuduki", "Tsudzuki"],
  ["ふじい", "fujii", "huzii"],
  ["はっとり", "Hattori", "ハットリ"],
  ["まっちゃ", "matcha", "mattya", "maccha"],
  ["しんいち", "Shin'ichi", "sinichi", "シンイチ"],
  ["しんばし", "Shimbashi", "shinbashi", "sinbasi"],
  ["ほんま", "Homma", "honma"],
  ["ちひろ", "chihiro", "tihiro"],
  ["じゅんこ", "junko", "zyunko", "jyunko"],
  ["りょう", "ryo", "ryou", "リョウ"],
  ["おおやま", "Ohyama", "oyama", "Ooyama"],
  ["とおる", "Tohru", "toru", "tooru"],
  ["ゆうこ", "yuko", "yuuko", "Yūko"],
  ["いっせい", "issei", "イッセイ"],
  ["はっしゃ", "hassha", "hassya"],
  ["ティナ", "tina"],
  ["ヴィオラ", "viola"],
])("J22 %s and its other spellings have one key", (...spellings) => {
  expect(new Set(spellings.map(soundKey)).size).toBe(1)
})

test.each([
  ["おはら", "おおはら", false], // Ohara either way: romaji cannot tell them apart
  ["さとう", "さいとう", true],
  ["はとり", "はっとり", true],
  ["いのうえ", "いのえ", false],
  ["かとう", "がとう", true],
  ["しょう", "そう", true],
])("J22 %s and %s differ: %s", (a, b, differ) => {
  expect(soundKey(a) !== soundKey(b)).toBe(differ)
})

test("J22 kana in either script, and half-width marks", () => {
  expect(toHiragana("ﾜﾀﾅﾍﾞ ﾊﾟﾊﾟ")).toBe("わたなべ ぱぱ")
  expect(toKatakana("わたなべ ゔ")).toBe("ワタナベ ヴ")
  expect(isKana("わたなべ　たろう")).toBe(true)
  expect(isKana("ﾜﾀﾅﾍﾞ")).toBe(true)
  expect(isKana("渡辺")).toBe(false)
  expect(isKana("")).toBe(false)
})

test("J22 the script never matters, whatever the kana", () => {
  const kana = fc
    .array(fc.integer({ min: 0x3041, max: 0x3094 }).map((point) => String.fromCodePoint(point)))
    .map((all) => all.join(""))
  fc.assert(
    fc.property(kana, (text) => {
      expect(soundKey(toKatakana(text))).toBe(soundKey(text))
      expect(toHiragana(toKatakana(text))).toBe(toHiragana(text))
      expect(soundKey(text)).not.toMatch(/[ぁ-ゖァ-ヺ~]/)
    }),
  )
})

test("J22 any text has a key, and a kanji keeps its place", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof soundKey(text) === "string"))
  expect(soundKey("渡なべ")).toBe("渡nabe")
})
