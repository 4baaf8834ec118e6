import { sql } from "kysely"
import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { serve } from "#testing/http"
import { changeEventLimits, keptProperties, propertyLimits } from "./property-quota.ts"

const carrying = (brandId: string, properties: object, source = "web", name = "Product Viewed") => ({
  brandId,
  name,
  source,
  receivedMs: 0,
  properties: JSON.stringify(properties),
})

test("F85 property names with an id in them fill a quota: values beyond stay in Postgres, the offender is shown, our own facts keep everything", async () => {
  const [ctx, other] = [await testContext(), await testContext()]
  await changeEventLimits(ctx, { properties: 100 })
  const rows = Array.from({ length: 150 }, (_, i) => carrying(ctx.brandId, { [`price_${i}`]: i }))
  const mixed = carrying(ctx.brandId, { price_3: 3, "price_9-8f3a": 1, nested: { any: 1 } }, "api", "Cart Filled")
  const own = carrying(ctx.brandId, { shipping: 500 }, "shopify")
  const theirs = carrying(other.brandId, { price_149: 1 })
  const kept = await keptProperties(ctx.platform, [...rows, mixed, own, theirs])
  expect(rows.filter((row) => kept(row) !== "{}")).toEqual(rows.slice(0, 100))
  expect([kept(mixed), kept(own), kept(theirs)]).toEqual(['{"price_3":3}', '{"shipping":500}', '{"price_149":1}'])

  const limits = await propertyLimits(ctx)
  expect(limits).toMatchObject({ kept: 100, most: 100 })
  expect(limits.beyond).toHaveLength(20)
  expect(limits.beyond[0]).toMatchObject({ name: "price_100", event: "Product Viewed", source: "web" })
  expect(await propertyLimits(other)).toMatchObject({ kept: 1, most: 1_000, beyond: [] })
})

test("F85 a raised limit takes in what comes from then on, in this process and in others", async () => {
  const ctx = await testContext()
  await changeEventLimits(ctx, { properties: 100 })
  const rows = Array.from({ length: 110 }, (_, i) => carrying(ctx.brandId, { [`p${i}`]: i }))
  const before = await keptProperties(ctx.platform, rows)
  expect(rows.map(before).filter((text) => text === "{}")).toHaveLength(10)
  await changeEventLimits(ctx, { properties: 105 })
  // Another set of keys stands for another process, which remembers nothing.
  for (const process of [ctx.platform, { ...ctx.platform, keys: { ...ctx.platform.keys } }]) {
    const after = await keptProperties(process, rows)
    expect(rows.map(after).filter((text) => text === "{}")).toHaveLength(5)
  }
  expect((await propertyLimits(ctx)).beyond.map(({ name }) => name)).toEqual(["p105", "p106", "p107", "p108", "p109"])
  const { rows: actions } = await inTransaction(ctx, (ctx) =>
    sql<{
      count: number
    }>`select count(*)::int as count from brands.audit where subject = 'settings:events.limits'`.execute(ctx.db),
  )
  expect(actions[0]?.count).toBe(2)
})

test("F85 the limit is read and changed by the API, within bounds", async () => {
  const ctx = await testContext()
  const rights = new Set(["customers:read", "brand:write"])
  const caller = {
    actor: { kind: "key", keyId: "k" },
    brandId: ctx.brandId,
    rights,
    ambient: false,
    fresh: true,
  } as const
  const server = await serve({ platform: ctx.platform, capabilities: ctx.assembled.capabilities, caller })
  try {
    const put = (properties: number) =>
      fetch(`${server.origin}/api/v1/events/limits`, {
        method: "PUT",
        body: JSON.stringify({ properties }),
        headers: { "content-type": "application/json" },
      })
    expect((await put(2_000)).status).toBe(200)
    expect((await put(99)).status).toBe(422)
    const read = await (await fetch(`${server.origin}/api/v1/events/limits`)).json()
    expect(read).toMatchObject({ counted: 0, properties: { kept: 0, most: 2_000, beyond: [] } })
  } finally {
    await server.stop()
  }
})
