import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { addDays, type Day } from "#kernel/days"
import { dayIn, startOfDay } from "#kernel/zones"
import { type Analytics, analytics } from "../../testing/analytics.ts"
import { document, names, one, pastDay, today, uuid, word, words, zone } from "../../testing/random-documents.ts"
import { compile } from "./compile-rules.ts"
import { holds } from "./evaluate-rules.ts"
import { averageKey, lower, type Setting } from "./lower-rules.ts"
import { Condition } from "./model.ts"
import type { Deed, OrderRow, Person, PersonFacts } from "./model-core.ts"
import { between } from "./moved-by-time.ts"
import { nobody, peopleRow } from "./people-rules.ts"
import { Plan } from "./plan-rules.ts"
import { crossedPeople } from "./facts-crossed.ts"
import { askAboutFew } from "./facts-few.ts"
import { type Holds, holdsSql } from "./holds-rules.ts"
import { joinedRows, type Stretch } from "./question-rules.ts"

let engine: Analytics
beforeAll(async () => void (engine = await analytics()))
afterAll(() => engine.stop())

const deed = fc
  .record({
    name: fc.constantFrom(...names, "Store Visited"),
    // Many things at one second, and around a midnight and a clock change of the brand's zone.
    at: fc.oneof(
      fc.integer({ min: 0, max: 400 * 24 }).map((hours) => Date.UTC(2026, 2, 31, 12) - hours * 3_600_000),
      fc.constantFrom(
        Date.UTC(2026, 2, 8, 4, 59, 59),
        Date.UTC(2026, 2, 8, 5),
        Date.UTC(2026, 2, 30, 3, 59),
        Date.UTC(2026, 2, 31, 4),
        // A clock that is ahead: of a day that has not come.
        Date.UTC(2026, 3, 2, 12),
      ),
    ),
    value: fc.integer({ min: -2, max: 4 }),
    product: fc.constantFrom("", ...words),
    channel: fc.constantFrom("", "email", "line"),
    store: fc.constantFrom("", "a"),
    properties: fc.record(
      {
        kind: word,
        size: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(2.5), fc.constant("3")),
        gift: fc.boolean(),
        deep: fc.record({ er: fc.oneof(word, fc.integer({ min: 0, max: 5 })) }),
      },
      { requiredKeys: [] },
    ),
    isMerged: fc.boolean(),
  })
  .map(({ at, ...rest }) => ({
    ...rest,
    at: Math.floor(at / 1_000),
    day: dayIn(zone, new Date(at)),
    source: "test",
    order: "",
    message: "",
  }))
type RandomDeed = Deed & { readonly isMerged: boolean }

const order: fc.Arbitrary<OrderRow> = fc
  .record({
    day: fc.integer({ min: 0, max: 400 }).map((back) => addDays(today, -back)),
    net: fc.integer({ min: 0, max: 6 }),
    channel: one("online", "store"),
    store: fc.constantFrom("", "a"),
    products: fc.uniqueArray(word, { maxLength: 2 }),
  })
  .map((made) => ({ ...made, productNets: made.products.map((_, i) => made.net - i) }))

const person = fc.record({
  language: fc.constantFrom("ja", "en"),
  prefecture: fc.constantFrom("", "a"),
  city: fc.constantFrom("", "渋谷区"),
  bornOn: fc.constantFrom("", "2004-02-29", "2004-03-31", "2004-04-01", "2006-02-28", "1980-05-05"),
  firstSeen: pastDay,
  texts: fc.record({ "property:skin": word }, { requiredKeys: [] }),
  numbers: fc.record({ "property:score": fc.integer({ min: 0, max: 5 }) }, { requiredKeys: [] }),
  lists: fc.record({ "property:tastes": fc.uniqueArray(word, { maxLength: 2 }) }, { requiredKeys: [] }),
  consents: fc.uniqueArray(fc.constantFrom("email/marketing/given", "line/marketing/withdrawn"), { maxLength: 2 }),
  reach: fc.uniqueArray(fc.constantFrom("email", "line"), { maxLength: 2 }),
  orders: fc.array(order, { maxLength: 5 }),
  deeds: fc.array(deed, { maxLength: 12 }),
})

type History = { readonly facts: PersonFacts; readonly deeds: readonly RandomDeed[] }

type Made = typeof person extends fc.Arbitrary<infer T> ? T : never

function historyOf(p: Made, n: number): History {
  const { deeds, orders, texts, numbers, lists, consents, reach, ...columns } = p
  const base = nobody(uuid(n))
  const made: Person = {
    ...base,
    columns: { ...base.columns, ...columns, birthday: columns.bornOn.slice(5) },
    texts,
    numbers,
    lists,
    consents,
    reach,
    orders: [...orders].sort((a, b) => (a.day < b.day ? -1 : 1)),
  }
  return { facts: { person: made, deeds }, deeds }
}

