import fc from "fast-check"
import { expect, test } from "vitest"
import { foldKanji } from "./kanji-variants.ts"
import { addressName, fullName, lengthOf, matchesName, nameSearchKeys, searchKey, shorten } from "./names-rules.ts"

const watanabe = { familyName: "渡邉", givenName: "太郎", familyKana: "わたなべ", givenKana: "タロウ" }

test.each([
  "渡邉",
  "渡辺",
  "渡邊",
  "渡邉󠄀", // with a glyph selector
  "わたなべ",
  "ワタナベ",
  "ﾜﾀﾅﾍﾞ",
  "watanabe",
  "Watanabe",
  "わた",
  "渡辺太郎",
  "渡辺 太郎",
  "太郎　渡邊",
  "taro watanabe",
  "WATANABE TAROU",
  "わたなべたろう",
  "watanabetaro",
  "TaroWatanabe",
])("J22 渡邉 太郎 (わたなべ タロウ) is found by %s", (query) => {
  expect(matchesName(nameSearchKeys(watanabe), query)).toBe(true)
})

test.each(["", " ", "渡部", "なべ", "watanabe jiro", "田辺"])("J22 渡邉 太郎 is not found by '%s'", (query) => {
  expect(matchesName(nameSearchKeys(watanabe), query)).toBe(false)
})

test.each([
  ["髙橋", "高橋"],
  ["山﨑", "山崎"],
  ["山嵜", "山崎"],
  ["齋藤", "斉藤"],
  ["齊藤", "斎藤"],
  ["濵田", "浜田"],
  ["濱田", "浜田"],
  ["黒澤", "黒沢"],
  ["廣瀨", "広瀬"],
  ["𠮷田", "吉田"],
  ["佐佐木", "佐々木"],
  ["神", "神"],
  ["櫻井", "桜井"],
  ["國島", "国嶋"],
])("J22 %s is found as %s", (a, b) => {
  expect(searchKey(a)).toBe(searchKey(b))
})

test("J22 what is stored is never folded: only keys are", () => {
  expect(fullName({ familyName: "髙橋", givenName: "㈱" })).toBe("髙橋 ㈱")
  expect(foldKanji("高橋")).toBe("高橋")
  expect(foldKanji(foldKanji("髙﨑邉"))).toBe(foldKanji("髙﨑邉"))
})

test("J22 one field, no kana, Latin names", () => {
  expect(nameSearchKeys({ displayName: "Jean-Luc Müller" })).toEqual([
    "jeanruc",
    "jeanrucmurrer",
    "murrer",
    "murrerjeanruc",
  ])
  expect(matchesName(nameSearchKeys({ displayName: "山田　花子" }), "山田花子")).toBe(true)
  expect(nameSearchKeys({})).toEqual([])
})

test("J22 every person is found by each of their own names", () => {
  const word = fc.constantFrom("渡邉", "髙橋", "さくら", "ユウキ", "O'Brien", "José", "Ōno", "Smith-Jones", "伊藤")
  fc.assert(
    fc.property(word, word, word, (familyName, givenName, familyKana) => {
      const keys = nameSearchKeys({ familyName, givenName, familyKana })
      for (const query of [familyName, givenName, familyKana, `${givenName} ${familyName}`, familyName + givenName])
        expect(matchesName(keys, query)).toBe(true)
    }),
  )
})

test.each([
  [watanabe, "ja", "formal", "渡邉 太郎 様"],
  [watanabe, "ja", "friendly", "太郎さま"],
  [{ familyName: "渡邉" }, "ja", "friendly", "渡邉さま"],
  [{ familyName: "Watanabe", givenName: "Taro" }, "en", "formal", "Taro Watanabe"],
  [{ familyName: "Watanabe", givenName: "Taro" }, "en", "friendly", "Taro"],
  [{ displayName: "渡邉太郎様" }, "ja", "formal", "渡邉太郎様"],
  [{ displayName: "株式会社まいど" }, "ja", "formal", "株式会社まいど 御中"],
  [{ displayName: "㈱まいど" }, "ja", "friendly", "㈱まいど 御中"],
  [{ familyKana: "ワタナベ" }, "ja", "formal", "ワタナベ 様"],
  [{ displayName: "  " }, "ja", "formal", "お客様"],
  [{}, "en", "friendly", "Customer"],
] as const)("J22 %j is addressed in %s, %s, as %s", (name, language, voice, expected) => {
  expect(addressName(name, language, voice)).toBe(expected)
})

test("J22 length is what a reader counts", () => {
  expect("𠮷野家".length).toBe(4)
  expect(lengthOf("𠮷野家")).toBe(3)
  expect(lengthOf("👨‍👩‍👧‍👦が")).toBe(2)
  expect(shorten("👨‍👩‍👧‍👦がっこう", 3)).toBe("👨‍👩‍👧‍👦が…")
  expect(shorten("短い", 2)).toBe("短い")
})
