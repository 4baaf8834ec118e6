import { expect, test } from "vitest"
import { resolveCustomer } from "#customers"
import { recordEvents } from "#events"
import { enrol } from "#members"
import { balancesOf, verifyLedger } from "#points"
import { inTransaction } from "#kernel/context"
import { allCrashpoints, watchCrashpoints } from "#kernel/crashpoint"
import { testContext } from "#testing/context"
import { until } from "#testing/maido-process"
import { defaultProgramme, plainAction, publishProgramme, saveProgramme } from "./index.ts"
import { readFacts } from "./read-facts.ts"

const points = ["loyalty.facts.awarded", "loyalty.facts.moved"]

test("every crash point of what earns is among those at which it dies here", () => {
  expect(allCrashpoints().filter((name) => name.startsWith("loyalty."))).toEqual(points)
})

test("F04 H16 whoever reads what earns dies at any point, and each fact earns once", async () => {
  const ctx = await testContext()
  const watch = {
    ...plainAction,
    key: "watch",
    title: { ja: "動画を見る", en: "Watch" },
    points: 20,
    on: { kind: "event" as const, names: ["Video Watched"], filters: [] },
    once: "fact" as const,
  }
  const { revision } = await saveProgramme(ctx, { programme: { ...defaultProgramme, actions: [watch] }, basedOn: 0 })
  await publishProgramme(ctx, { basedOn: revision })
  const identities = [{ kind: "email" as const, issuer: "", value: "watcher@example.jp" }]
  const { customerId } = await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })
  await enrol(ctx, { customerId, by: "page" })
  await ctx.drain()
  let facts = 0
  for (const point of points) {
    ctx.pass(60_000)
    const fact = { customerId, name: "Video Watched", occurredAt: ctx.now(), source: "web", properties: {} }
    await inTransaction(ctx, (ctx) => recordEvents(ctx, [{ ...fact, externalId: `video-${++facts}` }]))
    watchCrashpoints((name) => {
      if (name === point) throw new Error("died here")
    })
    try {
      // What others in this Postgres have begun holds back the reading for a moment.
      const dies = () =>
        readFacts(ctx).then(
          () => undefined,
          (error: Error) => error.message,
        )
      expect(await until("it dies", dies)).toBe("died here")
    } finally {
      watchCrashpoints(undefined)
    }
    const has = async () => {
      await ctx.drain()
      return (await balancesOf(ctx, [customerId])).get(customerId)?.available
    }
    await until("what it earns", async () => ((await has()) === 20 * facts ? true : undefined))
  }
  ctx.pass(60_000)
  await ctx.drain()
  expect((await balancesOf(ctx, [customerId])).get(customerId)?.available).toBe(20 * facts)
  expect((await verifyLedger(ctx))[0]).toMatchObject({ intact: true, lots: [], members: [] })
})
