import { beforeAll, expect, test } from "vitest"
import { eraseCustomer, mergeCustomers, unmergeCustomer } from "#customers"
import { armsOf, experimentOf } from "#experiments"
import { type Context, inTransaction } from "#kernel/context"
import type { TestContext } from "#testing/context"
import {
  entriesOf,
  flowsContext,
  happens,
  launched,
  letterStep,
  lettersOf,
  pathOf,
  runsOf,
  settle,
  someone,
} from "#testing/flows"
import { archiveFlow, changeDraft, changeMode, moveParked, pauseFlow, publishFlow, resumeFlow } from "./edit-flows.ts"
import { numbersOf } from "./flow-numbers.ts"
import { discardHeld, heldOf, releaseHeld } from "./held-letters.ts"
import { insideOf } from "./inside.ts"
import { FlowDocument, type FlowDocumentInput } from "./model.ts"
import { oneFlow } from "./show-flows.ts"

let ctx: TestContext
beforeAll(async () => void (ctx = await flowsContext()))

const hour = 3_600_000

const cartLeft: FlowDocumentInput = {
  format: 1,
  trigger: { kind: "event", event: { names: ["Cart Viewed"] } },
  entry: { reentry: { kind: "after-days", days: 7 } },
  goal: {
    name: { ja: "購入", en: "An order" },
    reached: { kind: "event", event: { names: ["Order Placed"] } },
    withinDays: 7,
  },
  first: "wait",
  steps: [
    { kind: "wait", id: "wait", until: { kind: "span", span: { n: 1, unit: "hours" } }, next: "mail" },
    letterStep("mail", "later"),
    { kind: "wait", id: "later", until: { kind: "span", span: { n: 1, unit: "days" } }, next: "again" },
    letterStep("again", null),
  ],
}

test("G01 G08 a flow goes its way: an event lets her in, waits pass, letters are planned once", async () => {
  const flowId = await launched(ctx, cartLeft)
  const her = await someone(ctx, "hanako")
  await happens(ctx, her, "Cart Viewed")
  await settle(ctx)
  expect(await runsOf(ctx, flowId, her)).toMatchObject([{ state: "active", step: "wait" }])
  ctx.pass(hour - 1)
  await settle(ctx)
  expect(await lettersOf(ctx, flowId)).toEqual([])
  ctx.pass(1)
  await settle(ctx)
  await settle(ctx)
  expect(await lettersOf(ctx, flowId)).toMatchObject([{ step: "mail", state: "planned", customerId: her }])
  ctx.pass(24 * hour)
  await settle(ctx)
  expect((await pathOf(ctx, flowId, her)).map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
    "wait waited",
    "mail planned",
    "later waited",
    "again planned",
  ])
  expect(await runsOf(ctx, flowId, her)).toMatchObject([{ state: "ended", end: "end" }])
  // Too soon for another round: refused, with the reason.
  await happens(ctx, her, "Cart Viewed")
  await settle(ctx)
  expect((await entriesOf(ctx, flowId)).map(({ outcome }) => outcome)).toEqual(["entered", "too-soon"])
})

test("X02 G25 who buys meanwhile leaves by the goal before anything is sent", async () => {
  const flowId = await launched(ctx, cartLeft)
  const her = await someone(ctx, "yuki")
  await happens(ctx, her, "Cart Viewed")
  await settle(ctx)
  ctx.pass(hour / 2)
  await happens(ctx, her, "Order Placed")
  await settle(ctx)
  expect(await runsOf(ctx, flowId, her)).toMatchObject([{ state: "ended", end: "goal" }])
  ctx.pass(48 * hour)
  await settle(ctx)
  expect(await lettersOf(ctx, flowId)).toEqual([])
})

/** As a route reads: in a transaction of the brand. */
const read = <T>(work: (ctx: Context) => Promise<T>): Promise<T> => inTransaction(ctx, work)

const later = (n: number) => ({ kind: "span", span: { n, unit: "days" } }) as const
const onEvent = (name: string) => ({ kind: "event" as const, event: { names: [name] } })

test("F52 what we learn of too late starts nothing, what flows wait for is still seen; history isn't even noted", async () => {
  const flowId = await launched(ctx, {
    format: 1,
    trigger: onEvent("Late Thing"),
    entry: { reentry: { kind: "each" } },
    first: "mail",
    steps: [letterStep("mail", null)],
  })
  const her = await someone(ctx, "late")
  const ago = (hours: number) => new Date(ctx.now().getTime() - hours * hour)
  await happens(ctx, her, "Late Thing", { at: ago(25) })
  await happens(ctx, her, "Late Thing", { at: ago(23) })
  await happens(ctx, her, "Late Thing", { at: ago(24 * 60) })
  await settle(ctx)
  expect((await entriesOf(ctx, flowId)).map(({ outcome }) => outcome)).toEqual(["late", "entered"])
  expect(await lettersOf(ctx, flowId)).toHaveLength(1)
})

