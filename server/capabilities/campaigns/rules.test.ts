import fc from "fast-check"
import { expect, test } from "vitest"
import { day, weekdayOf } from "#kernel/days"
import { isWorkingDay, officeDays } from "#kernel/calendar"
import { letterDocument } from "#messages"
import { approvalOf, hasMoved } from "./approval-rules.ts"
import { checklistOf } from "./checklist-rules.ts"
import { compare } from "./comparison-rules.ts"
import { dueAt, heldBackMonths, nextDay, sendUntil } from "./due-rules.ts"
import { brokenLinks, type FindFacts, findingsOf } from "./find-rules.ts"
import { ownLetter } from "./letter-rules.ts"
import { CampaignPlan, type CampaignPlanDraft, Variant } from "./model.ts"
import { nextPayday, ownTime, sceneDay, smoothed } from "./own-time-rules.ts"
import { isStalled, rendersTooBadly } from "./stall-rules.ts"
import { occurrenceState, type OccurrenceState, stateOf } from "./state-rules.ts"
import { shortages, wantsOf } from "./quota-rules.ts"
import { nextVariant } from "./variation-rules.ts"
import { greets, has, namedOfCustomer } from "./words-rules.ts"

const tokyo = "Asia/Tokyo"
const now = new Date("2026-04-01T03:00:00Z")
const id = "0190b8a0-0000-7000-8000-00000000aaaa"
const planOf = (more: Partial<CampaignPlanDraft> = {}) =>
  CampaignPlan.parse({
    version: 1,
    audience: { include: [id] },
    variants: [{ key: "a", templateId: id, templateVersion: 1 }],
    ...more,
  })

const none = { frozenAt: null, plannedAt: null, leftOut: null, stalledSince: null, seenFinishedAt: null }
test.each([
  [none, 0, "scheduled"],
  [{ ...none, frozenAt: now }, 0, "planning"],
  [{ ...none, frozenAt: now, plannedAt: now }, 3, "sending"],
  [{ ...none, frozenAt: now, plannedAt: now }, 0, "finished"],
  [{ ...none, frozenAt: now, plannedAt: now }, null, "sending"],
  [{ ...none, frozenAt: now, plannedAt: now, seenFinishedAt: now }, 2, "sending"],
  [{ ...none, frozenAt: now, plannedAt: now, stalledSince: now }, 2, "stalled"],
  [{ ...none, leftOut: "missed" as const }, 0, "missed"],
])("R2 an occurrence is finished only when its planning is complete and no letter is open: %#", (it, open, state) => {
  expect(occurrenceState(it, open)).toBe(state)
})

test("R2 the state of a campaign follows from what people decided and its occurrences", () => {
  const decided = { askedAt: null, launchedAt: now, pausedAt: null, stoppedAt: null }
  const states: [Parameters<typeof stateOf>[0], OccurrenceState[], string][] = [
    [{ ...decided, launchedAt: null }, [], "draft"],
    [{ ...decided, launchedAt: null, askedAt: now }, [], "waiting-approval"],
    [decided, ["finished", "scheduled"], "scheduled"],
    [decided, ["finished", "sending"], "sending"],
    [decided, ["planning", "stalled"], "stalled"],
    [decided, ["finished", "missed"], "finished"],
    [{ ...decided, pausedAt: now }, ["sending"], "paused"],
    [{ ...decided, pausedAt: now, stoppedAt: now }, ["sending"], "stopped"],
  ]
  for (const [campaign, occurrences, state] of states) expect(stateOf(campaign, occurrences)).toBe(state)
})

test("R3 five minutes without progress while something could be done is a stall; waiting is none", () => {
  const at = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  const it = { now, isPaused: false, isPlanned: true, movedAt: at(6), open: 5, runnable: 5 }
  expect(isStalled(it)).toBe(true)
  expect(isStalled({ ...it, movedAt: at(4) })).toBe(false)
  expect(isStalled({ ...it, runnable: 0 })).toBe(false)
  expect(isStalled({ ...it, runnable: 0, isPlanned: false })).toBe(true)
  expect(isStalled({ ...it, isPaused: true })).toBe(false)
})

