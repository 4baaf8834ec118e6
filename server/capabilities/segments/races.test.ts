import { afterAll, beforeAll, expect, test } from "vitest"
import {
  eraseCustomer,
  liftSuppression,
  mergeCustomers,
  recordConsent,
  resolveCustomer,
  suppress,
  suppressionsOf,
} from "#customers"
import { recordEvents } from "#events"
import { type Context, inTransaction } from "#kernel/context"
import { projectAll } from "#testing/project-all"
import { type Analytics, analytics } from "#testing/analytics"
import { type TestContext, testContext } from "#testing/context"
import { createSegment, publishSegment } from "./edit-segments.ts"
import { keepBrand } from "./keep-segments.ts"
import { Condition, type ConditionInput } from "./model.ts"
import { selectForgotten } from "./storage-forgotten.ts"
import { selectBelongings, selectMembers, selectMoves } from "./storage-members.ts"
import { wantPass } from "./storage-standings.ts"

let engine: Analytics
beforeAll(async () => void (engine = await analytics()))
afterAll(() => engine.stop())

const brand = () => testContext({ at: "2026-03-01T09:00:00+09:00", facts: engine.facts })

async function settle(ctx: TestContext): Promise<void> {
  await projectAll(ctx)
  while (await keepBrand(ctx));
}

async function segment(ctx: TestContext, who: ConditionInput): Promise<string> {
  const document = { format: 1 as const, who: Condition.parse(who) }
  const draft = { name: { ja: "試し", en: "Trial" }, intent: "to be seen", document, note: "" }
  const { segmentId } = await createSegment(ctx, draft)
  await publishSegment(ctx, segmentId)
  return segmentId
}

let n = 0
const someone = (ctx: Context, email = `r${++n}@example.jp`) =>
  inTransaction(ctx, async (ctx) => {
    const identities = [{ kind: "email" as const, issuer: "", value: email }]
    return (await resolveCustomer(ctx, { identities, source: "test", at: ctx.now(), profile: { email } })).customerId
  })
const viewed = (ctx: Context, customerId: string) =>
  inTransaction(ctx, (ctx) =>
    recordEvents(ctx, [
      { customerId, name: "Product Viewed", occurredAt: ctx.now(), source: "test", externalId: `r-${++n}` },
    ]),
  )
const views = (atLeast: number): ConditionInput => ({ kind: "event", names: ["Product Viewed"], range: { atLeast } })
const members = (ctx: Context, segmentId: string) =>
  inTransaction(ctx, async (ctx) => (await selectMembers(ctx, segmentId, undefined, 100)).map((m) => m.customerId))

/** The same context, in which something happens once ClickHouse has answered who differs and before it is written down. */
function meanwhile(ctx: TestContext, happens: () => Promise<void>): Context {
  let isOver = false
  const rows: typeof ctx.facts.rows = async (brandId, query, params) => {
    const found = await ctx.facts.rows(brandId, query, params)
    if (!isOver && query.includes("segment_standing") && found.length > 0) {
      isOver = true
      await happens()
    }
    // safe: what was asked is handed on as it is
    return found as never
  }
  return { ...ctx, facts: { ...ctx.facts, rows } }
}

const traces = async (ctx: TestContext, her: string) => {
  const inFacts = async (table: string) =>
    (
      await ctx.facts.rows<{ n: string }>(
        ctx.brandId,
        `select count() as n from ${table} where brand_id = {brand:UUID} and customer_id = {her:UUID}`,
        { her },
      )
    ).map((row) => Number(row.n))
  return {
    people: await inFacts("segment_people"),
    standing: await inFacts("segment_standing"),
    belongs: await inTransaction(ctx, (ctx) => selectBelongings(ctx, [her])),
  }
}

test.each(["full pass", "look at who was touched"])(
  "F96 erased while a %s is under way, nobody is written back",
  async (how) => {
    const ctx = await brand()
    const segmentId = await segment(ctx, views(1))
    const [her, other] = [await someone(ctx), await someone(ctx)]
    await settle(ctx)
    await viewed(ctx, her)
    await viewed(ctx, other)
    await projectAll(ctx)
    if (how === "full pass") await inTransaction(ctx, (ctx) => wantPass(ctx, ctx.now(), { ofEverybody: true }))
    const erase = async () => {
      await inTransaction(ctx, (ctx) => eraseCustomer(ctx, her, "by request"))
      await ctx.drain()
    }
    await keepBrand(meanwhile(ctx, erase))
    expect(await members(ctx, segmentId)).toEqual([other])
    await settle(ctx)
    expect(await members(ctx, segmentId)).toEqual([other])
    const told = await inTransaction(ctx, (ctx) => selectMoves(ctx, segmentId, undefined, 100))
    expect(told.map((move) => move.customerId)).toEqual([other])
    ctx.pass(600_000)
    await ctx.drain()
    expect(await traces(ctx, her)).toEqual({ people: [0], standing: [0], belongs: [] })
    expect((await inTransaction(ctx, selectForgotten)).size, "nor that she was erased").toBe(0)
  },
)

