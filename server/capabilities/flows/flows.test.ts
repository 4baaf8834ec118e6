import { beforeAll, expect, test } from "vitest"
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
