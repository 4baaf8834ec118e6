import fc from "fast-check"
import { expect, test } from "vitest"
import { officeDays } from "#kernel/calendar"
import { day } from "#kernel/days"
import { deedOf, type Ground } from "./check-rules.ts"
import { FlowDocument, type FlowDocumentInput } from "./model.ts"
import type { Answer, FlowDeed, Run } from "./model-run.ts"
import { shape } from "./launch-rules.ts"
import { planOf } from "./plan-rules.ts"
import { step } from "./step-rules.ts"
import { expectedMessages, groundOn, walkThrough } from "./walk-rules.ts"

const zone = "Asia/Tokyo"
const begin = new Date("2026-04-01T09:00:00+09:00")
const hour = 3_600_000

const ground: Ground = {
  clock: { zone, days: officeDays },
  setting: { today: day("2026-04-01"), now: 0, averages: {}, segments: new Map(), categories: new Map() },
  cores: new Map(),
  inStock: new Map([["gone", false]]),
  isShadow: false,
}

const run = (document: FlowDocument, facts: Run["facts"] = {}): Run => ({
  runId: "0198c0de-0000-7000-8000-000000000001",
  flowId: "0198c0de-0000-7000-8000-000000000002",
  version: 1,
  customerId: "0198c0de-0000-7000-8000-000000000003",
  enteredAt: begin,
  facts,
  state: "active",
  step: document.first,
  arrivedAt: begin,
  dueAt: begin,
  visit: 0,
  rounds: [],
  goalAt: null,
  end: null,
  reason: null,
})

const deed = (
  name: string,
  afterMs: number,
  more: { productId?: string; properties?: Record<string, unknown> } = {},
): FlowDeed =>
  deedOf(
    {
      name,
      occurredAt: new Date(begin.getTime() + afterMs).toISOString(),
      source: "test",
      externalId: `${name}-${afterMs}`,
      properties: {},
      ...more,
    },
    zone,
  )

const flow = (given: Omit<FlowDocumentInput, "format" | "trigger">): FlowDocument =>
  FlowDocument.parse({ format: 1, trigger: { kind: "call" }, ...given })

const span = (n: number, unit: "hours" | "days") => ({ kind: "span", span: { n, unit } }) as const
const letter = (id: string, next: string | null, more: object = {}) =>
  ({
    kind: "message",
    id,
    next,
    status: "live",
    template: { templateId: "0198c0de-0000-7000-8000-0000000000aa", version: 1 },
    ...more,
  }) as const

type Walked = { readonly path: string[]; readonly run: Run }

function walk(
  document: FlowDocument,
  deeds: readonly FlowDeed[] = [],
  facts: Run["facts"] = {},
  answer: Answer = { kind: "done" },
): Walked {
  const plan = planOf(document)
  const walked = walkThrough(
    { plan, known: { person: null, deeds }, ground, answerFor: () => answer },
    run(document, facts),
    begin,
    new Date(begin.getTime() + 400 * 24 * hour),
  )
  return { path: walked.steps.map(({ step, way, outcome }) => `${step}:${way ?? outcome}`), run: walked.run }
}

const waiting = flow({
  first: "ask",
  goal: { name: { ja: "", en: "" }, reached: { kind: "event", event: { names: ["Order Placed"] } }, withinDays: 30 },
  exits: [{ id: "complained", when: { kind: "event", event: { names: ["Complaint"] } } }],
  steps: [
    letter("ask", "reply"),
    {
      kind: "wait-for-event",
      id: "reply",
      event: { names: ["Survey Answered"], filters: [{ field: "properties.score", test: { atLeast: 8 } }] },
      timeout: { n: 3, unit: "days" },
      next: "thanks",
      otherwise: "rest",
    },
    letter("thanks", null),
    { kind: "wait", id: "rest", until: span(1, "days"), next: "again" },
    letter("again", null),
  ],
})

test.each<[string, FlowDeed[], string[], string]>([
  ["nothing happens", [], ["ask:planned", "reply:timeout", "rest:waited", "again:planned"], "end"],
  [
    "she answers",
    [deed("Survey Answered", hour, { properties: { score: 9 } })],
    ["ask:planned", "reply:happened", "thanks:planned"],
    "end",
  ],
  [
    "she answers otherwise",
    [deed("Survey Answered", hour, { properties: { score: 3 } })],
    ["ask:planned", "reply:timeout", "rest:waited", "again:planned"],
    "end",
  ],
  [
    "she answers at the last moment",
    [deed("Survey Answered", 72 * hour, { properties: { score: 9 } })],
    ["ask:planned", "reply:happened", "thanks:planned"],
    "end",
  ],
  [
    "she answers a moment too late",
    [deed("Survey Answered", 72 * hour + 1, { properties: { score: 9 } })],
    ["ask:planned", "reply:timeout", "rest:waited", "again:planned"],
    "end",
  ],
  ["she buys", [deed("Order Placed", 5 * hour)], ["ask:planned", "reply:goal"], "goal"],
  ["she complains", [deed("Complaint", 80 * hour)], ["ask:planned", "reply:timeout", "rest:complained"], "exit"],
  [
    "she buys and complains at once: the goal counts",
    [deed("Order Placed", hour), deed("Complaint", hour)],
    ["ask:planned", "reply:goal"],
    "goal",
  ],
])("X03 a wait for something: %s", (_name, deeds, path, end) => {
  const walked = walk(waiting, deeds)
  expect(walked.path.map((one) => one.replace(":null", ":goal"))).toEqual(path)
  expect(walked.run.end).toBe(end)
})

