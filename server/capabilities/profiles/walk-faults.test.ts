import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { type RawBuilder, sql } from "kysely"
import { expect, inject, test } from "vitest"
import { resolveCustomers } from "#customers"
import { inTransaction } from "#kernel/context"
import { allCrashpoints } from "#kernel/crashpoint"
import { recoverLost } from "#kernel/worker"
import { type TestContext, testContext } from "#testing/context"
import { keepPastConversations } from "./conversations.ts"
import { beginWalk, walkEffect } from "./walk.ts"

const program = fileURLToPath(new URL("../../testing/walk-process.ts", import.meta.url))

function walkElsewhere(ctx: TestContext, crash: string): Promise<string | number | null> {
  const given = { database: inject("appUrl"), brand: ctx.brandId, now: ctx.now().toISOString(), crash }
  const flags = Object.entries(given).map(([name, value]) => `--${name}=${value}`)
  const child = spawn(process.execPath, [program, ...flags], { stdio: ["ignore", "inherit", "inherit"] })
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)))
}

const people = 520

/** More people than are walked over at once, some of whom seemed pleased. */
async function filled(ctx: TestContext): Promise<void> {
  const facts = Array.from({ length: people }, (_, i) => ({
    identities: [{ kind: "email" as const, issuer: "", value: `w${i}@example.jp` }],
    source: "test",
    at: ctx.now(),
  }))
  await inTransaction(ctx, async (ctx) => {
    const found = await resolveCustomers(ctx, facts)
    const pleased = found.filter((_, i) => i % 7 === 0)
    await keepPastConversations(
      ctx,
      pleased.map(({ customerId }, i) => ({
        customerId,
        name: `talk ${i}`,
        channel: "store" as const,
        at: ctx.now(),
        text: null,
        mood: 1,
      })),
    )
  })
}

const standings = (ctx: TestContext) =>
  inTransaction(
    ctx,
    async (ctx) =>
      (
        await sql`select customer_id, stage, stage_since, mood, engagement from profiles.standings
          where brand_id = ${ctx.brandId} order by customer_id`.execute(ctx.db)
      ).rows,
  )

const points = ["profiles.after_people_looked", "profiles.after_people_looked@2", "profiles.after_walk_asked"]

/** The dead worker's lease is over, and what it had is due again. */
async function takenOver(ctx: TestContext): Promise<void> {
  const outbox = (set: RawBuilder<unknown>) =>
    inTransaction(ctx, (ctx) =>
      sql`update kernel.outbox set ${set} where brand_id = ${ctx.brandId} and kind = 'profiles.walk' and state <> 'done'`.execute(
        ctx.db,
      ),
    )
  await outbox(sql`lease_until = clock_timestamp() - interval '1 second'`)
  await recoverLost(ctx, walkEffect, "alive")
  await outbox(sql`next_at = ${ctx.now()}`)
}

test("every crash point of profiles is among those killed at", () => {
  const known = allCrashpoints().filter((name) => name.startsWith("profiles."))
  expect([...new Set(points.map((point) => point.split("@")[0]))]).toEqual(known)
})

test("F01 F04 the night's walk, killed at each crash point, ends as one that was not", async () => {
  const ctx = await testContext({ at: "2026-03-01T02:20:00+09:00" })
  await filled(ctx)
  await inTransaction(ctx, (ctx) => beginWalk(ctx, ctx.now()))
  for (const point of points) {
    expect(await walkElsewhere(ctx, point), point).toBe("SIGKILL")
    await takenOver(ctx)
  }
  await ctx.drain()
  const after = await standings(ctx)
  expect(after).toHaveLength(people)
  await inTransaction(ctx, (ctx) => beginWalk(ctx, new Date(ctx.now().getTime() + 1)))
  await ctx.drain()
  expect(await standings(ctx), "the same as without a stop").toEqual(after)
})
