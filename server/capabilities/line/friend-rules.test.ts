import fc from "fast-check"
import { expect, test } from "vitest"
import { type FriendWord, type Held, outranks } from "./friend-rules.ts"

const word = fc.record({
  state: fc.constantFrom("following" as const, "blocked" as const),
  at: fc.integer({ min: 0, max: 5 }).map((ms) => new Date(ms)),
})
const fold = (words: readonly FriendWord[]) =>
  words.reduce<Held | undefined>(
    (held, said) => (outranks(said, held) ? { state: said.state, stateAt: said.at } : held),
    undefined,
  )

test("M43 follow and unfollow end the same in whatever order they arrive, and however often", () => {
  fc.assert(
    fc.property(
      fc
        .array(word, { minLength: 1, maxLength: 8 })
        .chain((words) =>
          fc.tuple(
            fc.constant(words),
            fc.shuffledSubarray([...words, ...words], { minLength: words.length * 2, maxLength: words.length * 2 }),
          ),
        ),
      ([words, shuffled]) => {
        expect(fold(shuffled)).toEqual(fold(words))
      },
    ),
  )
})

test("M43 a late unfollow before a newer follow blocks nobody; at one instant the block stays", () => {
  const held = { state: "following", stateAt: new Date(10) } as const
  expect(outranks({ state: "blocked", at: new Date(9) }, held)).toBe(false)
  expect(outranks({ state: "blocked", at: new Date(10) }, held)).toBe(true)
  expect(outranks({ state: "following", at: new Date(10) }, { ...held, state: "blocked" })).toBe(false)
})