test("a repeat comes back so many times, and goes on; within another it begins anew", () => {
  const document = flow({
    first: "outer",
    steps: [
      { kind: "repeat", id: "outer", first: "inner", times: 2, next: "last" },
      { kind: "repeat", id: "inner", first: "mail", times: 3, next: null },
      letter("mail", "pause"),
      { kind: "wait", id: "pause", until: span(1, "days"), next: null },
      letter("last", null),
    ],
  })
  expect(shape(document)).toEqual([])
  const { path, run } = walk(document)
  expect(path.filter((one) => one === "mail:planned")).toHaveLength(6)
  expect(path.filter((one) => one.startsWith("inner"))).toHaveLength(2)
  expect(path.at(-1)).toBe("last:planned")
  expect(run).toMatchObject({ state: "ended", end: "end", rounds: [] })
  expect(expectedMessages(document)).toBe(7)
})

test("G33 G36 what is missing, out of stock or not reachable has a way out; a note of the staff or the default", () => {
  const other = { do: "instead", templateId: "0198c0de-0000-7000-8000-0000000000bb", version: 1 } as const
  const document = flow({
    first: "note",
    steps: [
      {
        kind: "branch",
        id: "note",
        ways: [{ id: "noted", check: { kind: "known", path: "event.properties.note" }, next: "own" }],
        next: "usual",
      },
      letter("own", null, { needs: ["event.properties.size"], whenMissing: other }),
      letter("usual", "more", { whenOutOfStock: { do: "skip" } }),
      letter("more", "end", { whenUnreachable: { do: "leave" } }),
      letter("end", null),
    ],
  })
  const event = (properties: Record<string, unknown>, productId?: string) => ({
    event: deed("X", 0, { properties, ...(productId ? { productId } : {}) }).happened,
  })
  expect(walk(document, [], event({ note: "赤ちゃんのお祝い" })).path).toEqual(["note:noted", "own:instead"])
  expect(walk(document, [], event({ note: "x", size: "M" })).path).toEqual(["note:noted", "own:planned"])
  const gone = walk(document, [], event({}, "gone"))
  expect(gone.path).toEqual(["note:otherwise", "usual:out-of-stock", "more:unreachable"])
  expect(gone.run).toMatchObject({ state: "ended", end: "left" })
})

test("F73 who stands at a step that is gone is parked, and says so", () => {
  const plan = planOf(waiting)
  const lost = { ...run(waiting), step: "removed" }
  expect(step(lost, { plan, known: { person: null, deeds: [] }, ground, now: begin }).run).toMatchObject({
    state: "parked",
    reason: "step-removed",
    dueAt: null,
  })
})

test("F65 after an outage what follows counts from now: two letters a day apart never come at once", () => {
  const document = flow({
    first: "wait",
    steps: [
      { kind: "wait", id: "wait", until: span(1, "days"), next: "one" },
      letter("one", "rest"),
      { kind: "wait", id: "rest", until: span(1, "days"), next: "two" },
      letter("two", null),
    ],
  })
  const plan = planOf(document)
  const now = new Date(begin.getTime() + 5 * 24 * hour)
  let at = run(document)
  const seen: string[] = []
  for (let i = 0; i < 10 && at.state === "active"; i++) {
    const stepped = step(at, { plan, known: { person: null, deeds: [] }, ground: groundOn(ground, now), now })
    if (!stepped.taken) break
    seen.push(stepped.taken.step)
    at = stepped.run
  }
  expect(seen).toEqual(["wait", "one"])
})

test.each<[string, Omit<FlowDocumentInput, "format" | "trigger">, string[]]>([
  ["empty", {}, ["empty"]],
  ["a way to nowhere", { first: "a", steps: [letter("a", "b")] }, ["dangling"]],
  ["a circle", { first: "a", steps: [letter("a", "b"), letter("b", "a")] }, ["circle"]],
  ["nobody comes", { first: "a", steps: [letter("a", null), letter("b", null)] }, ["unreachable"]],
  ["twice the same", { first: "a", steps: [letter("a", null), letter("a", null)] }, ["double-id"]],
  [
    "into a repeat from the side",
    { first: "r", steps: [{ kind: "repeat", id: "r", first: "a", times: 2, next: "a" }, letter("a", null)] },
    ["into-repeat"],
  ],
])("what stands in the way of a launch: %s", (_name, given, codes) => {
  expect(shape(flow(given)).map(({ code }) => code)).toEqual(codes)
})

