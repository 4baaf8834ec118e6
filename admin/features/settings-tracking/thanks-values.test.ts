import { expect, test } from "vitest"
import { TrackingSettings } from "../../../server/capabilities/tracking/model-settings.ts"
import { checkThanks, emptyThanks, problemOf, thanksValues, withThanks } from "./thanks-values.ts"

const picture = { url: "https://hinata.example/a.png", alt: { ja: "花", en: "flowers" } }
const settings = TrackingSettings.parse({
  related: true,
  review: { send: true, afterDays: 10, url: "https://hinata.example/r" },
  thanks: [
    {
      name: "金の方へ",
      when: { types: ["乳液", "美容液"], property: { key: "rank", values: ["gold"] }, orders: { from: 2, to: null } },
      heading: { ja: "いつも、ありがとうございます。", en: "" },
      text: { ja: "", en: "" },
      picture,
    },
  ],
})

test("E15 what was set comes back from the form as it was", () => {
  const back = withThanks(settings, thanksValues(settings))
  expect(back.success && back.data).toEqual(settings)
})

test("E15 what is missing is said before it is saved, in words that say how to mend it", () => {
  expect(problemOf(emptyThanks)?.ja).toContain("名前")
  expect(problemOf({ ...emptyThanks, name: "a", property: "rank" })?.en).toContain("values")
  expect(problemOf({ ...emptyThanks, name: "a", from: 3, to: 2 })).toBeDefined()
  expect(problemOf({ ...emptyThanks, name: "a", pictureUrl: "http://x" })?.ja).toContain("https")
  expect(problemOf({ ...emptyThanks, name: "a", pictureUrl: "https://x.example/a.png" })?.ja).toContain("両方の言葉")
  expect(problemOf({ ...emptyThanks, name: "a" })).toBeUndefined()
  expect(Object.keys(checkThanks({ ...thanksValues(settings), url: "", afterDays: 0 }))).toEqual(["url", "afterDays"])
})
