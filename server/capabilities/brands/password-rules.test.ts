import { expect, test } from "vitest"
import { passwordLength, weaknessOf } from "./password-rules.ts"

const about = ["黒沼 みつ", "mitsu.kuronuma@hinata.example", "Hinata Skincare"]

const refused: [string, string][] = [
  ["short", "abc123!"],
  ["short", "👘👘👘👘👘👘👘"],
  ["long", "x".repeat(60) + "竹".repeat(70)],
  ...[
    "password",
    "Password1",
    "P@ssw0rd",
    "p4$$w0rd!",
    "password123",
    "12345678",
    "123456789",
    "1234567890",
    "qwertyuiop",
    "qwerty123",
    "1q2w3e4r",
    "1qaz2wsx",
    "zaq12wsx",
    "asdfghjkl",
    "iloveyou",
    "ILoveYou2",
    "welcome1",
    "Welcome2024!",
    "letmein1",
    "admin123",
    "football1",
    "baseball",
    "sunshine",
    "princess1",
    "superman",
    "trustno1",
    "dragon123",
    "monkey12",
    "aaaaaaaa",
    "abcabcabc",
    "11111111",
    "00000000",
    "19870523",
    "09012345678",
    "abcd1234",
    "abcdefgh",
    "changeme",
    "computer",
    "michael1",
    "jennifer",
    "pokemon123",
    "starwars",
    "sakura0401",
    "hellohello",
    "testtest",
    "passw0rd!!",
    "pasuwaado1",
    "liverpool",
    "charlie1",
    "qweasdzxc",
    "1234qwer",
    "ａｄｍｉｎ１２３",
  ].map((password): [string, string] => ["common", password]),
  ["personal", "kuronuma2026"],
  ["personal", "Hinata#1234"],
]
test.each(refused)("S09 refused as %s: %s", (weakness, password) => expect(weaknessOf(password, about)).toBe(weakness))

test.each([
  "correct horse battery staple",
  "みかんとねこのひるさがり",
  "vK9#tq2LpZ",
  "うめぼし弁当2つ",
  "a long sentence is fine",
  "b".repeat(3) + "trvw-9041-kkpd",
])("S09 accepted, whatever it is made of: %s", (password) => expect(weaknessOf(password, about)).toBeUndefined())

test("S09 from 8 to 128 characters", () => {
  expect(passwordLength).toEqual({ least: 8, most: 128 })
  const sentence =
    "The quick brown fox jumps over the lazy dog; then it rests beneath a plum tree until the moon climbs over Arashiyama at last. Fin."
  expect(weaknessOf(sentence.slice(0, 128), about)).toBeUndefined()
  expect(weaknessOf(sentence.slice(0, 128) + "!", about)).toBe("long")
})