test("D22 re-entry: once, each, after the end; the same event twice lets in once", async () => {
  const kinds = ["once", "each", "after-end"] as const
  const flows = new Map<string, string>()
  for (const kind of kinds)
    flows.set(
      kind,
      await launched(ctx, {
        format: 1,
        trigger: onEvent("Came By"),
        entry: { reentry: { kind } },
        first: "wait",
        steps: [{ kind: "wait", id: "wait", until: later(1), next: null }],
      }),
    )
  const her = await someone(ctx, "again")
  await happens(ctx, her, "Came By", { externalId: "same" })
  await happens(ctx, her, "Came By", { externalId: "same" })
  await happens(ctx, her, "Came By")
  await settle(ctx)
  ctx.pass(25 * hour)
  await settle(ctx)
  await happens(ctx, her, "Came By")
  await settle(ctx)
  const outcomes = async (kind: string) =>
    (await entriesOf(ctx, flows.get(kind) ?? "")).map(({ outcome }) => outcome).sort()
  expect(await outcomes("once")).toEqual(["entered", "inside", "once"])
  expect(await outcomes("each")).toEqual(["entered", "entered", "entered"])
  expect(await outcomes("after-end")).toEqual(["entered", "entered", "inside"])
})

test("X02 who is kept apart is drawn and written down before, and gets nothing", async () => {
  const flowId = await launched(ctx, {
    format: 1,
    trigger: onEvent("Drawn"),
    holdoutBp: 5_000,
    first: "split",
    steps: [
      {
        kind: "split",
        id: "split",
        arms: [
          { id: "plain", weight: 1, next: "plain-mail" },
          { id: "designed", weight: 1, next: "designed-mail" },
        ],
      },
      letterStep("plain-mail", null),
      letterStep("designed-mail", null),
    ],
  })
  const people: string[] = []
  for (let i = 0; i < 24; i++) people.push(await someone(ctx, `drawn-${i}`))
  for (const her of people) await happens(ctx, her, "Drawn")
  await settle(ctx)
  const entries = await entriesOf(ctx, flowId)
  const outcome = new Map(entries.map(({ customerId, outcome }) => [customerId, outcome]))
  const arms = await inTransaction(ctx, (ctx) => armsOf(ctx, { kind: "flow", id: flowId }, people))
  for (const her of people) expect(outcome.get(her)).toBe(arms.get(her) === "holdout" ? "holdout" : "entered")
  expect(new Set(outcome.values())).toEqual(new Set(["holdout", "entered"]))
  const letters = await lettersOf(ctx, flowId)
  expect(letters).toHaveLength([...outcome.values()].filter((one) => one === "entered").length)
  const split = { kind: "split", id: `${flowId}:split` } as const
  const drawn = await inTransaction(ctx, (ctx) => armsOf(ctx, split, people))
  const named = await inTransaction(ctx, (ctx) => experimentOf(ctx, split))
  expect(named?.name, "called so in both languages").toEqual({
    ja: expect.stringContaining("split"),
    en: expect.stringContaining("split"),
  })
  for (const { customerId, step } of letters) expect(step).toBe(`${drawn.get(customerId)}-mail`)
})

const twoSteps = (second: string): FlowDocumentInput => ({
  format: 1,
  trigger: onEvent("Versioned"),
  first: "first",
  steps: [
    { kind: "wait", id: "first", until: later(1), next: second },
    { kind: "wait", id: second, until: later(1), next: "mail" },
    letterStep("mail", null),
  ],
})

test("F73 edited while people are inside: they stay by their version, move from the same step, or leave; a step that is gone parks", async () => {
  const flowId = await launched(ctx, twoSteps("second"))
  const [early, late] = [await someone(ctx, "early"), await someone(ctx, "later")]
  await happens(ctx, early, "Versioned")
  await settle(ctx)
  ctx.pass(25 * hour)
  await happens(ctx, late, "Versioned")
  await settle(ctx)
  expect((await runsOf(ctx, flowId, early))[0]).toMatchObject({ step: "second" })
  const publish = async (document: FlowDocumentInput, inside: "stay" | "move" | "exit") => {
    const { flow } = await read((ctx) => oneFlow(ctx, flowId))
    const draft = { document: FlowDocument.parse({ holdoutBp: 0, ...document }), note: "", revision: flow.revision }
    const changed = await changeDraft(ctx, flowId, draft)
    await expect(changeDraft(ctx, flowId, draft)).rejects.toThrow("flows.Stale")
    return publishFlow(ctx, flowId, { revision: changed.flow.revision, inside, mode: "live" })
  }
  await publish(twoSteps("other"), "stay")
  expect((await runsOf(ctx, flowId, early))[0]).toMatchObject({ version: 1, state: "active" })
  expect(await read((ctx) => insideOf(ctx, flowId))).toMatchObject({ inside: 2 })
  await publish(twoSteps("third"), "move")
  expect((await runsOf(ctx, flowId, early))[0]).toMatchObject({ version: 3, state: "parked", reason: "step-removed" })
  expect((await runsOf(ctx, flowId, late))[0]).toMatchObject({ version: 3, state: "active", step: "first" })
  expect(await moveParked(ctx, flowId, "second", "mail")).toEqual({ count: 1 })
  await settle(ctx)
  expect((await runsOf(ctx, flowId, early))[0]).toMatchObject({ state: "ended", end: "end" })
  await publish(twoSteps("fourth"), "exit")
  expect((await runsOf(ctx, flowId, late))[0]).toMatchObject({ state: "ended", end: "moved-out" })
  const numbers = await read((ctx) => numbersOf(ctx, flowId, undefined))
  expect(numbers.entered).toBe(numbers.inside + numbers.ended.reduce((sum, { count }) => sum + count, 0))
})