test("M24 B11 an address that may be written to again, and consent that comes back, count at once", async () => {
  const ctx = await brand()
  const segmentId = await segment(ctx, { kind: "reachable", channel: "email" })
  const [one, other] = ["one@example.jp", "other@example.jp"]
  const [her, him] = [await someone(ctx, one), await someone(ctx, other)]
  const say = (customerId: string, state: "given" | "withdrawn") =>
    inTransaction(ctx, (ctx) =>
      recordConsent(ctx, { customerId, channel: "email", purpose: "marketing", state, source: "test", at: ctx.now() }),
    )
  await say(her, "given")
  await say(him, "given")
  for (const address of [one, other])
    await suppress(ctx, {
      channel: "email",
      address,
      scope: "channel",
      reason: "hard-bounce",
      source: "t",
      at: ctx.now(),
    })
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([])

  const standing = async (address: string) =>
    (await inTransaction(ctx, (ctx) => suppressionsOf(ctx, "email", [address]))).get(address)?.[0]?.suppressionId ?? ""
  await liftSuppression(ctx, await standing(one), "asked by phone", { address: one })
  await settle(ctx)
  expect(await members(ctx, segmentId), "whose it was is found").toEqual([her])
  await liftSuppression(ctx, await standing(other), "asked by phone", { customerId: him })
  await settle(ctx)
  expect((await members(ctx, segmentId)).sort()).toEqual([her, him].sort())

  ctx.pass(1_000)
  await say(her, "withdrawn")
  await settle(ctx)
  expect(await members(ctx, segmentId)).toEqual([him])
  ctx.pass(1_000)
  await say(her, "given")
  await settle(ctx)
  expect((await members(ctx, segmentId)).sort()).toEqual([her, him].sort())
})

test("F72 two who turn out to be one while they are being looked at end as one", async () => {
  const ctx = await brand()
  const segmentId = await segment(ctx, views(2))
  const [her, also] = [await someone(ctx), await someone(ctx)]
  await settle(ctx)
  await viewed(ctx, her)
  await viewed(ctx, also)
  await viewed(ctx, also)
  await projectAll(ctx)
  await keepBrand(meanwhile(ctx, () => inTransaction(ctx, async (ctx) => void (await mergeCustomers(ctx, also, her)))))
  await settle(ctx)
  const [only, ...rest] = await members(ctx, segmentId)
  expect(rest).toEqual([])
  expect([her, also]).toContain(only)
  const count = await ctx.facts.rows<{ n: string }>(
    ctx.brandId,
    "select uniqExact(customer_id) as n from segment_standing final where brand_id = {brand:UUID} and arraySum(words) > 0 and customer_id in {ids:Array(UUID)}",
    { ids: [her, also] },
  )
  expect(count.map((row) => Number(row.n))).toEqual([1])
})

test("F87 a profile with nine of ten events does not keep others waiting: each batch looks at everybody in it once", async () => {
  const ctx = await brand()
  const segmentId = await segment(ctx, views(1))
  const hot = await someone(ctx)
  const others = await Promise.all(Array.from({ length: 20 }, () => someone(ctx)))
  await settle(ctx)
  const all = others.flatMap((id, i) => [
    ...Array.from({ length: 90 }, (_, k) => ({ customerId: hot, k: `${i}-${k}` })),
    ...Array.from({ length: 10 }, (_, k) => ({ customerId: id, k: `${i}-o-${k}` })),
  ])
  await inTransaction(ctx, (ctx) =>
    recordEvents(
      ctx,
      all.map(({ customerId, k }) => ({
        customerId,
        name: "Product Viewed",
        occurredAt: ctx.now(),
        source: "test",
        externalId: k,
      })),
    ),
  )
  await projectAll(ctx)
  // One look is enough for all of them, the hot one among them.
  await keepBrand(ctx)
  expect(new Set(await members(ctx, segmentId))).toEqual(new Set([hot, ...others]))
})