async function fill(brandId: string, histories: readonly History[]): Promise<void> {
  const { facts } = engine
  await facts.insert(
    "segment_people",
    histories.map(({ facts }) => peopleRow(brandId, facts.person, 1, true)),
    `p:${brandId}`,
  )
  const other = (id: string) => id.replace("4000", "4001")
  await facts.insert(
    "events",
    histories.flatMap(({ facts, deeds }) =>
      deeds.map((d, i) => ({
        brand_id: brandId,
        customer_id: d.isMerged ? other(facts.person.customerId) : facts.person.customerId,
        name: d.name,
        occurred_at: new Date(d.at * 1_000).toISOString(),
        day: d.day,
        seq: i,
        value: d.value,
        product_id: d.product,
        channel: d.channel,
        store_id: d.store,
        source: d.source,
        properties: JSON.stringify(d.properties),
      })),
    ),
    `e:${brandId}`,
  )
  await facts.insert(
    "customer_owner",
    histories.flatMap(
      ({
        facts: {
          person: { customerId },
        },
      }) => [
        { brand_id: brandId, customer_id: other(customerId), owner_id: customerId, version: 2 },
        { brand_id: brandId, customer_id: customerId, owner_id: customerId, version: 2 },
      ],
    ),
    `o:${brandId}`,
  )
}

async function ask(
  brandId: string,
  conditions: readonly Holds[],
  plan: Plan,
  stretch: Stretch = {},
): Promise<Map<string, boolean[]>> {
  const selected = conditions.map((holds, i) => `toUInt8(${holdsSql(holds)}) as c${i}`).join(", ")
  const rows = await engine.facts.rows<Record<string, string | number>>(
    brandId,
    `select toString(customer_id) as id, ${selected} from ${joinedRows(plan, { hasMerged: true, stretch }, 0)}
     settings compile_expressions = 0, compile_aggregate_expressions = 0`,
  )
  return new Map(rows.map((row) => [String(row.id), conditions.map((_, i) => row[`c${i}`] === 1)]))
}

async function askOfFew(
  brandId: string,
  compiling: (plan: Plan) => readonly Holds[],
  ids: readonly string[],
): Promise<Map<string, boolean[]>> {
  const numbered = (plan: Plan) => new Map(compiling(plan).entries())
  const few = await askAboutFew({ facts: engine.facts, brandId }, numbered, { hasMerged: true, ids }, 0, today)
  return new Map([...few].map(([id, { numbers, holds }]) => [id, numbers.map(holds)]))
}

const inner = new Map<string, Condition>([
  [uuid(900), Condition.parse({ kind: "orders", measure: "count", range: { atLeast: 2 } })],
  [uuid(901), Condition.parse({ kind: "not", of: { kind: "segment", segmentId: uuid(901) } })],
])
const setting: Setting = {
  today,
  now: startOfDay(zone, today).getTime() / 1_000 + 12 * 3_600,
  averages: { [averageKey("count", { kind: "ever" })]: 1.7, [averageKey("spent", { kind: "ever" })]: 4.25 },
  segments: inner,
  categories: new Map(),
}

const lastDayOf = (histories: readonly { facts: { deeds: readonly { day: Day }[] } }[]): Day =>
  histories.flatMap(({ facts }) => facts.deeds.map((deed) => deed.day)).reduce((a, b) => (a > b ? a : b), today)

