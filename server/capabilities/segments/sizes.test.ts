import { afterAll, beforeAll, expect, test } from "vitest"
import { recordConsent, resolveCustomer } from "#customers"
import { inTransaction } from "#kernel/context"
import { projectAll } from "#testing/project-all"
import { type Analytics, analytics } from "#testing/analytics"
import { type TestContext, testContext } from "#testing/context"
import { createSegment, publishSegment } from "./edit-segments.ts"
import { keepBrand } from "./keep-segments.ts"
import { measureSizes } from "./measure-sizes.ts"
import { SegmentDocument } from "./model.ts"
import { listSegments } from "./show-segments.ts"

let engine: Analytics
beforeAll(async () => void (engine = await analytics()))
afterAll(() => engine.stop())

async function settle(ctx: TestContext): Promise<void> {
  await projectAll(ctx)
  while (await keepBrand(ctx));
}

const someone = (ctx: TestContext, name: string, agrees: boolean) =>
  inTransaction(ctx, async (ctx) => {
    const email = `${name}@example.jp`
    const identities = [{ kind: "email" as const, issuer: "", value: email }]
    const { customerId } = await resolveCustomer(ctx, { identities, source: "test", at: ctx.now(), profile: { email } })
    if (agrees)
      await recordConsent(ctx, {
        customerId,
        channel: "email",
        purpose: "marketing",
        state: "given",
        source: "test",
        at: ctx.now(),
      })
    return customerId
  })

const of = async (ctx: TestContext, segmentId: string) =>
  inTransaction(ctx, async (ctx) =>
    (await listSegments(ctx, { state: "all" })).items.find((s) => s.segmentId === segmentId),
  )

test("D01 a segment's size is kept for every day, and how many of it can be reached", async () => {
  const ctx = await testContext({ at: "2026-03-01T22:00:00+09:00", facts: engine.facts })
  await someone(ctx, "agrees", true)
  await someone(ctx, "silent", false)
  const everybody = SegmentDocument.parse({ format: 1, who: { kind: "all", of: [] } })
  const draft = { name: { ja: "全員", en: "All" }, intent: "to be counted", document: everybody, note: "" }
  const { segmentId } = await createSegment(ctx, draft)
  await publishSegment(ctx, segmentId)
  await settle(ctx)
  const first = await of(ctx, segmentId)
  expect(first?.sizes, "counted with its first build").toEqual([{ day: "2026-03-01", members: 2 }])
  expect(first?.reach).toEqual({ email: 1, line: 0, sms: 0, push: 0, post: 0, relay: 0, none: 1 })

  ctx.moveTo("2026-03-01T23:58:00+09:00")
  await someone(ctx, "third", true)
  await settle(ctx)
  await inTransaction(ctx, measureSizes)
  ctx.moveTo("2026-03-02T00:01:00+09:00")
  await someone(ctx, "fourth", false)
  await settle(ctx)
  engine.away(true)
  await inTransaction(ctx, measureSizes)
  engine.away(false)
  const later = await of(ctx, segmentId)
  expect(later?.sizes, "the last count of a day stands, days are the brand's").toEqual([
    { day: "2026-03-01", members: 3 },
    { day: "2026-03-02", members: 4 },
  ])
  expect(later?.reach, "F20 while ClickHouse is away the reach that was known stays").toEqual({
    email: 2,
    line: 0,
    sms: 0,
    push: 0,
    post: 0,
    relay: 0,
    none: 1,
  })

  ctx.moveTo("2026-04-15T12:00:00+09:00")
  await inTransaction(ctx, measureSizes)
  expect((await of(ctx, segmentId))?.sizes, "30 days are shown").toEqual([{ day: "2026-04-15", members: 4 }])
})