test.each([
  [19, 10_000, false],
  [20, 1_000_000, true],
  [1, 50, false],
  [1, 100, true],
  [1, 101, false],
])("F80 %i of %i letters that can't be filled in rest a campaign: %s", (failed, tried, rests) => {
  expect(rendersTooBadly(failed, tried)).toBe(rests)
})

test("F61 F62 a local time is kept in the brand's zone, through summer time", () => {
  expect(dueAt({ kind: "at", day: "2026-04-03", time: "10:00" }, tokyo, now).toISOString()).toBe(
    "2026-04-03T01:00:00.000Z",
  )
  expect(dueAt({ kind: "at", day: "2026-03-08", time: "02:30" }, "America/New_York", now).toISOString()).toBe(
    "2026-03-08T07:00:00.000Z",
  )
  expect(sendUntil({ withinHours: 72 }, now).toISOString()).toBe("2026-04-04T03:00:00.000Z")
})

test("M05 her own hour is the one in which she was seen most, smoothed over its neighbours", () => {
  const hours = Array.from({ length: 24 }, () => 0)
  hours[7] = 6
  hours[12] = 2
  hours[20] = 3
  hours[21] = 4
  const asked = { day: day("2026-04-01"), time: "10:00" as const, scene: "none" as const, payday: 25, spread: 0.5 }
  // At seven she is up, but nobody is written to before eight: eight is next to it, and twenty has more beside it.
  expect(ownTime({ ...asked, hours })).toMatchObject({ time: "20:30", why: "her-hours" })
  expect(ownTime({ ...asked, hours: undefined })).toMatchObject({ time: "10:00", why: "given" })
  const tooFew = hours.map((n) => (n > 0 ? 0.5 : 0))
  expect(ownTime({ ...asked, hours: tooFew })).toMatchObject({ why: "given" })
})

test("M05 M22 whatever her habits, nobody is written to outside eight to nine in the evening", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 24, maxLength: 24 }),
      fc.constantFrom("none", "payday", "weekend", "commute", "season"),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (hours, scene, spread) => {
        const asked = { day: day("2026-04-01"), time: "10:00" as const, payday: 25 }
        const { time, day: on } = ownTime({ ...asked, hours, scene: scene as "none", spread })
        expect(time >= "08:00" && time < "21:00").toBe(true)
        expect(on >= "2026-04-01").toBe(true)
      },
    ),
  )
  expect(smoothed(Array.from({ length: 24 }, (_, h) => (h === 0 ? 4 : 0)))[23]).toBe(1)
})

test.each([
  ["2026-04-01", "2026-04-24"], // the 25th is a Saturday
  ["2026-04-25", "2026-05-25"],
  ["2026-12-26", "2027-01-25"],
])("M05 the first payday from %s is %s: before a weekend it comes earlier", (from, paid) => {
  expect(nextPayday(day(from), 25)).toBe(paid)
})

test("M05 days of a scene: free days, working days, not the year's end", () => {
  expect(weekdayOf(sceneDay("weekend", day("2026-04-01"), 25))).toBe("sat")
  expect(sceneDay("weekend", day("2026-04-29"), 25)).toBe("2026-04-29") // Showa Day
  expect(isWorkingDay(sceneDay("commute", day("2026-05-02"), 25), officeDays)).toBe(true)
  expect(sceneDay("season", day("2026-12-31"), 25)).toBe("2027-01-04")
})

test("I02 words of a series take turns, and none comes twice", () => {
  const variants = [{ key: "a" }, { key: "b" }, { key: "c" }]
  fc.assert(
    fc.property(fc.subarray(["a", "b", "c"]), fc.integer({ min: 1, max: 12 }), (heard, occurrence) => {
      const next = nextVariant({ variants, heard: new Set(heard), occurrence })
      if (heard.length === 3) expect(next).toBeNull()
      else expect(heard).not.toContain(next)
    }),
  )
  expect([1, 2, 3, 4].map((occurrence) => nextVariant({ variants, heard: new Set(), occurrence }))).toEqual([
    "a",
    "b",
    "c",
    "a",
  ])
})

