import { afterAll, beforeAll, expect, test } from "vitest"
import { mergeCustomers, resolveCustomer } from "#customers"
import { recordEvents } from "#events"
import { type Context, inTransaction } from "#kernel/context"
import { projectAll } from "#testing/project-all"
import { planFor } from "#testing/campaign-scene"
import { type Analytics, analytics } from "#testing/analytics"
import { testContext } from "#testing/context"
import { hoursOf } from "./facts.ts"
import { momentsOf } from "./moments.ts"

let engine: Analytics
beforeAll(async () => void (engine = await analytics()))
afterAll(() => engine.stop())

let n = 0
const someone = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const identities = [{ kind: "email" as const, issuer: "", value: `own${++n}@customer.example` }]
    return (await resolveCustomer(ctx, { identities, source: "test", at: ctx.now() })).customerId
  })

const did = (ctx: Context, customerId: string, name: string, ...at: string[]) =>
  inTransaction(ctx, (ctx) =>
    recordEvents(
      ctx,
      at.map((occurredAt) => ({
        customerId,
        name,
        occurredAt: new Date(occurredAt),
        source: "test",
        externalId: `own-${++n}`,
      })),
    ),
  )

test("M05 X22 her hours come from what she did herself, merged people's as one; machines and one long evening don't count", async () => {
  const ctx = await testContext({ at: "2026-04-01T10:00:00+09:00", facts: engine.facts })
  const [reader, other, silent] = [await someone(ctx), await someone(ctx), await someone(ctx)]
  await did(ctx, reader, "Message Opened", "2026-03-01T12:10:00+09:00", "2026-03-02T12:40:00+09:00")
  await did(ctx, other, "Order Placed", "2026-03-03T12:20:00+09:00")
  await did(
    ctx,
    reader,
    "Message Opened By Machine",
    ...Array.from({ length: 9 }, (_, i) => `2026-03-0${i + 1}T03:00:00+09:00`),
  )
  await did(ctx, reader, "Page Viewed", ...Array.from({ length: 9 }, (_, i) => `2026-03-04T20:0${i}:00+09:00`))
  await inTransaction(ctx, (ctx) => mergeCustomers(ctx, other, reader))
  await projectAll(ctx)
  const hours = await inTransaction(ctx, (ctx) => hoursOf(ctx, [reader, silent], "Asia/Tokyo"))
  expect([hours.get(reader)?.[12], hours.get(reader)?.[20], hours.get(reader)?.[3]]).toEqual([5, 3, 0])
  expect(hours.has(silent)).toBe(false)

  const plan = planFor("0190b8a0-0000-7000-8000-00000000aaaa", {
    when: { kind: "own-time", day: "2026-04-02", time: "09:30" },
  })
  const sending = { plan, dueAt: new Date("2026-04-02T08:00:00+09:00"), zone: "Asia/Tokyo" }
  const moments = await inTransaction(ctx, (ctx) => momentsOf(ctx, sending, [reader, silent]))
  expect(moments.of(reader).at.toISOString()).toMatch(/^2026-04-02T03:/)
  expect(moments.of(reader).why).toMatchObject({ why: "her-hours", hour: 12 })
  expect(moments.of(silent)).toMatchObject({ at: new Date("2026-04-02T09:30:00+09:00"), why: { why: "given" } })

  engine.away(true)
  const away = await inTransaction(ctx, (ctx) => momentsOf(ctx, sending, [reader]))
  expect(away.of(reader).why).toMatchObject({ why: "given" })
  engine.away(false)
})
