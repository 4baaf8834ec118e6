import { expect, test } from "vitest"
import { checksOf, feedbackOf, newcombe, type RingDeed, wilson } from "./ring-check-rules.ts"

const starts = new Date("2026-04-01T00:00:00Z")
const until = new Date("2026-05-01T00:00:00Z")
const people = Array.from({ length: 40 }, (_, i) => `p${i}`)
const deed = (customerId: string, name: string, at: string): RingDeed => ({ customerId, name, at: new Date(at) })
const each = (some: number, name: string, at: string) => people.slice(0, some).map((id) => deed(id, name, at))
const [before, during] = ["2026-03-10T00:00:00Z", "2026-04-10T00:00:00Z"]

test("U03 U04 U05 U06 four checks, before the ring and during it, as shares of people", () => {
  const deeds = [
    ...each(40, "Message Delivered", before),
    ...each(10, "Message Opened", before),
    ...each(40, "Message Delivered", during),
    ...each(34, "Message Clicked", during),
    ...each(20, "Coupon Received", before),
    ...each(4, "Coupon Redeemed", before),
    ...each(20, "Coupon Received", during),
    ...each(5, "Coupon Redeemed", during),
    ...each(4, "Survey Answered", before),
    ...each(30, "Survey Answered", during),
    ...each(25, "Consent Given", during),
  ]
  const checks = checksOf(people, deeds, starts, until)
  expect(
    checks.map(({ key, before, during, verdict }) => [key, before.some, before.of, during.some, during.of, verdict]),
  ).toEqual([
    ["personal", 10, 40, 34, 40, "better"],
    ["timely", 4, 20, 5, 20, "same"],
    ["data", 4, 40, 30, 40, "better"],
    ["incentive", 0, 40, 25, 40, "better"],
  ])
})

test("U03 what happened outside the two spans counts for nothing, and too few people say nothing", () => {
  const deeds = [...each(40, "Message Delivered", "2026-01-01T00:00:00Z"), ...each(5, "Message Delivered", during)]
  const [personal] = checksOf(people, deeds, starts, until)
  expect(personal).toMatchObject({ before: { of: 0 }, during: { of: 5 }, difference: null, verdict: "too-early" })
})

test("U03 intervals are those of the literature", () => {
  // Newcombe 1998, table II: 56/70 against 48/80, method 10: 0.0524 to 0.3339.
  const { difference, low, high } = newcombe({ some: 56, of: 70 }, { some: 48, of: 80 })
  expect([difference, low, high].map((x) => Math.round(x * 10_000))).toEqual([2_000, 524, 3_339])
  expect(wilson({ some: 0, of: 10 }).low).toBe(0)
})

test("U02 feedback: how many, the mean, promoters less detractors", () => {
  expect(feedbackOf([])).toEqual({ answers: 0, mean: null, nps: null })
  expect(feedbackOf([10, 9, 8, 3])).toEqual({ answers: 4, mean: 7.5, nps: 25 })
})
