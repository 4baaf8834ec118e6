import fc from "fast-check"
import { addDays, day } from "#kernel/days"
import type { ConditionInput } from "../capabilities/segments/model.ts"

export const zone = "America/New_York"
export const today = day("2026-03-31")
export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`

export const names = [
  "Product Viewed",
  "Product Added",
  "Order Placed",
  "Message Sent",
  "Message Clicked",
  "お気に入り's",
]
const is = <T extends string>(value: T) => fc.constant(value)
export const one = <T extends string>(...values: T[]) => fc.constantFrom(...values)
export const words = ["a", "b", "渋谷区", "it's \\ {x:String}"]
const some = <T>(from: readonly T[]) => fc.uniqueArray(fc.constantFrom(...from), { minLength: 1, maxLength: 2 })
export const word = fc.constantFrom(...words)
export const pastDay = fc.integer({ min: -3, max: 420 }).map((back) => addDays(today, -back))

const range = (max: number) =>
  fc.oneof(
    fc.integer({ min: 0, max }).map((atLeast) => ({ atLeast })),
    fc.integer({ min: 0, max }).map((atMost) => ({ atMost })),
    fc.integer({ min: 0, max }).map((n) => ({ atLeast: n, atMost: n })),
  )
const dayWindow = fc.oneof(
  fc.constant({ kind: "ever" } as const),
  fc.record({
    kind: one("last", "before-last"),
    n: fc.integer({ min: 1, max: 13 }),
    unit: one("day", "week", "month", "year"),
  }),
  fc.record({ kind: is("between"), from: fc.option(pastDay), to: fc.option(pastDay) }),
  fc.record({
    kind: is("calendar"),
    period: one("day", "week", "month", "quarter", "year"),
    back: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({
    kind: is("season"),
    months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }),
    years: fc.integer({ min: 1, max: 2 }),
  }),
  fc.record({
    kind: is("season"),
    months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }),
    years: fc.constant(1),
    back: fc.integer({ min: 1, max: 2 }),
  }),
)
const eventWindow = fc.oneof(
  { weight: 3, arbitrary: dayWindow },
  fc.record({ kind: is("hours"), hours: fc.integer({ min: 1, max: 900 }) }),
  fc.record({
    kind: is("since"),
    names: some(names),
    which: one("first", "last"),
    orEver: fc.boolean(),
  }),
)
const filter = fc.oneof(
  fc.record({
    field: fc.constantFrom("product", "channel", "store", "properties.kind", "properties.deep.er"),
    test: fc.oneof(
      some(words).map((is) => ({ is })),
      some(words).map((isNot) => ({ isNot })),
      word.map((contains) => ({ contains })),
    ),
  }),
  fc.record({ field: fc.constantFrom("value", "properties.size"), test: range(5) }),
  fc.record({ field: fc.constant("properties.gift"), test: fc.record({ isTrue: fc.boolean() }) }),
)
const filters = fc.array(filter, { maxLength: 2 })
const scope = fc.record(
  { products: some(words), channels: some(["online", "store"] as const), stores: some(words) },
  { requiredKeys: [] },
)
const valueTest = fc.oneof(
  some(words).map((is) => ({ is })),
  some(words).map((isNot) => ({ isNot })),
  word.map((contains) => ({ contains })),
  word.map((beginsWith) => ({ beginsWith })),
  range(5),
  fc.record({ isTrue: fc.boolean() }),
  some(words).map((any) => ({ any })),
  some(words).map((all) => ({ all })),
  some(words).map((none) => ({ none })),
  dayWindow.map((during) => ({ during })),
  fc.record({ known: fc.boolean() }),
)
const leaf: fc.Arbitrary<ConditionInput> = fc.oneof(
  fc.record({
    kind: is("event"),
    names: some(names),
    filters,
    window: eventWindow,
    measure: one("count", "days", "value"),
    range: range(4),
  }),
  fc.record({
    kind: is("event"),
    names: some(names),
    window: eventWindow,
    measure: one("count", "days", "value"),
    range: range(4),
  }),
  fc.record({
    kind: is("event"),
    names: some(names),
    filters,
    window: eventWindow,
    sumOf: fc.constantFrom("size", "deep.er"),
    range: range(9),
  }),
  fc.record({
    kind: is("event-time"),
    which: one("first", "last"),
    names: some(names),
    filters,
    window: dayWindow,
  }),
  fc.record({
    kind: is("sequence"),
    steps: fc.array(fc.record({ names: some(names), filters }), { minLength: 2, maxLength: 3 }),
    withinHours: fc.integer({ min: 1, max: 2_000 }),
    window: dayWindow,
  }),
  fc.record({
    kind: is("orders"),
    measure: one("count", "spent", "average"),
    scope,
    window: dayWindow,
    range: range(6),
  }),
  fc.record({
    kind: is("orders-against-average"),
    measure: one("count", "spent"),
    is: one("above", "below"),
    percent: fc.constantFrom(50, 100, 130),
  }),
  fc.record({
    kind: is("order-time"),
    which: one("first", "last"),
    scope,
    window: dayWindow,
  }),
  fc.record({
    kind: is("own-interval"),
    factorPercent: fc.constantFrom(50, 100, 200),
    fallbackDays: fc.constantFrom(20, 90),
    scope,
  }),
  fc.record({
    kind: is("engagement"),
    channel: one("any", "email", "line"),
    signal: one("sent", "opened", "clicked", "engaged"),
    window: dayWindow,
    range: range(3),
  }),
  fc.record({ kind: is("unanswered-messages"), range: range(3) }),
  fc.record({ kind: is("web-visits"), window: dayWindow, range: range(3) }),
  fc.record(
    { kind: is("cart-left"), window: eventWindow, products: some(words) },
    { requiredKeys: ["kind", "window"] },
  ),
  fc.record({
    kind: is("consent"),
    channel: one("email", "line"),
    states: some(["given", "withdrawn", "none"] as const),
  }),
  fc.record({ kind: is("reachable"), channel: one("email", "line") }),
  fc.record({ kind: is("store-visit"), stores: some(words), window: dayWindow, range: range(2) }),
  fc.record({
    kind: is("attribute"),
    field: one("language", "prefecture", "city", "firstSeen", "age", "birthMonth"),
    test: valueTest,
  }),
  fc.record({
    kind: is("attribute"),
    field: is("birthday"),
    test: fc.integer({ min: 0, max: 40 }).map((withinDays) => ({ withinDays })),
  }),
  fc.record({
    kind: is("attribute"),
    field: is("age"),
    test: fc.integer({ min: 18, max: 26 }).map((n) => ({ atLeast: n, atMost: n + 1 })),
  }),
  fc.record({
    kind: is("property"),
    key: fc.constantFrom("skin", "score", "tastes"),
    test: valueTest,
  }),
  fc.record({
    kind: is("bucket"),
    salt: word,
    from: fc.constant(0),
    to: fc.constantFrom(1_000, 5_000),
  }),
  fc.record({ kind: is("segment"), segmentId: fc.constantFrom(uuid(900), uuid(901)) }),
)
/** Any document that the language can say, up to three levels deep. */
export const document: fc.Arbitrary<ConditionInput> = fc.letrec<{ node: ConditionInput }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: fc.array(tie("node"), { maxLength: 3 }).map((of) => ({ kind: "all" as const, of })) },
    { weight: 1, arbitrary: fc.array(tie("node"), { maxLength: 3 }).map((of) => ({ kind: "any" as const, of })) },
    { weight: 1, arbitrary: tie("node").map((of) => ({ kind: "not" as const, of })) },
  ),
})).node