// Random flows of waits, waits for events and branches, and random events: however often and whenever they are looked at, in
// whatever order what is due and what has happened are dealt with, everybody goes the same way.
const names = ["A", "B", "C"]
type Node =
  | { kind: "wait"; hours: number }
  | { kind: "event"; name: string; hours: number; entry: boolean }
  | { kind: "letter" }
const nodes: fc.Arbitrary<Node[]> = fc.array(
  fc.oneof<fc.Arbitrary<Node>[]>(
    fc.record({ kind: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 60 }) }),
    fc.record({
      kind: fc.constant("event" as const),
      name: fc.constantFrom(...names),
      hours: fc.integer({ min: 1, max: 60 }),
      entry: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("letter" as const) }),
  ),
  { minLength: 1, maxLength: 8 },
)
const happenings = fc.array(
  fc.record({ name: fc.constantFrom(...names, "Goal"), at: fc.integer({ min: 1, max: 300 * 60 }) }),
  { maxLength: 12 },
)

const built = (all: readonly Node[]): FlowDocument =>
  flow({
    first: "s0",
    goal: { name: { ja: "", en: "" }, reached: { kind: "event", event: { names: ["Goal"] } }, withinDays: 300 },
    steps: all.map((node, i) => {
      const next = i + 1 < all.length ? `s${i + 1}` : null
      const id = `s${i}`
      if (node.kind === "letter") return letter(id, next)
      if (node.kind === "wait") return { kind: "wait", id, until: span(node.hours, "hours"), next }
      const skipped = i + 2 < all.length ? `s${i + 2}` : null
      return {
        kind: "wait-for-event",
        id,
        event: { names: [node.name] },
        since: node.entry ? "entry" : "step",
        timeout: { n: node.hours, unit: "hours" },
        next,
        otherwise: skipped,
      }
    }),
  })

/** Goes from moment to moment as flows do: what has happened by then is known, and looked at so many times. */
function carry(
  document: FlowDocument,
  deeds: readonly FlowDeed[],
  moments: readonly number[],
  times: number,
): string[] {
  const plan = planOf(document)
  let at = run(document)
  const path: string[] = []
  for (const moment of moments) {
    const now = new Date(moment)
    const known = { person: null, deeds: deeds.filter(({ ms }) => ms <= moment) }
    for (let look = 0; look < times; look++)
      for (let i = 0; i < 30; i++) {
        const stepped = step(at, { plan, known, ground, now })
        at = stepped.run
        if (!stepped.taken) break
        path.push(`${stepped.taken.step}:${stepped.taken.outcome}:${stepped.effects.map(({ key }) => key).join()}`)
      }
  }
  return path
}

test("F07 looked at once, twice, or every few minutes: the same way, and every letter under the same key once", () => {
  fc.assert(
    fc.property(nodes, happenings, (all, happened) => {
      const document = built(all)
      const deeds = happened.map(({ name, at }) => deed(name, at * 60_000)).sort((a, b) => a.ms - b.ms)
      const minutes = Array.from({ length: 300 * 6 }, (_, i) => begin.getTime() + i * 10 * 60_000)
      const moments = [...new Set([...minutes, ...deeds.map(({ ms }) => ms)])].sort((a, b) => a - b)
      const often = carry(document, deeds, moments, 1)
      expect(carry(document, deeds, moments, 2)).toEqual(often)
      const seldom = walkThrough(
        { plan: planOf(document), known: { person: null, deeds }, ground, answerFor: () => ({ kind: "done" }) },
        run(document),
        begin,
        new Date(begin.getTime() + 299 * hour),
      )
      expect(seldom.steps.map(({ step, outcome }) => `${step}:${outcome}`)).toEqual(
        often.map((one) => one.split(":").slice(0, 2).join(":")),
      )
      const keys = often.map((one) => one.split(":").slice(2).join(":")).filter((key) => key !== "")
      expect(new Set(keys).size).toBe(keys.length)
    }),
    { numRuns: 40 },
  )
})

test("builder metadata changes nothing", () => {
  const dressed = FlowDocument.parse({
    ...waiting,
    canvas: { positions: { ask: { x: 1, y: 2 } }, notes: [{ id: "n", at: "ask", text: "why", x: 0, y: 0 }] },
    steps: waiting.steps.map((one) => ({ ...one, name: { ja: "名前", en: "Name" }, note: "a note" })),
  })
  const deeds = [deed("Survey Answered", hour, { properties: { score: 9 } })]
  expect(walk(dressed, deeds).path).toEqual(walk(waiting, deeds).path)
})
