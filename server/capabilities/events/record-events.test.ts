import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { type EventRecord, recordEvents, recordNewEvents, timelineOf } from "./index.ts"

const visit: EventRecord = {
  customerId: null,
  name: "Store Visited",
  occurredAt: new Date("2026-03-31T10:00:00+09:00"),
  source: "pos",
  externalId: "visit-1",
  channel: "store",
}

test("G8 the same source and external id are recorded once, however often they come", async () => {
  const ctx = await testContext()
  const counts = await inTransaction(ctx, async (ctx) => [
    await recordNewEvents(ctx, [visit, { ...visit, name: "Something Else" }]),
    await recordNewEvents(ctx, [visit, { ...visit, source: "web" }]),
  ])
  expect(counts).toEqual([1, 1])
})

test("A01 A02 what came by different doors stands in one order, with source and channel", async () => {
  const ctx = await testContext()
  const customerId = ctx.id()
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 0, minute))
  const facts: [string, string, string][] = [
    ["Order Placed", "shopify", "web"],
    ["Page Viewed", "web", "web"],
    ["Order Delivered", "yamato", "carrier"],
    ["Message Opened", "maido", "email"],
    ["Store Visited", "pos", "store"],
  ]
  const records = facts.map(([name, source, channel], i) => ({
    ...visit,
    customerId,
    name,
    source,
    channel,
    externalId: `${i}`,
    occurredAt: at((i * 3) % 5),
  }))
  await inTransaction(ctx, (ctx) => recordEvents(ctx, records))

  const first = await timelineOf(ctx, customerId, { limit: 3 })
  const rest = await timelineOf(ctx, customerId, { limit: 3, before: first.cursor ?? "" })
  const all = [...first.items, ...rest.items]
  expect(all.map((e) => [e.name, e.source, e.channel])).toEqual(
    [...records]
      .sort((a, b) => b.occurredAt.getTime() - a.occurredAt.getTime())
      .map((r) => [r.name, r.source, r.channel]),
  )
  expect(rest.cursor).toBeNull()
  expect(all[0]?.title.ja).not.toBe(all[0]?.name)
  expect((await timelineOf(ctx, customerId, { limit: 9, kinds: ["Order Placed"] })).items).toHaveLength(1)
})

test("S22 another brand sees nothing of it", async () => {
  const [ctx, other] = [await testContext(), await testContext()]
  const customerId = ctx.id()
  await inTransaction(ctx, (ctx) => recordEvents(ctx, [{ ...visit, customerId }]))
  expect((await timelineOf(other, customerId, { limit: 5 })).items).toEqual([])
})
