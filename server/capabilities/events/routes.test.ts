import { afterAll, beforeAll, expect, test } from "vitest"
import { resolveCustomer } from "#customers"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { getEventCounts, getLatestEvents, getProjection, getTimeline, listDeadLetters } from "./contract.ts"
import { recordEvents } from "./index.ts"

let ctx: TestContext
let other: TestContext
let origin = ""
let stop = async () => {}
let customerId = ""
const caller = (rights: string[], brandId: string) => ({
  actor: { kind: "key", keyId: "k" } as const,
  brandId,
  rights: new Set(rights),
  ambient: false,
  fresh: true,
})

beforeAll(async () => {
  ctx = await testContext()
  other = await testContext()
  const identify = async (_: unknown, request: { headers: Record<string, unknown> }) => {
    const who = request.headers.authorization
    return who === "reader"
      ? caller(["customers:read"], ctx.brandId)
      : who === "other"
        ? caller(["customers:read"], other.brandId)
        : who === "nobody"
          ? caller([], ctx.brandId)
          : undefined
  }
  ;({ origin, stop } = await serve({ platform: ctx.platform, identify }))
  ;({ customerId } = await resolveCustomer(ctx, {
    identities: [{ kind: "email", issuer: "", value: "hanako@example.jp" }],
    source: "test",
    at: ctx.now(),
  }))
  const facts = Array.from({ length: 7 }, (_, i) => ({
    customerId,
    name: i % 2 ? "Page Viewed" : "Order Placed",
    occurredAt: new Date(Date.UTC(2026, 2, 1, i)),
    source: "web",
    externalId: `e-${i}`,
    channel: "web",
  }))
  await inTransaction(ctx, (ctx) => recordEvents(ctx, facts))
})
afterAll(() => stop())

type Page = {
  items: { name: string; title: { ja: string }; occurredAt: string }[]
  cursor: string | null
  error: { code: string }
}
const get = async (path: string, who = "reader") => {
  const response = await fetch(origin + path, { headers: { authorization: who } })
  return { status: response.status, body: (await response.json()) as Page }
}
const timeline = (query = "") => getTimeline.path.replace(":customerId", customerId) + query

test("A01 A02 the timeline is read page by page, by kinds, and by those who may see customers", async () => {
  const first = await get(timeline("?limit=4"))
  const second = await get(timeline(`?limit=4&cursor=${first.body.cursor}`))
  const all = [...first.body.items, ...second.body.items]
  expect(all.map((item) => item.occurredAt)).toEqual(
    [6, 5, 4, 3, 2, 1, 0].map((hour) => `2026-03-01T0${hour}:00:00.000Z`),
  )
  expect(all[0]?.title.ja).toBe("注文した")
  expect(second.body.cursor).toBeNull()
  expect((await get(timeline("?names=Page%20Viewed"))).body.items).toHaveLength(3)
  expect((await get(timeline("?cursor=nonsense"))).body.error.code).toBe("kernel.InvalidRequest")
  expect((await get(timeline(), "nobody")).status).toBe(403)
  expect((await get(timeline(), "stranger")).status).toBe(401)
  expect((await get(timeline(), "other")).body.items).toEqual([])
})

test("the debugger shows what came last, F20 analytics say that they are delayed and nothing else is", async () => {
  expect((await get(`${getLatestEvents.path}?names=Order%20Placed&limit=3`)).body.items).toHaveLength(3)
  expect((await get(`${getLatestEvents.path}?externalId=e-1`)).body.items.map((item) => item.name)).toEqual([
    "Page Viewed",
  ])
  expect((await get(listDeadLetters.path)).body.items).toEqual([])
  expect(await get(getProjection.path)).toMatchObject({ status: 200, body: { available: false, waiting: 0 } })
  expect(await get(`${getEventCounts.path}?from=2026-01-01&to=2026-12-31`)).toMatchObject({
    status: 503,
    body: { error: { code: "events.NotProjected" } },
  })
})