test("I01 F63 a series comes quarterly, counted from its first day", () => {
  const repeat = { everyMonths: 3, times: 4, adapts: true }
  const first = day("2026-01-31")
  const on = (n: number, last: string) => nextDay(repeat, { first, last: day(last), n, lettersPerPerson: 0 })
  expect([on(2, "2026-01-31"), on(3, "2026-04-30"), on(4, "2026-07-31"), on(5, "2026-10-31")]).toEqual([
    "2026-04-30",
    "2026-07-31",
    "2026-10-31",
    null,
  ])
})

test("I03 where people are written to a lot, the next of a series comes later", () => {
  const repeat = { everyMonths: 2, times: 9, adapts: true }
  expect([0, 4, 5, 9].map((n) => heldBackMonths(repeat, n))).toEqual([0, 0, 1, 2])
  expect(heldBackMonths({ adapts: false }, 20)).toBe(0)
  const question = { first: day("2026-01-15"), last: day("2026-01-15"), n: 2 }
  expect(nextDay(repeat, { ...question, lettersPerPerson: 5 })).toBe("2026-04-15")
  fc.assert(
    fc.property(fc.double({ min: 0, max: 30, noNaN: true }), fc.integer({ min: 2, max: 9 }), (lettersPerPerson, n) => {
      const last = day("2026-06-15")
      const next = nextDay(repeat, { first: day("2026-01-15"), last, n, lettersPerPerson })
      expect(next !== null && next > last).toBe(true)
    }),
  )
})

test("X02 a winner is named by people's clicks when the interval leaves no doubt, else how many more it takes", () => {
  const clear = compare([
    { key: "a", people: 5_000, did: 500 },
    { key: "b", people: 5_000, did: 300 },
  ])
  expect(clear).toMatchObject({ verdict: "winner", leader: "a" })
  const open = compare([
    { key: "a", people: 400, did: 30 },
    { key: "b", people: 400, did: 24 },
  ])
  expect(open).toMatchObject({ verdict: "not-yet", leader: "a" })
  expect(open.verdict === "not-yet" && (open.more ?? 0) > 1_000).toBe(true)
  expect(compare([{ key: "a", people: 10, did: 3 }])).toMatchObject({ verdict: "not-yet", more: null })
  // One click is no winner.
  expect(
    compare([
      { key: "a", people: 4, did: 4 },
      { key: "b", people: 4, did: 0 },
    ]).verdict,
  ).toBe("not-yet")
})

test("X02 of two variants that are the same, looking again and again hardly ever names a winner", () => {
  let seed = 7
  const chance = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  let wrong = 0
  for (let run = 0; run < 200; run++) {
    const [a, b] = [
      { key: "a", people: 0, did: 0 },
      { key: "b", people: 0, did: 0 },
    ]
    for (let look = 0; look < 30; look++) {
      for (const arm of [a, b])
        for (let i = 0; i < 50; i++) {
          arm.people++
          if (chance() < 0.08) arm.did++
        }
      if (compare([a, b]).verdict === "winner") {
        wrong++
        break
      }
    }
  }
  expect(wrong).toBeLessThanOrEqual(10)
})

const document = letterDocument.parse({
  version: 1,
  words: {
    ja: {
      blocks: [
        { kind: "heading", text: "春の新作" },
        { kind: "image", source: "https://shop.example.jp/a.png", alt: "", width: 600, height: 300 },
        { kind: "text", text: "{{ customer.name.family }}さま" },
        { kind: "button", label: "見る", to: "https://shop.example.jp/new" },
        { kind: "footer" },
      ],
      mail: { subject: "春", preheader: "新作" },
    },
  },
})

