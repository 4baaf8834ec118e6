import { sql } from "kysely"
import { expect, test } from "vitest"
import { eraseCustomer, resolveCustomer } from "#customers"
import { inTransaction } from "#kernel/context"
import type { TestContext } from "#testing/context"
import { startFakeSmtp } from "#testing/fake-smtp"
import { mailContext, planReceipt } from "#testing/mail"
import { wholeMessage } from "./message-log.ts"

const canary = "canary9d21"
const to = { name: canary, address: `${canary}@customer.example` }

const buyer = (ctx: TestContext) =>
  inTransaction(ctx, (ctx) =>
    resolveCustomer(ctx, {
      identities: [{ kind: "email", issuer: "", value: to.address }],
      source: "test",
      at: ctx.now(),
    }),
  )

/** Where the canary stands in what messages keeps of the brand; bodies and raw mails are looked for by their rows. */
async function found(ctx: TestContext): Promise<string[]> {
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ place: string }>`
      select 'messages' as place from messages.messages m where m::text like ${`%${canary}%`}
      union all select 'renderings' from messages.renderings r where r::text like ${`%${canary}%`} or body is not null
      union all select 'attempts' from messages.attempts a where a::text like ${`%${canary}%`}
      union all select 'caught' from messages.caught
      union all select 'outbox' from kernel.outbox o where kind like 'messages.%' and o::text like ${`%${canary}%`}`.execute(
      ctx.db,
    ),
  )
  return [...new Set(rows.map(({ place }) => place))].sort()
}

test("F96 an erased person's mails, addresses and caught mails are gone; that they were sent stays", async () => {
  const ctx = await mailContext()
  const { customerId } = await buyer(ctx)
  const facts = { customerId, to }
  const sent = await planReceipt(ctx, "r:1", facts)
  const unlinked = await planReceipt(ctx, "r:2", { customerId: null, to: { address: to.address.toUpperCase() } })
  await ctx.drain()
  const waiting = await planReceipt(ctx, "r:3", facts)
  expect(await found(ctx)).toEqual(["caught", "messages", "renderings"])
  await inTransaction(ctx, (ctx) => eraseCustomer(ctx, customerId, "asked"))
  expect(await found(ctx)).toEqual([])
  await ctx.drain()
  expect(await found(ctx)).toEqual([])
  const one = (messageId: string) => inTransaction(ctx, (ctx) => wholeMessage(ctx, messageId))
  expect(await one(sent.messageId)).toMatchObject({
    state: "accepted",
    contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(await one(unlinked.messageId)).toMatchObject({ state: "accepted", hasFacts: false })
  expect(await one(waiting.messageId)).toMatchObject({ state: "skipped", reason: "erased", mayResend: false })
})

test("F96 what a mail server said about an erased person's address is forgotten, too", async () => {
  const server = await startFakeSmtp({ faults: [`reject-rcpt=${to.address}`] })
  const ctx = await mailContext({ smtpUrl: server.url })
  const { customerId } = await buyer(ctx)
  await planReceipt(ctx, "r:1", { customerId, to })
  await ctx.drain()
  await server.stop()
  await inTransaction(ctx, (ctx) => eraseCustomer(ctx, customerId, "asked"))
  expect(await found(ctx)).toEqual([])
})
