import { sql } from "kysely"
import { beforeAll, expect, test } from "vitest"
import { type Context, inTransaction } from "#kernel/context"
import { upsertProducts } from "#catalog"
import { announce } from "#kernel/events"
import { segmentEntered } from "#segments"
import type { TestContext } from "#testing/context"
import {
  agrees,
  entriesOf,
  flowsContext,
  happens,
  launched,
  letterStep,
  lettersOf,
  readAll,
  runsOf,
  settle,
  someone,
} from "#testing/flows"
import { otherTemplateId } from "#testing/flow-samples"
import { advanceRuns } from "./advance.ts"
import { letIn } from "./enter.ts"
import { onLettersEnded } from "./react.ts"
import { startByTime } from "./start-by-time.ts"

let ctx: TestContext
beforeAll(async () => void (ctx = await flowsContext({ at: "2026-03-07T08:00:00-05:00", zone: "America/New_York" })))

/** A published segment of these people, as the keeping of segments would have made it. */
async function segmentOf(ctx: Context, customerIds: readonly string[]): Promise<string> {
  const segmentId = ctx.id()
  await inTransaction(ctx, async (ctx) => {
    await sql`insert into segments.segments (brand_id, segment_id, number, name_ja, name_en, intent, live_version, created_at, changed_at)
      select ${ctx.brandId}, ${segmentId}, coalesce(max(number) + 1, 0), '試し', 'Trial', 'to try', 1, ${ctx.now()}, ${ctx.now()}
      from segments.segments where brand_id = ${ctx.brandId}`.execute(ctx.db)
    await sql`insert into segments.versions (brand_id, segment_id, version, document, published_at) values
      (${ctx.brandId}, ${segmentId}, 1, '{"format":1,"who":{"kind":"all","of":[]}}', ${ctx.now()})`.execute(ctx.db)
    await sql`insert into segments.members (brand_id, segment_id, customer_id, entered_at, cause, version)
      select ${ctx.brandId}, ${segmentId}, id, ${ctx.now()}, 'facts', 1 from unnest(${customerIds}::uuid[]) as t(id)`.execute(
      ctx.db,
    )
  })
  return segmentId
}

/** Time goes on by minutes, as the routine looks at it: every so often, and once too often. */
async function passMinutes(minutes: number, every = 10): Promise<void> {
  for (let passed = 0; passed < minutes; passed += every) {
    ctx.pass(every * 60_000)
    for (let i = 0; i < 2; i++) await inTransaction(ctx, startByTime)
    await settle(ctx)
  }
}

test("D20 F62 F64 a schedule lets everybody of a segment in, once for each time, also in the night in which an hour is missing", async () => {
  const [one, two] = [await someone(ctx, "one"), await someone(ctx, "two")]
  const segmentId = await segmentOf(ctx, [one, two])
  await passMinutes(10)
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "schedule", calendar: { at: "02:30" }, segmentId },
    entry: { reentry: { kind: "after-end" } },
    first: "mail",
    steps: [letterStep("mail", null)],
  })
  // 8 March 2026 has no 02:30 in New York: it comes at 03:00, once.
  ctx.moveTo("2026-03-08T01:40:00-05:00")
  await passMinutes(20)
  expect(await lettersOf(ctx, flowId)).toHaveLength(2)
  await passMinutes(60)
  expect(await lettersOf(ctx, flowId)).toHaveLength(2)
  ctx.moveTo("2026-03-09T02:25:00-04:00")
  await passMinutes(10)
  expect(await lettersOf(ctx, flowId)).toHaveLength(4)
  // Nothing ran for three days: what was missed is not made up for (F65).
  ctx.moveTo("2026-03-12T12:00:00-04:00")
  await passMinutes(10)
  expect(await lettersOf(ctx, flowId)).toHaveLength(4)
  expect(new Set((await entriesOf(ctx, flowId)).map(({ customerId }) => customerId))).toEqual(new Set([one, two]))
})

