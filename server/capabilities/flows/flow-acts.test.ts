import { sql } from "kysely"
import { beforeAll, expect, test } from "vitest"
import { customerById, defineProperty } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import type { TestContext } from "#testing/context"
import { flowsContext, happens, launched, letterStep, lettersOf, pathOf, settle, someone } from "#testing/flows"
import { callFlow } from "./call-flow.ts"
import { createFlow, publishFlow } from "./edit-flows.ts"
import { personIn } from "./flow-people.ts"
import { finish, tasksOf } from "./flow-tasks.ts"
import { checkLaunch } from "./launch-check.ts"
import { FlowDocument, type FlowDocumentInput } from "./model.ts"
import { refuseAfterLeaving } from "./react.ts"
import { walkPerson } from "./walk.ts"

let ctx: TestContext
beforeAll(async () => void (ctx = await flowsContext()))

const hour = 3_600_000

/** As a route reads: in a transaction of the brand. */
const read = <T>(work: (ctx: Context) => Promise<T>): Promise<T> => inTransaction(ctx, work)

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

const onEvent = (name: string) => ({ kind: "event" as const, event: { names: [name] } })

test("acts: a tag, a property, a task, another flow, a step of another part; a value that does not fit is told and she goes on", async () => {
  await defineProperty(ctx, {
    key: "marks",
    label: { ja: "印", en: "Marks" },
    type: "list",
    choices: [],
    personal: false,
  })
  await defineProperty(ctx, {
    key: "size",
    label: { ja: "数", en: "Size" },
    type: "number",
    choices: [],
    personal: false,
  })
  const started = await launched(ctx, {
    format: 1,
    trigger: { kind: "call" },
    first: "mail",
    steps: [letterStep("mail", null)],
  })
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "call" },
    entry: { audience: { format: 1, who: { kind: "property", key: "size", test: { known: false } } } },
    first: "tag",
    steps: [
      { kind: "tag", id: "tag", key: "marks", tag: "vip", next: "set" },
      { kind: "property", id: "set", key: "size", value: "big", next: "set-right" },
      { kind: "property", id: "set-right", key: "size", value: 7, next: "asked" },
      {
        kind: "branch",
        id: "asked",
        ways: [
          {
            id: "seven",
            check: { kind: "person", who: { kind: "property", key: "size", test: { atLeast: 7 } } },
            next: "task",
          },
        ],
        next: null,
      },
      { kind: "task", id: "task", title: { ja: "電話する", en: "Call her" }, next: "stamp" },
      { kind: "contributed", id: "stamp", step: "samples.stamp", with: { stamps: 2 }, next: "other" },
      { kind: "start-flow", id: "other", flowId: started, next: null },
    ],
  })
  const her = await someone(ctx, "acts")
  expect(await callFlow(ctx, flowId, { customerIds: [her, her], key: "k1", facts: {} })).toEqual({ asked: 1 })
  expect(await callFlow(ctx, flowId, { customerIds: [her], key: "k1", facts: {} })).toEqual({ asked: 0 })
  await settle(ctx)
  expect((await pathOf(ctx, flowId, her)).map(({ step, way, outcome }) => `${step} ${way ?? outcome}`)).toEqual([
    "tag done",
    "set refused",
    "set-right done",
    "asked seven",
    "task done",
    "stamp done",
    "other done",
  ])
  expect((await read((ctx) => customerById(ctx, her)))?.properties).toMatchObject({ marks: ["vip"], size: 7 })
  expect(await lettersOf(ctx, started)).toMatchObject([{ customerId: her }])
  const [task] = (await read((ctx) => tasksOf(ctx, { state: "open", limit: 10 }))).items
  expect(task).toMatchObject({ title: { ja: "電話する" }, customerId: her })
  await read((ctx) => finish(ctx, task?.taskId ?? ""))
  expect((await read((ctx) => tasksOf(ctx, { state: "open", limit: 10 }))).items).toEqual([])
  // Now her size is known, so she fits the audience no more: and it is said why.
  const person = await read((ctx) => personIn(ctx, flowId, her))
  expect(person.now?.comesIn).toBe(false)
  expect(person.now?.reasons.at(-1)).toMatchObject({ code: "once", isMet: false })
  expect(person.runs[0]?.steps[0]?.sentence.ja).not.toBe("")
})

