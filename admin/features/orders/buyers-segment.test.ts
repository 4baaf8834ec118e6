import { expect, test } from "vitest"
import { Condition } from "../../../server/capabilities/segments/model.ts"
import { buyersOf } from "./buyers-segment.ts"

test("D02 who bought what the list of orders shows is a segment's condition", () => {
  expect(buyersOf({ channel: "store", period: "month" })).toMatchObject({
    kind: "orders",
    scope: { channels: ["store"] },
    window: { kind: "last", n: 30, unit: "day" },
    range: { atLeast: 1 },
  })
  expect(buyersOf({ period: "range", from: "2026-01-01", until: "2026-01-31" })).toMatchObject({
    window: { kind: "between", from: "2026-01-01", to: "2026-01-31" },
  })
  expect(buyersOf({ period: "range", until: "2026-01-31" })).toMatchObject({ window: { from: null } })
  expect(Condition.safeParse(buyersOf({})).success).toBe(true)
  for (const search of [{ number: "1001" }, { status: "cancelled" }, { customer: "x" }])
    expect(buyersOf(search), JSON.stringify(search)).toBeUndefined()
})
