import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { mergeCustomers, mergedIdsOf, resolveCustomers } from "#customers"
import { recordEvents } from "#events"
import { inTransaction } from "#kernel/context"
import { projectAll } from "#testing/project-all"
import { type Analytics, analytics } from "#testing/analytics"
import { type TestContext, testContext } from "#testing/context"
import { createSegment, publishSegment } from "./edit-segments.ts"
import { keepBrand, keepSegments, leaveSegments } from "./keep-segments.ts"
import { Condition } from "./model.ts"
import { selectMembers } from "./storage-members.ts"
import { insertTouched, removeTouched, selectTouched } from "./storage-touched.ts"

let engine: Analytics
beforeAll(async () => void (engine = await analytics()))
afterAll(() => engine.stop())

const people = (ctx: TestContext, count: number) =>
  inTransaction(ctx, async (ctx) => {
    const facts = Array.from({ length: count }, (_, i) => ({
      identities: [{ kind: "external" as const, issuer: "", value: `m${i}` }],
      source: "test",
      at: ctx.now(),
    }))
    return (await resolveCustomers(ctx, facts)).map(({ customerId }) => customerId)
  })

const view = async (ctx: TestContext, customerIds: readonly string[]) => {
  await inTransaction(ctx, (ctx) =>
    recordEvents(
      ctx,
      customerIds.map((customerId) => ({
        customerId,
        name: "Product Viewed",
        occurredAt: ctx.now(),
        source: "test",
        externalId: customerId,
      })),
    ),
  )
  await projectAll(ctx)
}

test("D32 F87 of thousands who are touched at once each ends where she belongs, and nobody else is moved", async () => {
  const ctx = await testContext({ at: "2026-03-01T09:00:00+09:00", facts: engine.facts })
  const who = Condition.parse({ kind: "event", names: ["Product Viewed"], range: { atLeast: 1 } })
  const draft = { name: { ja: "見た人", en: "Viewers" }, intent: "to be seen", document: { format: 1 as const, who } }
  const { segmentId } = await createSegment(ctx, { ...draft, note: "" })
  await publishSegment(ctx, segmentId)
  const ids = await people(ctx, 2_100)
  while (await keepBrand(ctx));
  const [first, later = "", ...rest] = ids
  await view(ctx, [first ?? "", later])
  await inTransaction(ctx, async (ctx) => {
    await removeTouched(ctx, [later])
    await insertTouched(ctx, rest, false)
  })
  const members = () =>
    inTransaction(ctx, async (ctx) => (await selectMembers(ctx, segmentId, undefined, 10)).map((m) => m.customerId))
  await keepBrand(ctx)
  expect(await members()).toEqual([first])
  await inTransaction(ctx, (ctx) => insertTouched(ctx, [later], false))
  await keepBrand(ctx)
  expect((await members()).sort()).toEqual([first, later].sort())
})

test("F06 what a process that stops has taken is free for the next at once", async () => {
  const ctx = await testContext({ at: "2026-03-01T09:00:00+09:00", facts: engine.facts })
  const ids = await people(ctx, 2)
  while (await keepBrand(ctx));
  await inTransaction(ctx, (ctx) => insertTouched(ctx, ids, false))
  const next = { ...ctx, keys: { ...ctx.keys } }
  expect(await keepBrand(next), "another has it").toBe(false)
  await leaveSegments(ctx)
  expect(await keepBrand(next)).toBe(true)
})

test("F86 in a flood of events those whom it touches wait for each other, two seconds at most", async () => {
  const ctx = await testContext({ at: "2026-03-01T09:00:00+09:00", facts: engine.facts })
  const ids = await people(ctx, 400)
  while (await keepBrand(ctx));
  await inTransaction(ctx, async (ctx) => {
    await sql`insert into events.incoming (brand_id, source, batch_key, trusted, shape, body, count, received_at)
      values (${ctx.brandId}, 'api', 'flood', true, 'batch', '{}', 5000, ${ctx.now()})`.execute(ctx.db)
    await insertTouched(ctx, ids, false)
  })
  const waiting = async () => (await inTransaction(ctx, (ctx) => selectTouched(ctx, 1_000))).length > 0
  await keepSegments(ctx)
  expect(await waiting()).toBe(true)
  ctx.pass(2_000)
  await keepSegments(ctx)
  expect(await waiting()).toBe(false)

  await inTransaction(ctx, (ctx) => insertTouched(ctx, ids, false))
  await keepSegments(ctx)
  expect(await waiting()).toBe(true)
  await inTransaction(ctx, (ctx) => sql`delete from events.incoming where brand_id = ${ctx.brandId}`.execute(ctx.db))
  await keepSegments(ctx)
  expect(await waiting()).toBe(false)
})

test("whoever is touched at one moment shares rows, whom a look takes in the order in which they came", async () => {
  const ctx = await testContext()
  const ids = Array.from({ length: 250 }, () => ctx.id())
  await inTransaction(ctx, (ctx) => insertTouched(ctx, ids, false))
  const took = (most: number) => inTransaction(ctx, (ctx) => selectTouched(ctx, most))
  expect((await took(150)).flatMap(({ customerIds }) => customerIds)).toEqual(ids.slice(0, 200))
  await inTransaction(ctx, (ctx) => removeTouched(ctx, ids.slice(50, 200)))
  expect((await took(150)).map(({ customerIds }) => customerIds)).toEqual([ids.slice(0, 50), ids.slice(200)])
})

test("A07 who was merged is told by the id she has now, however often; others are left out", async () => {
  const ctx = await testContext()
  const [a = "", b = "", c = "", d = ""] = await people(ctx, 4)
  await mergeCustomers(ctx, a, b)
  await mergeCustomers(ctx, b, c)
  const merged = await inTransaction(ctx, (ctx) => mergedIdsOf(ctx, [a, b, c, d]))
  expect(merged).toEqual(
    new Map([
      [a, c],
      [b, c],
    ]),
  )
})