test("C23 C24 a variant may come from another name, under another subject, without any design", () => {
  const variant = Variant.parse({
    key: "b",
    templateId: id,
    templateVersion: 1,
    fromName: "ひなたの花子",
    subject: { ja: "お手紙です" },
    look: "plain",
  })
  const { ja } = ownLetter(document, variant).words
  expect(ja?.mail).toMatchObject({ fromName: "ひなたの花子", subject: "お手紙です", preheader: "新作" })
  expect(ja?.blocks.map(({ kind }) => kind)).toEqual(["text", "text", "text", "footer"])
  expect(JSON.stringify(ja?.blocks)).toContain("[見る](https://shop.example.jp/new)")
  expect(letterDocument.safeParse(ownLetter(document, variant)).success).toBe(true)
})

test("C18 what a text names of a person, and whether she has it", () => {
  expect(namedOfCustomer(["{{ customer.name.family }} {{ customer.properties.size | default: 'M' }}"])).toEqual([
    "name.family",
  ])
  const person = { displayName: null, familyName: "佐藤", givenName: null, properties: { size: "" } }
  expect([has(person, "name.family"), has(person, "name.given"), has(person, "properties.size")]).toEqual([
    true,
    false,
    false,
  ])
})

const facts = (more: Partial<FindFacts> = {}): FindFacts => ({
  plan: planOf(),
  documents: new Map([["a", document]]),
  estimate: { audience: 5_000, ofSample: 500, channels: [{ key: "email", count: 450 }], skipped: [], waits: [] },
  remarks: [],
  now,
  dueAt: now,
  holiday: undefined,
  isQuiet: false,
  clashes: [],
  sender: { state: "good", holds: false },
  shortages: [],
  lacking: [],
  unrendered: [],
  ...more,
})
const codes = (more: Partial<FindFacts> = {}) => findingsOf(facts(more)).map(({ level, code }) => `${level}:${code}`)

test("a campaign in which nothing is wrong has no findings", () => expect(codes()).toEqual([]))

test.each<[string, Partial<FindFacts>]>([
  ["stop:no-words", { plan: planOf({ variants: [] }) }],
  ["stop:unknown-template", { documents: new Map() }],
  ["stop:not-written", { plan: planOf({ channels: ["line"] }) }],
  ["stop:no-audience", { plan: planOf({ audience: {} }) }],
  ["stop:empty-audience", { estimate: { ...facts().estimate, audience: 0 } }],
  ["stop:nobody-reached", { estimate: { ...facts().estimate, channels: [] } }],
  ["stop:not-rendered", { unrendered: [{ variant: "a", why: { ja: "空です", en: "empty" } }] }],
  [
    "stop:past",
    {
      plan: planOf({ when: { kind: "at", day: "2026-03-01", time: "10:00" } }),
      dueAt: new Date("2026-03-01T01:00:00Z"),
    },
  ],
  ["warn:no-holdout", { plan: planOf({ holdoutBp: 0 }) }],
  ["warn:empty-variable", { lacking: [{ variable: "customer.name", people: 40 }] }],
  ["warn:unverified-domain", { sender: { state: "bad", holds: false } }],
  ["warn:unverified-domain", { sender: { state: "unchecked", holds: false } }],
  ["note:domain-warning", { sender: { state: "warning", holds: false } }],
  ["stop:quota", { shortages: [{ channel: "line", wanted: 90, left: 40 }] }],
  [
    "warn:quota-part",
    { plan: planOf({ quota: "up-to-left" }), shortages: [{ channel: "line", wanted: 90, left: 40 }] },
  ],
  ["stop:domain-holds", { sender: { state: "bad", holds: true } }],
  ["warn:quiet-hours", { isQuiet: true }],
  ["warn:clash", { clashes: [{ name: "セール", sameHour: true }] }],
  ["note:holiday", { holiday: { ja: "元日", en: "New Year's Day" } }],
  ["note:no-consent", { estimate: { ...facts().estimate, skipped: [{ key: "consent-none", count: 50 }] } }],
  ["note:no-exclusion", { plan: planOf({ intent: "discount" }) }],
])("C18 T08 the launch check says %s", (code, more) => expect(codes(more)).toContain(code))

