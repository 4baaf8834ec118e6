import { afterAll, beforeAll, expect, test } from "vitest"
import { applyOrder } from "#orders"
import { liveSegments } from "#segments"
import { inTransaction } from "#kernel/context"
import { type Analytics, analytics } from "#testing/analytics"
import type { TestContext } from "#testing/context"
import { agrees, flowsContext, launched, letterStep, lettersOf, runsOf, someone } from "#testing/flows"
import { withNamedSegments } from "#testing/gallery"
import { anOrder } from "#testing/orders"
import { projectAll } from "#testing/project-all"

let engine: Analytics
beforeAll(async () => void (engine = await analytics()))
afterAll(() => engine.stop())

/** All loops turn until nothing is left; time goes on a little, since few who are touched wait a moment for others. */
async function settle(ctx: TestContext): Promise<void> {
  for (let i = 0; i < 6; i++) {
    await ctx.drain()
    // What was written while another test's transaction was open is seen by nobody until that has ended.
    await projectAll(ctx)
    ctx.pass(1_000)
  }
}

test("G01 D33 an order makes her a buyer, ClickHouse says so, she enters the segment, and the flow of its newcomers writes to her once", async () => {
  const ctx = await flowsContext({ at: "2026-03-01T09:00:00+09:00", facts: engine.facts })
  await withNamedSegments(ctx)
  const buyers = (await inTransaction(ctx, liveSegments)).find(({ key }) => key === "buyers")
  if (!buyers) throw new Error("no ready-made segment of buyers")
  const her = await someone(ctx, "hanako")
  const other = await someone(ctx, "yuki")
  await agrees(ctx, her)
  await settle(ctx)
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "segment", segmentId: buyers.segmentId, move: "entered" },
    first: "thanks",
    steps: [letterStep("thanks", null)],
  })
  await inTransaction(ctx, (ctx) =>
    applyOrder(ctx, anOrder({ placedAt: ctx.now(), updatedAt: ctx.now() }), { quiet: true }),
  )
  await settle(ctx)
  expect(await runsOf(ctx, flowId, her)).toHaveLength(1)
  expect(await runsOf(ctx, flowId, other)).toEqual([])
  expect(await lettersOf(ctx, flowId)).toMatchObject([{ step: "thanks", customerId: her }])
})
