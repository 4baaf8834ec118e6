import { expect, test } from "vitest"
import { testContext } from "#testing/context"
import { freshDatabase } from "#testing/fresh-database"
import { until } from "#testing/maido-process"
import { defineCapability } from "./capability.ts"
import { assemble } from "./product.ts"
import { telemetry } from "./telemetry.ts"
import { startWatch } from "./watch.ts"
import { claim } from "./worker.ts"

test("F64 the watch goes on looking minute after minute, also after looks that found nothing to do", async () => {
  const fresh = await freshDatabase()
  const product = assemble(
    [
      defineCapability({
        name: "test",
        routines: [
          {
            name: "test.each-minute",
            every: { minutes: 1 },
            scope: "platform",
            catchUp: "last",
            apply: async () => {},
          },
        ],
      }),
    ],
    { plugs: [], wake: () => {} },
  )
  const ctx = await testContext({ product, database: fresh.database })
  let looks = 0
  const now = () => (looks++, ctx.platform.now())
  const watch = startWatch(
    { ...ctx.platform, now },
    {
      routines: product.routines,
      metrics: telemetry(),
      brands: async () => [],
      lookAtClocks: async () => {},
      projectionLag: async () => 0,
    },
  )
  const [effect] = product.effects
  const more = () => {
    const before = looks
    return until("a look that finds nothing", () => (looks > before + 1 ? true : undefined), 60_000)
  }
  try {
    for (const _ of ["first", "second", "third"]) {
      await more()
      ctx.pass(60_000)
      await until(
        "the minute's work",
        async () => (effect && (await claim(ctx.platform, effect, "test", 1)).length > 0 ? true : undefined),
        60_000,
      )
    }
  } finally {
    await watch.stop()
    await fresh.drop()
  }
  expect(looks).toBeGreaterThan(3)
}, 120_000)
