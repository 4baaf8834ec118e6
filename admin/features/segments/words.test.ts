import { expect, test } from "vitest"
import { staleText } from "./freshness.tsx"
import { inMode, modeOf } from "../../app/conditions/slot-range.tsx"
import { changed, lacks, redone, undone } from "./use-segment-draft.ts"
import { emptyGroup } from "../../app/conditions/edited.ts"
import { distance, lens } from "./venn.tsx"
import { changesOf, movedSince } from "./words.ts"

const format = { moment: () => "11/20（金）10:20", duration: () => "4分" }

test("F20 what is behind says since when, and nothing is said while all is well", () => {
  const at = new Date("2026-11-20T01:20:00Z")
  expect(staleText({ isStale: false, reason: null, at, lagSeconds: 3 }, format)).toBeUndefined()
  expect(staleText({ isStale: true, reason: "analytics-behind", at, lagSeconds: 240 }, format)?.ja).toBe(
    "集計が4分遅れています。11/20（金）10:20 時点の人数です。",
  )
  expect(staleText({ isStale: true, reason: "not-built", at: null, lagSeconds: 0 }, format)?.en).toBe(
    "Waiting to be built for the first time.",
  )
})

test("D01 a size is compared with yesterday and last week, and with nothing where nothing was counted", () => {
  const sizes = [
    { day: "2026-11-12", members: 90 },
    { day: "2026-11-19", members: 100 },
  ]
  expect(changesOf(104, sizes, "2026-11-20")).toEqual({ sinceYesterday: 4, sinceLastWeek: 14 })
  expect(changesOf(104, [], "2026-11-20")).toEqual({ sinceYesterday: null, sinceLastWeek: null })
  expect(changesOf(null, sizes, "2026-11-20")).toEqual({ sinceYesterday: null, sinceLastWeek: null })
})

test("D33 who entered and left is counted only as far as it was read", () => {
  const moves = [
    { move: "entered", at: new Date(5_000) },
    { move: "left", at: new Date(3_000) },
  ] as const
  expect(movedSince(moves, true, 4_000)).toEqual({ entered: 1, left: 0 })
  expect(movedSince(moves, false, 4_000)).toEqual({ entered: 1, left: 0 })
  expect(movedSince(moves, false, 1_000)).toBeNull()
})

test("D11 a number said in another way keeps its meaning", () => {
  expect(modeOf({ atMost: 0 })).toBe("none")
  expect(modeOf(inMode({ atLeast: 3 }, "exactly"))).toBe("exactly")
  expect(inMode({ atLeast: 3 }, "between")).toEqual({ atLeast: 3, atMost: 6 })
  expect(inMode({ atMost: 0 }, "atLeast")).toEqual({ atLeast: 1 })
})

test("D03 nothing is kept without a name and an intent", () => {
  const blank = { nameJa: "", nameEn: "", intent: "", group: emptyGroup }
  expect(lacks(blank)).toEqual(["name", "intent"])
  expect(lacks({ ...blank, nameEn: "Lotion", intent: "winter care" })).toEqual([])
})

test("D01 steps can be taken back and again; letters of one field are one step", () => {
  const start = { nameJa: "", nameEn: "", intent: "", group: emptyGroup }
  const history = { past: [], now: start, future: [], last: "" }
  const typed = changed(changed(history, { ...start, nameJa: "化" }, "nameJa"), { ...start, nameJa: "化粧" }, "nameJa")
  expect(typed.past).toHaveLength(1)
  expect(undone(typed).now.nameJa).toBe("")
  expect(redone(undone(typed)).now.nameJa).toBe("化粧")
})

test("X19 the overlap is drawn by its area", () => {
  const d = distance(60, 40, 2_000)
  expect(lens(60, 40, d)).toBeCloseTo(2_000, 0)
  expect(distance(60, 40, 0)).toBeGreaterThan(100)
  expect(distance(60, 40, Math.PI * 1600)).toBe(20)
})
