import { expect, test } from "vitest"
import { instantsOf } from "./periods.ts"

const now = Date.parse("2026-11-20T00:30:00+09:00")
const at = (text: string) => new Date(`${text}+09:00`)

test("a period is whole days on the brand's clock, today included", () => {
  expect(instantsOf("day", {}, now, "Asia/Tokyo")).toEqual({ from: at("2026-11-20T00:00:00") })
  expect(instantsOf("week", {}, now, "Asia/Tokyo")).toEqual({ from: at("2026-11-14T00:00:00") })
  expect(instantsOf("all", {}, now, "Asia/Tokyo")).toEqual({})
})

test("chosen days are both included, also the last of a month", () => {
  const chosen = { from: "2026-10-31", until: "2026-10-31" }
  expect(instantsOf("range", chosen, now, "Asia/Tokyo")).toEqual({
    from: at("2026-10-31T00:00:00"),
    until: at("2026-11-01T00:00:00"),
  })
  expect(instantsOf("range", { from: "2026-10-31" }, now, "Asia/Tokyo")).toEqual({ from: at("2026-10-31T00:00:00") })
})
