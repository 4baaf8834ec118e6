import { expect, test } from "vitest"
import { holds, lower, type Person, type Setting } from "#segments"
import { day } from "#kernel/days"
import { peopleOn } from "./start-rules.ts"
import type { Trigger } from "./model.ts"

type DateTrigger = Extract<Trigger, { kind: "date" }>

const setting = (today: string): Setting => ({
  today: day(today),
  now: 0,
  averages: {},
  segments: new Map(),
  categories: new Map(),
})
const columns = {
  language: "ja",
  country: "",
  prefecture: "",
  city: "",
  postalCode: "",
  bornOn: "",
  birthday: "",
  firstSeen: "",
}
const bare: Person = {
  customerId: "0198c0de-0000-7000-8000-000000000003",
  columns,
  texts: {},
  numbers: {},
  lists: {},
  consents: [],
  reach: [],
  orders: [],
}

/** Whether somebody comes in on this day. */
function comesOn(
  trigger: Pick<DateTrigger, "of"> & Partial<DateTrigger>,
  today: string,
  person: Partial<Person>,
): boolean {
  const who = peopleOn({ kind: "date", days: 0, at: "09:00", yearly: true, ...trigger }, day(today))
  return who !== null && holds(lower(who, setting(today)), { person: { ...bare, ...person }, deeds: [] })
}

const born = (bornOn: string) => ({ columns: { ...bare.columns, bornOn, birthday: bornOn.slice(5) } })
const birthday = { of: { kind: "birthday" } } as const
const since = { of: { kind: "property", key: "since" } } as const
const told = (date: string) => ({ texts: { "property:since": date } })

test.each<[string, Parameters<typeof comesOn>, boolean]>([
  ["on her birthday", [birthday, "2026-04-20", born("1990-04-20")], true],
  ["on the day after", [birthday, "2026-04-21", born("1990-04-20")], false],
  ["a week before it", [{ ...birthday, days: -7 }, "2026-04-13", born("1990-04-20")], true],
  ["three days after it", [{ ...birthday, days: 3 }, "2026-04-23", born("1990-04-20")], true],
  ["three days after it is not four", [{ ...birthday, days: 3 }, "2026-04-24", born("1990-04-20")], false],
  ["a week before one over the end of the year", [{ ...birthday, days: -7 }, "2026-12-28", born("1990-01-04")], true],
  ["F63 29 February in a common year", [birthday, "2026-02-28", born("2000-02-29")], true],
  ["F63 29 February in a leap year: not the 28th", [birthday, "2028-02-28", born("2000-02-29")], false],
  ["F63 29 February in a leap year", [birthday, "2028-02-29", born("2000-02-29")], true],
  ["an anniversary in a later year", [since, "2026-06-05", told("2021-06-05")], true],
  ["F63 an anniversary of 29 February", [since, "2026-02-28", told("2024-02-29")], true],
  ["only the day itself", [{ ...since, yearly: false }, "2026-06-05", told("2021-06-05")], false],
  ["the day itself", [{ ...since, yearly: false }, "2026-06-05", told("2026-06-05")], true],
  ["ten days before it", [{ ...since, yearly: false, days: -10 }, "2026-05-26", told("2026-06-05")], true],
  ["nobody of whom it isn't known", [since, "2026-06-05", {}], false],
  [
    "a day of the calendar, for everybody",
    [{ of: { kind: "day", day: "2026-12-24" }, days: -3 }, "2026-12-21", {}],
    true,
  ],
  ["a day of the calendar that is over", [{ of: { kind: "day", day: "2026-12-24" } }, "2026-12-25", {}], false],
])("F61 a date sets it off: %s", (_name, given, expected) => {
  expect(comesOn(...given)).toBe(expected)
})

test("an anniversary of a purchase", () => {
  const order = { day: day("2024-05-05"), net: 1, channel: "online" as const, store: "", products: [], productNets: [] }
  const first = { of: { kind: "moment", of: "firstOrder" } } as const
  expect(comesOn(first, "2026-05-05", { orders: [order] })).toBe(true)
  expect(comesOn(first, "2026-05-06", { orders: [order] })).toBe(false)
})

test("a date of an event can't be asked of everybody", () => {
  const trigger: DateTrigger = {
    kind: "date",
    of: { kind: "fact", path: "event.x" },
    days: 0,
    at: "09:00",
    yearly: false,
  }
  expect(peopleOn(trigger, day("2026-04-01"))).toBeNull()
})