test("links that nobody can open are found, those that are filled in later are not judged", () => {
  const words = letterDocument.parse({
    version: 1,
    words: {
      ja: {
        blocks: [{ kind: "text", text: "http://localhost/a https://shop.example.jp {{ links.tracking }}" }],
        sms: { text: "x" },
      },
    },
  }).words.ja
  expect(words && brokenLinks([words])).toEqual(["http://localhost/a"])
})

test("G10 G40 a letter greets by name when a heading of every language does", () => {
  const heading = (greeting: boolean) => ({
    blocks: [{ kind: "heading", text: "春の新作", greeting }, { kind: "footer" }],
    mail: { subject: "春の新作", preheader: "新しい生地です" },
  })
  const letter = (words: object) => letterDocument.parse({ version: 1, words })
  expect(greets(letter({ ja: heading(true) }))).toBe(true)
  expect(greets(letter({ ja: heading(false) }))).toBe(false)
  expect(greets(letter({ ja: heading(true), en: heading(false) }))).toBe(false)
})

test("G10 G40 the checklist asks whom it concerns, why now, and who speaks", () => {
  const asked = {
    plan: planOf({ why: "" }),
    shareOfAll: 0.9,
    texts: ["お知らせ"],
    greets: false,
    fromNames: [""],
    brandName: "ひなた",
  }
  const met = (more: Partial<Parameters<typeof checklistOf>[0]>) =>
    checklistOf({ ...asked, ...more })
      .filter((one) => one.isMet)
      .map(({ code }) => code)
  expect(met({})).toEqual(["measured"])
  expect(met({ greets: true }), "a heading that begins with her name").toEqual(["by-name", "measured"])
  expect(
    met({
      plan: planOf({ why: "新しい生地を待っていた方へ、入荷の日に" }),
      shareOfAll: 0.1,
      fromNames: ["ひなたの花子"],
      texts: ["{{ customer.name }}", "{{ order.items[0].name }}", "[見る](https://shop.example.jp)"],
    }),
  ).toEqual(["relevant", "timely", "human", "by-name", "varied", "measured", "way-on"])
})

test("approval by size: a large one is approved by somebody else and its number typed; a test brand asks nothing", () => {
  const settings = { approveFrom: 5_000, typeFrom: 1_000 }
  expect(approvalOf(settings, 999, false)).toEqual({ isNeeded: false, isTyped: false })
  expect(approvalOf(settings, 1_000, false)).toEqual({ isNeeded: false, isTyped: true })
  expect(approvalOf(settings, 5_000, false)).toEqual({ isNeeded: true, isTyped: true })
  expect(approvalOf({ ...settings, approveFrom: null }, 5_000, false).isNeeded).toBe(false)
  expect(approvalOf(settings, 5_000, true)).toEqual({ isNeeded: false, isTyped: false })
  expect([hasMoved(1_000, 1_100), hasMoved(1_000, 1_101), hasMoved(3, 12)]).toEqual([false, true, false])
})

test("M46 what is wanted of a channel is its share of those who are written to; where less is left there is a shortage", () => {
  const seen = {
    audience: 1_000,
    ofSample: 500,
    channels: [
      { key: "line", count: 100 },
      { key: "email", count: 300 },
    ],
    waits: [{ key: "quiet-hours", count: 50 }],
  }
  const wants = wantsOf(seen, { channels: "best", holdoutBp: 1_000 })
  expect(wants).toEqual({ line: 180, email: 540 })
  expect(wantsOf({ ...seen, channels: [] }, { channels: ["line"], holdoutBp: 0 })).toEqual({ line: 100 })
  expect(wantsOf({ ...seen, ofSample: 0 }, { channels: "best", holdoutBp: 0 })).toEqual({})
  expect(shortages(wants, new Map([["line", 179]]))).toEqual([{ channel: "line", wanted: 180, left: 179 }])
  expect(shortages(wants, new Map([["line", 180]]))).toEqual([])
  expect(shortages(wants, new Map())).toEqual([])
})
