import { sql } from "kysely"
import { expect, test } from "vitest"
import { type Context, inTransaction } from "#kernel/context"
import { mailContext } from "#testing/mail"
import { planMessage } from "./plan-message.ts"
import { sampleKind } from "./sample-mail.ts"

const plan = (ctx: Context, key: string, address = "misaki@customer.example") =>
  inTransaction(ctx, (ctx) =>
    planMessage(ctx, {
      kind: sampleKind,
      customerId: null,
      language: "ja",
      to: { name: "佐藤 美咲", address },
      facts: sampleKind.samples.sample ?? expect.fail("no sample"),
      key,
    }),
  )

test("a planned mail reaches the catcher as its reader sees it", async () => {
  const ctx = await mailContext()
  expect(await plan(ctx, "order-received:1")).toMatchObject({ isNew: true })
  await ctx.drain()
  const rows = await inTransaction(ctx, async (ctx) => ({
    messages: (await sql`select state, reason, attempts, transport from messages.messages`.execute(ctx.db)).rows,
    attempts: (await sql`select outcome, reason, response from messages.attempts`.execute(ctx.db)).rows,
    caught: (await sql`select subject, envelope_to from messages.caught`.execute(ctx.db)).rows,
  }))
  expect(rows).toEqual({
    messages: [{ state: "accepted", reason: null, attempts: 1, transport: "catcher" }],
    attempts: [{ outcome: "accepted", reason: null, response: "250 caught" }],
    caught: [{ subject: "ご注文を承りました(H-10482)", envelope_to: ["misaki@customer.example"] }],
  })
})
