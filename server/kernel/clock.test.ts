import { expect, test } from "vitest"
import { newId, seededSource } from "./clock.ts"

const at = (clock: { ms: number }) => () => new Date(clock.ms)

test("ids of one source sort in the order they were made, also within a millisecond that does not pass", () => {
  const clock = { ms: Date.UTC(2026, 0, 1) }
  for (let seed = 0; seed < 200; seed++) {
    const source = seededSource(seed, at(clock))
    const ids = Array.from({ length: 50 }, (_, i) => {
      if (i % 20 === 19) clock.ms += 1
      return newId(source)
    })
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  }
})

test("the same seed and start give the same ids; two sources share none", () => {
  const clock = { ms: Date.UTC(2026, 0, 1) }
  const made = (seed: number) => {
    const source = seededSource(seed, at(clock))
    return Array.from({ length: 20 }, () => newId(source))
  }
  expect(made(1)).toEqual(made(1))
  expect(new Set([...made(1), ...made(2)]).size).toBe(40)
})
