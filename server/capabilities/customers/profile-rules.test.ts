import fc from "fast-check"
import { expect, test } from "vitest"
import { changes, fold, maxTraits, shownOf, statementsOf, type Words } from "./profile-rules.ts"

const said = (minute: number, words: Partial<Words>, mayClear = false) =>
  statementsOf({ fields: {}, source: "shop", at: new Date(Date.UTC(2026, 2, 1, 0, minute)), ...words }, mayClear)

test("G8 the latest word on each thing counts, in whatever order it arrives", () => {
  const word = fc.record({
    minute: fc.integer({ min: 0, max: 4 }),
    email: fc.option(fc.constantFrom("a@example.jp", "b@example.jp"), { nil: undefined }),
    familyName: fc.option(fc.constantFrom("森", "林"), { nil: undefined }),
    implied: fc.option(fc.constantFrom("c@example.jp", "d@example.jp"), { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), fc.nat(), (words, seed) => {
      const stated = words.map(({ minute, email, familyName, implied }) =>
        said(minute, {
          fields: { ...(email ? { email } : {}), ...(familyName ? { familyName } : {}) },
          implied: { email: implied },
        }),
      )
      const mixed = stated.map((own, i) => ({ own, key: (i * 7919 + seed) % 13 })).sort((a, b) => a.key - b.key)
      expect(fold(mixed.map(({ own }) => own))).toEqual(fold(stated))
      expect(fold([fold(stated.slice(0, 2)), fold(stated.slice(2))])).toEqual(fold(stated))
      expect(changes(fold(stated), stated[0] ?? {})).toBe(false)
    }),
  )
})

test("an empty or missing value from a shop is no word; null by hand clears", () => {
  const before = said(1, { fields: { email: "a@example.jp", phone: "090-1234-5678" } })
  const blank = said(2, { fields: { email: null, phone: "" } })
  expect(shownOf(fold([before, blank]))).toMatchObject({ email: "a@example.jp", phone: "090-1234-5678" })
  expect(shownOf(fold([before, said(2, { fields: { email: null } }, true)]))).toMatchObject({ email: null })
})

test("a name from one shop is not mixed with a name from another, nor are the parts of an address", () => {
  const one = said(1, { fields: { familyName: "渡邉", givenName: "綾" } })
  const other = said(2, { fields: { familyName: "Watanabe Aya" } })
  expect(shownOf(fold([one, other]))).toMatchObject({
    familyName: "Watanabe Aya",
    givenName: null,
    displayName: "Watanabe Aya",
  })
})

test("a mail that identifies is where to write to until somebody says another; of several the first stays", () => {
  const [first, second] = [
    said(1, { implied: { email: "first@example.jp" } }),
    said(2, { implied: { email: "second@example.jp" } }),
  ]
  expect(shownOf(fold([second, first])).email).toBe("first@example.jp")
  const spoken = said(0, { fields: { email: "said@example.jp" } })
  expect(shownOf(fold([second, first, spoken])).email).toBe("said@example.jp")
  expect(changes(fold([first]), said(9, { implied: { email: "first@example.jp" } }))).toBe(false)
})

test("J22 names are kept exactly as given, and shown family first when written in Japanese", () => {
  const given = { familyName: "\u{FA19}田㈱髙﨑𠮷", givenName: "ｱﾔ" }
  expect(shownOf(said(1, { fields: given }))).toMatchObject({ ...given, displayName: "\u{FA19}田㈱髙﨑𠮷 ｱﾔ" })
  expect(shownOf(said(1, { fields: { familyName: "Smith", givenName: "Ann" } })).displayName).toBe("Ann Smith")
  expect(shownOf(said(1, { fields: { familyKana: "モリ" } })).displayName).toBe("モリ")
})

test("F85 traits without a definition are kept up to a limit, the same ones in any order", () => {
  const many = (from: number, to: number) =>
    said(1, {
      traits: Object.fromEntries(
        Array.from({ length: to - from }, (_, i) => [`t${String(from + i).padStart(4, "0")}`, i]),
      ),
    })
  const parts = [many(0, 40), many(40, 90), many(90, 500)]
  const whole = shownOf(fold(parts)).traits
  expect(Object.keys(whole)).toHaveLength(maxTraits)
  expect(shownOf(fold(parts.toReversed())).traits).toEqual(whole)
})