test("X03 walking somebody through says what flows then do", async () => {
  const document = FlowDocument.parse({ holdoutBp: 0, ...cartLeft })
  const her = await someone(ctx, "walker")
  const from = ctx.now()
  const walked = await read((ctx) => walkPerson(ctx, { document, customerId: her, from }))
  const flowId = await launched(ctx, cartLeft)
  await happens(ctx, her, "Cart Viewed")
  await settle(ctx)
  for (let i = 0; i < 30; i++) {
    ctx.pass(hour)
    await settle(ctx)
  }
  const path = await pathOf(ctx, flowId, her)
  expect(walked.steps.map(({ step, outcome, way }) => ({ step, outcome, way }))).toEqual(path)
  expect(walked).toMatchObject({ comesIn: true, end: "end" })
})

test("G25 a letter that has not left when she reaches the goal must not leave any more", async () => {
  const flowId = await launched(ctx, { ...cartLeft, trigger: onEvent("Cart Opened") })
  const her = await someone(ctx, "bought")
  await happens(ctx, her, "Cart Opened")
  await settle(ctx)
  ctx.pass(hour)
  await settle(ctx)
  const at = { messageId: ctx.id(), customerId: her, channel: "email", address: "", purpose: "marketing" } as const
  const origin = { kind: "flow", id: flowId, version: 1, step: "mail" } as const
  const refusals = () => inTransaction(ctx, (ctx) => refuseAfterLeaving(ctx, [{ ...at, origin }]))
  expect((await refusals()).size).toBe(0)
  await happens(ctx, her, "Order Placed")
  await settle(ctx)
  expect([...(await refusals()).values()]).toEqual(["reached_goal"])
})

test("C04 D35 G42 what a message step says goes with its letter: channels in order, intent, price cut, topic, segment", async () => {
  const segmentId = ctx.id()
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "call" },
    first: "mail",
    steps: [
      letterStep("mail", null, {
        channels: ["email"],
        intent: "discount",
        discountBp: 1_000,
        topic: "winback",
        expiresAfter: { n: 2, unit: "days" },
      }),
    ],
  })
  const her = await someone(ctx, "letter")
  await callFlow(ctx, flowId, { customerIds: [her], key: "one", facts: { size: "M" } })
  await settle(ctx)
  const { rows } = await read((ctx) =>
    sql`select channels, intent, discount_bp, topic, segment_id, origin_kind, origin_version, facts->>'size' as size,
        extract(epoch from expires_at - send_at)::int as lives
      from messages.messages where origin_id = ${flowId}::uuid`.execute(ctx.db),
  )
  expect(rows).toMatchObject([
    {
      channels: ["email"],
      intent: "discount",
      discount_bp: 1_000,
      topic: "winback",
      origin_kind: "flow",
      origin_version: 1,
      size: "M",
      lives: 172_800,
    },
  ])
  const document = FlowDocument.parse({
    format: 1,
    trigger: { kind: "call" },
    first: "m",
    steps: [letterStep("m", null, { segmentId, channels: ["pigeon"] })],
  })
  const codes = (await read((ctx) => checkLaunch(ctx, document))).map(({ code }) => code)
  expect(codes).toEqual(expect.arrayContaining(["no-segment", "no-channel"]))
})

test("G27 T01 before a launch it is said when something is asked before anything was given, and when there is no goal", async () => {
  const codesOf = async (steps: FlowDocumentInput["steps"], more: object = {}) => {
    const document = FlowDocument.parse({ format: 1, trigger: { kind: "call" }, first: "one", steps, ...more })
    return (await read((ctx) => checkLaunch(ctx, document))).map(({ code }) => code)
  }
  const asks = letterStep("one", "two", { intent: "ask" })
  expect(await codesOf([asks, letterStep("two", null)])).toEqual(
    expect.arrayContaining(["ask-before-value", "no-goal", "no-exit"]),
  )
  const goal = {
    name: { ja: "二度目の購入", en: "A second order" },
    reached: { kind: "event", event: { names: ["Order Placed"] } },
  }
  expect(await codesOf([letterStep("one", "two"), letterStep("two", null, { intent: "ask" })], { goal })).toEqual([
    "domain",
  ])
})

test("a launch that can't work is refused and says what is wrong", async () => {
  const document = FlowDocument.parse({
    format: 1,
    trigger: { kind: "call" },
    first: "m",
    steps: [letterStep("m", null, { template: null })],
  })
  const { flow } = await createFlow(ctx, { name: { ja: "だめ", en: "Broken" }, document })
  await expect(
    publishFlow(ctx, flow.flowId, { revision: flow.revision, inside: "stay", mode: "live" }),
  ).rejects.toThrow("flows.NotReady")
  const codes = (await read((ctx) => checkLaunch(ctx, document))).map(({ code }) => code)
  expect(codes).toEqual(expect.arrayContaining(["no-template", "no-goal"]))
})
