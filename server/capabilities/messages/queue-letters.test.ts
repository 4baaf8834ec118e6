import { sql } from "kysely"
import { expect, test } from "vitest"
import { planMailing, stopLetters } from "#messages"
import { type Context, inTransaction } from "#kernel/context"
import { drainOnly, manyPeople } from "#testing/campaign-scene"
import { letterContext, origin, template } from "#testing/letter-scene"
import { planReceipt } from "#testing/mail"

const at = "2026-04-01T10:00:00+09:00"

/** When the letters in the queue may begin, and how many at each moment. */
const queued = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ at: Date; n: number }>`select next_at as at, count(*)::int as n from kernel.outbox
      where brand_id = ${ctx.brandId} and kind in ('messages.send-marketing', 'messages.send-aside-marketing') group by 1 order by 1`.execute(
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

test("F86 however many letters are due, some two thousand of a brand stand in the queue, and a receipt leaves before them", async () => {
  const ctx = await letterContext({ at })
  const due = 4_100
  const people = await manyPeople(ctx, due)
  const [sendAt, expiresAt] = [ctx.now(), new Date(ctx.now().getTime() + 3_600_000)]
  const readers = people.map((customerId) => ({
    customerId,
    language: null,
    key: `spring:${customerId}`,
    facts: null,
    sendAt,
    expiresAt,
  }))
  const mailing = { template, origin, channels: ["email"] as const, intent: "value" as const }
  await inTransaction(ctx, (ctx) => planMailing(ctx, mailing, readers))
  const standing = async () => (await queued(ctx)).reduce((sum, [, n]) => sum + Number(n), 0)
  for (let looks = 0; looks < 6; looks++) {
    await drainOnly(ctx, "messages.queue-letters")
    ctx.pass(1_000)
  }
  expect(await standing()).toBe(2_000)

  await planReceipt(ctx, "r:1")
  expect(await drainOnly(ctx, "messages.send-marketing", 24)).toBe(0)
  expect(await drainOnly(ctx, "messages.send", 24)).toBe(1)
  // And nobody is forgotten who has no place in it yet: as many leave, as many follow.
  await leave(ctx, 1_000)
  for (let looks = 0; looks < 3; looks++) {
    await drainOnly(ctx, "messages.queue-letters")
    ctx.pass(1_000)
  }
  expect(await standing()).toBe(3_000)
})

/** So many of those that stand in the queue are done, as if they had left. */
const leave = (ctx: Context, count: number) =>
  inTransaction(ctx, (ctx) =>
    sql`update kernel.outbox set state = 'done' where brand_id = ${ctx.brandId} and id in (select id from kernel.outbox
      where brand_id = ${ctx.brandId} and kind = 'messages.send-marketing' and state = 'ready' limit ${count})`.execute(
      ctx.db,
    ),
  )
