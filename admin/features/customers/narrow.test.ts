import { expect, test } from "vitest"
import { narrowed } from "./narrow.ts"

test("D01 what the list of customers is narrowed to is a segment's conditions", () => {
  expect(narrowed({})).toBeUndefined()
  expect(
    narrowed({ bought: "lots", q: "花子" }),
    "an address made up, and words of a search, are no conditions",
  ).toBeUndefined()
  expect(narrowed({ bought: "again", lives: "東京都", reach: "email" })).toMatchObject({
    who: {
      kind: "all",
      of: [
        { kind: "orders", range: { atLeast: 2 } },
        { kind: "reachable", channel: "email" },
        { kind: "attribute", field: "prefecture", test: { is: ["東京都"] } },
      ],
    },
    words: [{ en: "Bought twice or more" }, { en: "Reached by mail" }, { ja: "東京都" }],
  })
})