test("F72 two who turn out to be one are in the flow once, by the earlier run; undone, she takes hers along; erased, nothing is left", async () => {
  const flowId = await launched(ctx, {
    format: 1,
    trigger: onEvent("Doubled"),
    first: "wait",
    steps: [{ kind: "wait", id: "wait", until: later(3), next: "mail" }, letterStep("mail", null)],
  })
  const [one, two] = [await someone(ctx, "one"), await someone(ctx, "two")]
  await happens(ctx, two, "Doubled")
  await settle(ctx)
  ctx.pass(hour)
  await happens(ctx, one, "Doubled")
  await settle(ctx)
  await inTransaction(ctx, (ctx) => mergeCustomers(ctx, one, two))
  const [from, into] = (await runsOf(ctx, flowId, one)).length > 0 ? [two, one] : [one, two]
  expect(await runsOf(ctx, flowId, into)).toMatchObject([{ state: "active" }, { state: "ended", end: "merged" }])
  expect(await runsOf(ctx, flowId, from)).toEqual([])
  ctx.pass(80 * hour)
  await settle(ctx)
  expect(await lettersOf(ctx, flowId)).toMatchObject([{ customerId: into }])
  await inTransaction(ctx, (ctx) => unmergeCustomer(ctx, from))
  expect(await runsOf(ctx, flowId, from)).toHaveLength(1)
  await inTransaction(ctx, (ctx) => eraseCustomer(ctx, from, "asked"))
  await inTransaction(ctx, (ctx) => eraseCustomer(ctx, into, "asked"))
  expect(await runsOf(ctx, flowId, into)).toEqual([])
  expect(await entriesOf(ctx, flowId)).toEqual([])
})

test("X03 shadow mode decides for real people and keeps letters back, until they are let go or discarded in one go", async () => {
  const document: FlowDocumentInput = {
    format: 1,
    trigger: onEvent("Shadowed"),
    first: "mail",
    steps: [
      letterStep("mail", "hand"),
      letterStep("hand", "draft", { status: "manual" }),
      letterStep("draft", null, { status: "draft" }),
    ],
  }
  const flowId = await launched(ctx, document, "shadow")
  const [her, him] = [await someone(ctx, "shadow-1"), await someone(ctx, "shadow-2")]
  await happens(ctx, her, "Shadowed")
  await settle(ctx)
  expect((await lettersOf(ctx, flowId)).map(({ step, state }) => `${step} ${state}`)).toEqual([
    "mail held",
    "hand held",
  ])
  expect((await read((ctx) => heldOf(ctx, flowId))).items.map(({ step, count }) => [step, count])).toEqual([
    ["hand", 1],
    ["mail", 1],
  ])
  expect(await releaseHeld(ctx, flowId, { step: "mail" })).toEqual({ count: 1 })
  expect(await discardHeld(ctx, flowId, {})).toEqual({ count: 1 })
  expect((await lettersOf(ctx, flowId)).map(({ state }) => state)).toEqual(["planned", "skipped"])
  await changeMode(ctx, flowId, "live")
  await happens(ctx, him, "Shadowed")
  await settle(ctx)
  expect(
    (await lettersOf(ctx, flowId)).filter((one) => one.customerId === him).map(({ step, state }) => `${step} ${state}`),
  ).toEqual(["mail planned", "hand held"])
})

test("a paused flow stands still and lets nobody in; resumed, it goes on where everybody stood; put away, all leave", async () => {
  const flowId = await launched(ctx, {
    format: 1,
    trigger: onEvent("Paused"),
    entry: { reentry: { kind: "each" } },
    first: "wait",
    steps: [
      { kind: "wait", id: "wait", until: later(1), next: "mail" },
      letterStep("mail", "rest"),
      { kind: "wait", id: "rest", until: later(9), next: null },
    ],
  })
  const her = await someone(ctx, "paused")
  await happens(ctx, her, "Paused")
  await settle(ctx)
  await pauseFlow(ctx, flowId)
  ctx.pass(48 * hour)
  await happens(ctx, her, "Paused")
  await settle(ctx)
  expect(await lettersOf(ctx, flowId)).toEqual([])
  expect((await entriesOf(ctx, flowId)).map(({ outcome }) => outcome)).toEqual(["entered", "not-live"])
  await resumeFlow(ctx, flowId)
  await settle(ctx)
  expect(await lettersOf(ctx, flowId)).toHaveLength(1)
  await archiveFlow(ctx, flowId)
  expect(await runsOf(ctx, flowId, her)).toMatchObject([{ state: "ended", end: "stopped" }])
  expect(await lettersOf(ctx, flowId)).toMatchObject([{ state: "skipped" }])
})
