import { expect, test } from "vitest"
import { confirmRate, standingOf, submitRate } from "./words.ts"

const form = {
  formId: "0192a000-0000-7000-8000-000000000001",
  slug: "news",
  name: "お便り",
  kind: "popup",
  state: "live",
  version: 2,
  hasChanges: false,
  createdAt: new Date(0),
  changedAt: new Date(0),
} as const

test("a form says whether people see it, and whether the draft says something else", () => {
  expect(standingOf(form).label.en).toBe("Live")
  expect(standingOf({ ...form, hasChanges: true }).label.en).toContain("changed draft")
  expect(standingOf({ ...form, state: "paused" }).is).toBe("paused")
  expect(standingOf({ ...form, state: "draft", version: null }).is).toBe("draft")
})

test("B03 a page of its own has no share of who saw it: opening a link is not counted", () => {
  const totals = { shown: 200, dismissed: 90, submitted: 20, confirmed: 15 }
  expect(submitRate("popup", totals)).toBe(0.1)
  expect(submitRate("page", totals)).toBeNull()
  expect(submitRate("popup", { ...totals, shown: 0 })).toBeNull()
  expect(confirmRate(totals)).toBe(0.75)
})
