import { expect, test } from "vitest"
import { defaultProgramme, plainAction } from "./default-programme.ts"
import { highestRateBp, lintProgramme, premiumLimit } from "./law-rules.ts"
import type { Programme } from "./model.ts"

const now = new Date("2026-04-10T03:00:00Z")
const linted = (changes: Partial<Programme>) =>
  lintProgramme({ ...defaultProgramme, ...changes }, now).map(({ rule, level, law }) => [rule, level, law?.ja])

const premiums = "景品表示法（総付景品）"
const stealth = "景品表示法5条3号（ステマ規制）"
const payments = "資金決済法（前払式支払手段）"
const double = {
  key: "double",
  name: { ja: "2倍", en: "Double" },
  bonusBp: 10_000,
  from: null,
  until: new Date("2026-05-01T00:00:00Z"),
  segmentId: null,
  products: [],
  categories: [],
  channels: [],
  caps: { perOrder: null, perPerson: null, inAll: null },
  priority: 0,
  isOn: true,
}
const action = { ...plainAction, key: "a", title: { ja: "行動", en: "Act" }, points: 50 }

test("L33 premiums end at 20 % of the price, at 200 yen below 1,000; a programme beyond it is told the law's name", () => {
  expect([999, 1_000, 5_000].map(premiumLimit)).toEqual([200, 200, 1_000])
  expect(highestRateBp(defaultProgramme)).toBe(100)
  expect(linted({})).toEqual([["L32", "note", payments]])
  const generous = { base: { ...defaultProgramme.base, points: 15 }, multipliers: [double] }
  expect(linted(generous)).toContainEqual(["L33", "warn", premiums])
  const visit = { ...action, points: 300, on: { kind: "act" as const, act: "visit" as const } }
  expect(linted({ actions: [visit] })).toContainEqual(["L33", "warn", premiums])
  expect(linted({ actions: [{ ...visit, points: 200 }] })).not.toContainEqual(["L33", "warn", premiums])
})

test("J03 rewarded posts are labelled, and none may depend on the rating", () => {
  const review = { ...action, on: { kind: "act" as const, act: "review" as const } }
  expect(linted({ actions: [review] })).toContainEqual(["J03", "note", stealth])
  const stars = {
    ...action,
    on: {
      kind: "event" as const,
      names: ["Product Reviewed"],
      filters: [{ field: "properties.rating", test: { atLeast: 4 } }],
    },
  }
  expect(linted({ actions: [stars] })).toContainEqual(["J03", "must", stealth])
})

test("L32 points that end within six months are not remarked on; L16 L14 H04 what does not add up is", () => {
  expect(linted({ expiry: { kind: "months", months: 6 } })).toEqual([])
  expect(linted({ shortage: "floor_zero" })).toContainEqual(["L16", "warn", undefined])
  expect(linted({ multipliers: [{ ...double, until: null }] })).toContainEqual(["H04", "warn", undefined])
  const both = { multipliers: [double, { ...double, key: "more" }], stacking: "multiplicative" as const }
  expect(linted(both)).toContainEqual(["L14", "warn", undefined])
})