let brands = 0
test("D18 a document means the same for everybody, for a few and for one: random documents over random histories", {
  timeout: 180_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { minLength: 30, maxLength: 30 }),
      fc.array(person, { minLength: 25, maxLength: 25 }),
      async (documents, people) => {
        const brandId = uuid(10_000 + ++brands)
        const histories = people.map((p, i) => historyOf(p, i + 1))
        await fill(brandId, histories)
        const cores = documents.map((d) => lower(Condition.parse(d), setting))
        const compiling = (plan: Plan) => cores.map((core) => compile(core, plan))
        const plan = new Plan()
        const conditions = compiling(plan)
        const everybody = await ask(brandId, conditions, plan)
        const latest = new Plan(lastDayOf(histories))
        const knowing = compiling(latest)
        const middle = histories[12]?.facts.person.customerId ?? ""
        const below = await ask(brandId, knowing, latest, { until: middle })
        const above = await ask(brandId, knowing, latest, { from: middle })
        expect(new Map([...below, ...above])).toEqual(everybody)
        expect(below.size + above.size).toBe(everybody.size)
        const ids = histories.map(({ facts }) => facts.person.customerId).filter((_, i) => i % 3 === 0)
        const few = await askOfFew(brandId, compiling, ids)
        expect([...few.keys()].sort()).toEqual([...ids].sort())
        for (const { facts } of histories) {
          const id = facts.person.customerId
          cores.forEach((core, i) => {
            const one = holds(core, facts)
            const context = () =>
              JSON.stringify({
                document: documents[i],
                facts,
                sql: conditions[i] && holdsSql(conditions[i]),
                bits: plan.bits,
              })
            if (everybody.get(id)?.[i] !== one) throw new Error(`everybody says otherwise than ${one}: ${context()}`)
            if (ids.includes(id) && few.get(id)?.[i] !== one)
              throw new Error(`a few say otherwise than ${one}: ${context()}`)
          })
        }
      },
    ),
    {
      numRuns: Number(process.env.SEGMENT_RUNS ?? 2),
      ...(process.env.SEGMENT_SEED ? { seed: Number(process.env.SEGMENT_SEED) } : {}),
      endOnFailure: true,
    },
  )
})

test("D18 whoever time alone has moved within a day is found without looking at everybody", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { minLength: 30, maxLength: 30 }),
      fc.array(person, { minLength: 25, maxLength: 25 }),
      fc.integer({ min: 60, max: 11 * 3_600 }),
      fc.integer({ min: 1, max: 600 }),
      async (documents, people, seconds, percent) => {
        const brandId = uuid(20_000 + ++brands)
        const histories = people.map((p, i) => historyOf(p, i + 1))
        await fill(brandId, histories)
        const averages = Object.fromEntries(
          Object.entries(setting.averages).map(([key, value]) => [key, (value * percent) / 100]),
        )
        const later = { ...setting, now: setting.now + seconds, averages }
        const meant = documents.map((d) => Condition.parse(d))
        const live = meant.map((who, i) => ({ segmentId: uuid(800 + i), who }))
        const crossed = between(live, setting, later)
        const found = crossed && (await crossedPeople({ facts: engine.facts, brandId }, crossed, true, 1_000))
        const moved = histories.filter(({ facts }) =>
          meant.some((who) => holds(lower(who, setting), facts) !== holds(lower(who, later), facts)),
        )
        expect(found).toEqual(expect.arrayContaining(moved.map(({ facts }) => facts.person.customerId)))
      },
    ),
    { numRuns: Number(process.env.SEGMENT_RUNS ?? 4), endOnFailure: true },
  )
})

test("D18 what a clock that is ahead tells has not happened yet, of few people and of everybody as of one", async () => {
  const brandId = uuid(9_999)
  const sent = (at: number): RandomDeed => ({
    name: "Message Sent",
    at: at / 1_000,
    day: dayIn(zone, new Date(at)),
    value: 0,
    product: "",
    channel: "",
    store: "",
    source: "test",
    order: "",
    message: "",
    properties: {},
    isMerged: false,
  })
  const [past, ahead] = [sent(Date.UTC(2026, 2, 30, 12)), sent(Date.UTC(2026, 3, 2, 12))]
  const histories = [[past], [ahead], [past, ahead]].map((deeds, i): History => {
    const facts = { person: nobody(uuid(9_000 + i)), deeds }
    return { facts, deeds }
  })
  await fill(brandId, histories)
  const windows = [
    { kind: "ever" },
    { kind: "last", n: 30, unit: "day" },
    { kind: "between", from: "2026-03-01", to: "2026-03-31" },
    { kind: "since", names: ["Product Viewed"], orEver: true },
  ] as const
  const cores = windows.flatMap((window) =>
    [1, 2].map((atLeast) =>
      lower(Condition.parse({ kind: "event", names: ["Message Sent"], window, range: { atLeast } }), setting),
    ),
  )
  const compiling = (plan: Plan) => cores.map((core) => compile(core, plan))
  const ids = histories.map(({ facts }) => facts.person.customerId)
  const few = await askOfFew(brandId, compiling, ids)
  const onceOnly = windows.flatMap(() => [true, false])
  const never = windows.flatMap(() => [false, false])
  expect(ids.map((id) => few.get(id))).toEqual([onceOnly, never, onceOnly])
  const knowing = new Plan(lastDayOf(histories))
  const everybody = await ask(brandId, compiling(knowing), knowing)
  for (const { facts } of histories) {
    const one = cores.map((core) => holds(core, facts))
    expect(few.get(facts.person.customerId)).toEqual(one)
    expect(everybody.get(facts.person.customerId)).toEqual(one)
  }
})