test("D24 who comes into a segment comes in; whom a new definition moves does not", async () => {
  const [one, two] = [await someone(ctx, "moved-1"), await someone(ctx, "moved-2")]
  const segmentId = await segmentOf(ctx, [])
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "segment", segmentId, move: "entered" },
    first: "mail",
    steps: [letterStep("mail", null)],
  })
  const moved = { segmentId, key: null, version: 1, at: ctx.now() }
  await inTransaction(ctx, (ctx) => announce(ctx, segmentEntered, { ...moved, customerIds: [one], cause: "facts" }))
  await inTransaction(ctx, (ctx) =>
    announce(ctx, segmentEntered, { ...moved, customerIds: [two], cause: "definition" }),
  )
  await settle(ctx)
  expect((await lettersOf(ctx, flowId)).map(({ customerId }) => customerId)).toEqual([one])
})

test("F60 while the time is in doubt nobody goes on; once somebody has looked at the clock, all do", async () => {
  const her = await someone(ctx, "doubt")
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "event", event: { names: ["Doubted"] } },
    first: "mail",
    steps: [letterStep("mail", null)],
  })
  await happens(ctx, her, "Doubted")
  await readAll(ctx)
  await letIn(ctx)
  // The doubt is the whole installation's: it is taken back before anybody else can see it.
  const undone = inTransaction(ctx.platform, async (ctx) => {
    await sql`insert into kernel.clock_moves (brand_id, move_id, what, machine, moved_ms, noticed_at)
      values (${ctx.brandId}, ${ctx.id()}, 'machine', 'test', 90000000, now())`.execute(ctx.db)
    throw new Error(`more: ${await advanceRuns(ctx)}`)
  })
  await expect(undone).rejects.toThrow("more: false")
  expect(await runsOf(ctx, flowId, her)).toMatchObject([{ state: "active", step: "mail" }])
  await settle(ctx)
  expect(await lettersOf(ctx, flowId)).toHaveLength(1)
})

test("G33 a letter that could not be delivered has another sent instead, once", async () => {
  const her = await someone(ctx, "failed")
  await agrees(ctx, her)
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "event", event: { names: ["Failing"] } },
    first: "mail",
    steps: [letterStep("mail", null, { whenFailed: { do: "instead", templateId: otherTemplateId, version: 1 } })],
  })
  await happens(ctx, her, "Failing")
  await settle(ctx)
  const ended = {
    messageId: ctx.id(),
    customerId: her,
    origin: { kind: "flow" as const, id: flowId, version: 1, step: "mail" },
    channel: "email",
    state: "failed" as const,
    reason: "550",
  }
  for (let i = 0; i < 2; i++) await inTransaction(ctx, (ctx) => onLettersEnded(ctx, { letters: [ended] }))
  expect((await lettersOf(ctx, flowId)).map(({ templateId }) => templateId).sort()).toHaveLength(2)
})

test("D24 something new in the catalogue lets a segment in, once for each launch; an import and a shop just connected don't", async () => {
  const her = await someone(ctx, "waiting")
  const segmentId = await segmentOf(ctx, [her])
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "launch", segmentId },
    entry: { reentry: { kind: "after-end" } },
    first: "mail",
    steps: [letterStep("mail", null)],
  })
  const product = (externalId: string, status: "draft" | "active") => ({
    source: "shop:new",
    externalId,
    title: `品 ${externalId}`,
    status,
    updatedAt: ctx.now(),
  })
  const letters = async () => {
    await settle(ctx)
    return (await lettersOf(ctx, flowId)).length
  }
  await upsertProducts(ctx, [product("p1", "active"), product("p2", "draft")])
  expect(await letters()).toBe(0)
  ctx.pass(2 * 86_400_000)
  await upsertProducts(ctx, [product("p2", "active")])
  expect(await letters()).toBe(1)
  // Said again, and sold out in between, it is no news.
  ctx.pass(60_000)
  await upsertProducts(ctx, [product("p2", "active")])
  expect(await letters()).toBe(1)
  await upsertProducts(ctx, [product("p3", "active")])
  expect(await letters()).toBe(2)
  await upsertProducts(
    ctx,
    Array.from({ length: 21 }, (_, i) => product(`many-${i}`, "active")),
  )
  expect(await letters()).toBe(2)
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ facts: Record<string, unknown> }>`select facts from messages.messages where origin_id = ${flowId}::uuid
      order by message_id`.execute(ctx.db),
  )
  expect(rows[0]?.facts).toMatchObject({
    event: { name: "Product Launched", productId: "p2", properties: { title: "品 p2" } },
    products: [{ productId: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
  })
})
