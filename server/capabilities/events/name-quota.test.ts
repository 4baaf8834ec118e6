import { sql } from "kysely"
import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { countedNames, mostNames, nameLimits, otherName } from "./name-quota.ts"

const named = (brandId: string, name: string, source = "web") => ({ brandId, name, source, receivedMs: 0 })

test("F85 event names with an id in them fill a quota: what is beyond is counted as others and shown, our own names never are", async () => {
  const [ctx, other] = [await testContext(), await testContext()]
  const views = Array.from({ length: mostNames + 500 }, (_, i) => named(ctx.brandId, `viewed ${i}`))
  const own = named(ctx.brandId, "Order Placed", "shopify")
  const nameOf = await countedNames(ctx.platform, [...views, own, named(other.brandId, "viewed 1400")])
  const counts = views.map(nameOf)
  expect(counts.filter((name) => name !== otherName)).toEqual(views.slice(0, mostNames).map(({ name }) => name))
  expect([nameOf(own), nameOf(named(other.brandId, "viewed 1400"))]).toEqual(["Order Placed", "viewed 1400"])

  const limits = await nameLimits(ctx)
  expect(limits).toMatchObject({ counted: mostNames, most: mostNames })
  expect(limits.beyond).toHaveLength(20)
  expect(limits.beyond[0]).toMatchObject({ name: "viewed 1000", source: "web" })
  expect(await nameLimits(other)).toMatchObject({ counted: 1, beyond: [] })
})

test("F85 G4 the same facts get the same names in another process, whatever has come since", async () => {
  const ctx = await testContext()
  const first = Array.from({ length: mostNames + 50 }, (_, i) => named(ctx.brandId, `n ${i}`, "api"))
  const before = first.map(await countedNames(ctx.platform, first))
  // Another set of keys stands for another process, which remembers nothing.
  const restarted = { ...ctx.platform, keys: { ...ctx.platform.keys } }
  const late = Array.from({ length: 50 }, (_, i) => named(ctx.brandId, `late ${i}`))
  expect(new Set(late.map(await countedNames(restarted, late)))).toEqual(new Set([otherName]))
  expect(first.map(await countedNames(restarted, first))).toEqual(before)
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ n: number }>`select count(*)::int as n from events.names where brand_id = ${ctx.brandId}`.execute(ctx.db),
  )
  expect(rows[0]?.n).toBe(mostNames + 20)
})
