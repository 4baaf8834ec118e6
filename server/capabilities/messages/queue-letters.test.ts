import { sql } from "kysely"
import { expect, test } from "vitest"
import { planMailing, stopLetters } from "#messages"
import { type Context, inTransaction } from "#kernel/context"
import { drainOnly, manyPeople } from "#testing/campaign-scene"
import { letterContext, origin, template } from "#testing/letter-scene"

const at = "2026-04-01T10:00:00+09:00"

/** When the letters in the queue may begin, and how many at each moment. */
const queued = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ at: Date; n: number }>`select next_at as at, count(*)::int as n from kernel.outbox
      where brand_id = ${ctx.brandId} and kind in ('messages.send-marketing', 'messages.send-aside') group by 1 order by 1`.execute(
      ctx.db,
    )
    return rows.map((row) => [row.at.toISOString(), row.n])
  })

test("F04 R2 letters of a sending wait in their own rows: queued by the page when their moment comes, each once, stopped ones never", async () => {
  const ctx = await letterContext({ at })
  const people = await manyPeople(ctx, 1_010)
  const [soon, later] = [ctx.now(), new Date(ctx.now().getTime() + 3_600_000)]
  const readers = people.map((customerId, i) => {
    // Out of order, as people come; a few minutes after the first are queued with it and keep their own moment.
    const sendAt = i % 101 === 0 ? later : i % 2 === 0 ? soon : new Date(soon.getTime() + 60_000)
    const expiresAt = new Date(later.getTime() + 3_600_000)
    return { customerId, language: null, key: `spring:${customerId}`, facts: null, sendAt, expiresAt }
  })
  const mailing = { template, origin, channels: ["email"] as const, intent: "value" as const }
  const plan = () => inTransaction(ctx, (ctx) => planMailing(ctx, mailing, readers))
  await plan()
  expect(await queued(ctx)).toEqual([])
  await drainOnly(ctx, "messages.queue-letters")
  expect(await queued(ctx)).toEqual([
    [soon.toISOString(), 500],
    [new Date(soon.getTime() + 60_000).toISOString(), 500],
  ])
  // Planned anew, the same letters are there already: what is asked for once more finds them queued, or nothing. Ids are made
  // in order of time: a moment later none of the new ones lies among those of before.
  ctx.pass(1_000)
  await plan()
  await drainOnly(ctx, "messages.queue-letters")
  expect((await queued(ctx)).length).toBe(2)
  await inTransaction(ctx, (ctx) => stopLetters(ctx, { id: origin.id }))
  ctx.moveTo(later.toISOString())
  await drainOnly(ctx, "messages.queue-letters")
  expect((await queued(ctx)).reduce((sum, [, n]) => sum + Number(n), 0)).toBe(1_000)
})
