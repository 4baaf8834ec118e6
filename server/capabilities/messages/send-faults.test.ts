import { sql } from "kysely"
import pg from "pg"
import { afterEach, describe, expect, inject, test } from "vitest"
import { suppressionsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { carryOut, claim, recoverLost } from "#kernel/worker"
import { anyEffect } from "#kernel/effects"
import type { TestContext } from "#testing/context"
import { type FakeSmtp, startFakeSmtp } from "#testing/fake-smtp"
import { mailContext, planCampaign, planReceipt } from "#testing/mail"
import { wholeMessage } from "./message-log.ts"
import { resendMessage } from "./resend-message.ts"
import { sendEffects } from "./send-effect.ts"
import { resumeSender, senderStates } from "./sender-state.ts"

const open: FakeSmtp[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.stop()
})

/** A port at which nobody listens. */
async function deadServer(): Promise<string> {
  const server = await startFakeSmtp()
  await server.stop()
  return server.url
}

async function fake(faults: readonly string[] = [], port = 0): Promise<FakeSmtp> {
  const server = await startFakeSmtp({ faults, port })
  open.push(server)
  return server
}
const minutes = (n: number) => n * 60_000
const hours = (n: number) => minutes(60 * n)
const inTx = <T>(ctx: Context, work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)
const one = (ctx: Context, messageId: string) => inTx(ctx, (ctx) => wholeMessage(ctx, messageId))
const resend = (ctx: Context, messageId: string) => inTx(ctx, (ctx) => resendMessage(ctx, messageId))
const ids = (server: FakeSmtp) => server.received().map(({ messageId }) => messageId)

/** Goes from one due moment to the next until the message has ended; returns when it was tried, in minutes from the first time. */
async function untilEnded(ctx: TestContext, messageId: string): Promise<number[]> {
  for (let due: Date | undefined = ctx.now(); due; due = await nextDue(ctx)) {
    ctx.moveTo(new Date(due.getTime() - 1))
    expect(await ctx.drain()).toBe(0)
    ctx.moveTo(due)
    await ctx.drain()
  }
  const { tries } = await one(ctx, messageId)
  const first = tries[0]?.at.getTime() ?? 0
  return tries.map(({ at }) => (at.getTime() - first) / 60_000)
}

/** As the workers do it: everything that is due at once, side by side. */
async function sendTogether(ctx: TestContext): Promise<void> {
  for (const effect of sendEffects) {
    const rows = await claim(ctx, anyEffect(effect), "together", 100)
    await Promise.all(rows.map((row) => carryOut(ctx, anyEffect(effect), row)))
  }
}

const nextDue = (ctx: Context) =>
  inTx(ctx, async (ctx) => {
    const { rows } = await sql<{ at: Date | null }>`select min(next_at) as at from kernel.outbox
      where brand_id = ${ctx.brandId} and state = 'ready'`.execute(ctx.db)
    return rows[0]?.at ?? undefined
  })

test("R5 what begins side by side ends each for itself", async () => {
  const server = await fake(["reject-rcpt=c7@customer.example"])
  const ctx = await mailContext({ smtpUrl: server.url })
  const planned = []
  for (let i = 0; i < 40; i++) {
    const purpose = i % 2 ? planReceipt : planCampaign
    planned.push(await purpose(ctx, `m:${i}`, { to: { address: `c${i}@customer.example` } }))
  }
  await sendTogether(ctx)
  const states = await Promise.all(planned.map(async ({ messageId }) => (await one(ctx, messageId)).state))
  expect(states.map((state, i) => (state === "accepted" ? [] : [i, state])).flat()).toEqual([7, "failed"])
  expect(new Set(server.received().flatMap(({ to }) => to)).size).toBe(39)
})

describe("F40 what is put off is tried again", () => {
  test("F40 a greylisted receipt leaves at the second attempt under the same Message-ID", async () => {
    const server = await fake(["greylist"])
    const ctx = await mailContext({ smtpUrl: server.url })
    const { messageId } = await planReceipt(ctx, "r:1")
    await ctx.drain()
    const waiting = await one(ctx, messageId)
    expect(waiting).toMatchObject({ state: "retrying", reason: "deferred", attempts: 1 })
    expect(waiting.tries).toMatchObject([{ outcome: "retry", phase: "rcpt", code: 451 }])
    ctx.pass(minutes(1) - 1)
    await ctx.drain()
    expect(server.count("rcpt")).toBe(1)
    ctx.pass(1)
    await ctx.drain()
    expect(await one(ctx, messageId)).toMatchObject({ state: "accepted", attempts: 2 })
    expect(ids(server)).toEqual([waiting.mailId])
  })

  test("F40 a receipt is tried after 1, 5, 15 minutes, 1 hour, then every 4 hours, up to 24 hours", async () => {
    const ctx = await mailContext({ smtpUrl: await deadServer() })
    const { messageId } = await planReceipt(ctx, "r:1")
    const at = await untilEnded(ctx, messageId)
    expect(at).toEqual([0, 1, 6, 21, 81, 321, 561, 801, 1041, 1281, 1440])
    expect(await one(ctx, messageId)).toMatchObject({ state: "failed", reason: "temporary_timeout" })
  })

  test("F40 news of a campaign is given up after 6 hours", async () => {
    const ctx = await mailContext({ smtpUrl: await deadServer() })
    const { messageId } = await planCampaign(ctx, "c:1")
    expect(await untilEnded(ctx, messageId)).toEqual([0, 1, 6, 21, 81, 321, 360])
    expect(await one(ctx, messageId)).toMatchObject({ state: "failed", reason: "temporary_timeout" })
  })
})

describe("F41 whose fault it is decides who is left alone", () => {
  test("F41 what the sender did wrong closes the way out, suppresses nobody, and everything leaves when it opens", async () => {
    const server = await fake(["reject-mail"])
    const ctx = await mailContext({ smtpUrl: server.url })
    const planned = []
    for (let i = 0; i < 12; i++)
      planned.push(await planReceipt(ctx, `r:${i}`, { to: { address: `c${i}@customer.example` } }))
    await ctx.drain()
    expect(server.count("mail")).toBe(1)
    const { items } = await inTx(ctx, senderStates)
    expect(items).toMatchObject([{ isPaused: true, reason: "mail-refused", waiting: 12 }])
    expect(items[0]?.response).toContain("not welcome")
    expect(await one(ctx, planned[11]?.messageId ?? "")).toMatchObject({ state: "planned", attempts: 0, tries: [] })
    const addresses = planned.map((_, i) => `c${i}@customer.example`)
    expect(await inTx(ctx, (ctx) => suppressionsOf(ctx, "email", addresses))).toEqual(new Map())

    // While it is closed nobody knocks; afterwards one mail does, and it stays closed for longer.
    ctx.pass(minutes(3))
    await ctx.drain()
    expect(server.count("mail")).toBe(1)
    ctx.pass(minutes(3))
    await ctx.drain()
    expect(server.count("mail")).toBe(2)
    ctx.pass(minutes(6))
    await ctx.drain()
    expect(server.count("mail")).toBe(2)

    await server.stop()
    open.splice(0)
    const mended = await fake([], server.port)
    ctx.pass(hours(1))
    await ctx.drain()
    expect(new Set(mended.received().flatMap(({ to }) => to))).toEqual(new Set(addresses))
    expect(mended.received()).toHaveLength(12)
    expect((await inTx(ctx, senderStates)).items).toMatchObject([{ isPaused: false, waiting: 0 }])
  })

  test("F41 a person who has mended it opens the way out at once", async () => {
    const server = await fake(["refuse-connect"])
    const ctx = await mailContext({ smtpUrl: server.url })
    const { messageId } = await planReceipt(ctx, "r:1")
    await ctx.drain()
    const [sender] = (await inTx(ctx, senderStates)).items
    await server.stop()
    open.splice(0)
    const mended = await fake([], server.port)
    await inTx(ctx, (ctx) => resumeSender(ctx, sender?.sender ?? ""))
    ctx.pass(minutes(1))
    await ctx.drain()
    expect(await one(ctx, messageId)).toMatchObject({ state: "accepted" })
    expect(mended.received()).toHaveLength(1)
    await expect(inTx(ctx, (ctx) => resumeSender(ctx, sender?.sender ?? ""))).rejects.toMatchObject({
      code: "messages.NotPaused",
    })
  })

  test("F41 M24 a mailbox that does not exist gets no second mail, of whatever purpose", async () => {
    const server = await fake(["reject-rcpt=gone@customer.example"])
    const ctx = await mailContext({ smtpUrl: server.url })
    const to = { address: "gone@customer.example" }
    const first = await planReceipt(ctx, "r:1", { to })
    await ctx.drain()
    expect(await one(ctx, first.messageId)).toMatchObject({ state: "failed", reason: "unknown-recipient" })
    const receipt = await planReceipt(ctx, "r:2", { to: { address: "Gone@CUSTOMER.example" } })
    const same = await planReceipt(ctx, "r:3", { to })
    const campaign = await planCampaign(ctx, "c:1", { to })
    await sendTogether(ctx)
    for (const { messageId } of [receipt, same, campaign])
      expect(await one(ctx, messageId)).toMatchObject({ state: "skipped", reason: "suppressed: hard-bounce" })
    expect(server.count("rcpt")).toBe(1)
  })

  test("M31 a full mailbox is written to three times before it is left alone", async () => {
    const server = await fake(["full-rcpt=full@customer.example"])
    const ctx = await mailContext({ smtpUrl: server.url })
    const states = []
    for (let i = 0; i < 4; i++) {
      const { messageId } = await planReceipt(ctx, `r:${i}`, { to: { address: "full@customer.example" } })
      await ctx.drain()
      states.push((await one(ctx, messageId)).reason)
      ctx.pass(hours(24))
    }
    expect(states).toEqual(["mailbox-full", "mailbox-full", "mailbox-full", "suppressed: soft-bounces"])
  })
})

describe("F42 nobody knows whether it arrived", () => {
  test.each([
    ["drop-after-data", planReceipt],
    ["drop-after-data", planCampaign],
    ["hang-after-data", planReceipt],
    ["hang-after-data", planCampaign],
  ])("F42 %s: it says so, never sends again by itself, and can be sent again by a person", async (fault, plan) => {
    const server = await fake([`${fault}=1`])
    const ctx = await mailContext({ smtpUrl: server.url, timeouts: { dataMs: 500 } })
    const { messageId } = await plan(ctx, "m:1")
    await ctx.drain()
    const unknown = await one(ctx, messageId)
    expect(unknown).toMatchObject({ state: "unknown", mayResend: true })
    expect(unknown.tries).toMatchObject([{ outcome: "unknown", phase: "sent-final-dot" }])
    ctx.pass(hours(48))
    await ctx.drain()
    expect(server.received()).toHaveLength(1)
    await resend(ctx, messageId)
    await ctx.drain()
    expect(await one(ctx, messageId)).toMatchObject({ state: "accepted", mayResend: false })
    expect(ids(server)).toEqual([unknown.mailId, unknown.mailId])
    await expect(resend(ctx, messageId)).rejects.toMatchObject({ code: "messages.CannotResend" })
  })

  test("F42 a line that was cut before the final dot is no mystery: the mail goes again by itself", async () => {
    const server = await fake(["drop-at-rcpt=1"])
    const ctx = await mailContext({ smtpUrl: server.url })
    const { messageId } = await planCampaign(ctx, "c:1")
    await ctx.drain()
    expect(await one(ctx, messageId)).toMatchObject({ state: "retrying", reason: "closed" })
    ctx.pass(minutes(1))
    await ctx.drain()
    expect(await one(ctx, messageId)).toMatchObject({ state: "accepted" })
    expect(server.received()).toHaveLength(1)
  })
})

describe("F02 F03 a worker that died", () => {
  const abandon = (ctx: TestContext) =>
    inTx(ctx, (ctx) =>
      sql`update kernel.outbox set lease_until = clock_timestamp() - interval '1 second' where state = 'claimed'`.execute(
        ctx.db,
      ),
    )
  const recover = async (ctx: TestContext) => {
    let count = 0
    for (const effect of sendEffects) count += await recoverLost(ctx, anyEffect(effect), "alive")
    return count
  }
  const claimAll = async (ctx: TestContext) => {
    for (const effect of sendEffects) await claim(ctx, anyEffect(effect), "dead", 10)
  }

  test("F02 a receipt goes again under the same Message-ID; marketing becomes unknown and waits for a person", async () => {
    const server = await fake()
    const ctx = await mailContext({ smtpUrl: server.url })
    const [receipt, campaign] = [await planReceipt(ctx, "r:1"), await planCampaign(ctx, "c:1")]
    await claimAll(ctx)
    await abandon(ctx)
    expect(await recover(ctx)).toBe(2)
    await ctx.drain()
    expect(await one(ctx, receipt.messageId)).toMatchObject({
      state: "accepted",
      tries: [{ outcome: "retry", reason: "worker_lost" }, { outcome: "accepted" }],
    })
    const lost = await one(ctx, campaign.messageId)
    expect(lost).toMatchObject({ state: "unknown", reason: "worker_lost", mayResend: true })
    expect(server.received()).toHaveLength(1)
    await resend(ctx, campaign.messageId)
    await ctx.drain()
    expect(await one(ctx, campaign.messageId)).toMatchObject({ state: "accepted" })
    expect(server.received()).toHaveLength(2)
  })

  test("F07 a worker that wakes after another has finished its mail settles nothing", async () => {
    const server = await fake()
    const ctx = await mailContext({ smtpUrl: server.url })
    const { messageId } = await planReceipt(ctx, "r:1")
    const [first] = sendEffects
    if (!first) throw new Error("no effect")
    const [asleep] = await claim(ctx, anyEffect(first), "asleep", 1)
    if (!asleep) throw new Error("nothing was claimed")
    await abandon(ctx)
    await recover(ctx)
    await ctx.drain()
    await carryOut(ctx, anyEffect(first), asleep)
    const { tries, state } = await one(ctx, messageId)
    expect(state).toBe("accepted")
    expect(tries.filter(({ outcome }) => outcome === "accepted")).toHaveLength(1)
    expect(server.received()).toHaveLength(1)
  })

  test.each([
    ["a receipt", planReceipt],
    ["marketing", planCampaign],
  ])("F03 %s that has left is not sent again because writing that down failed", async (_what, plan) => {
    const server = await fake()
    const ctx = await mailContext({ smtpUrl: server.url })
    const { messageId } = await plan(ctx, "m:1")
    const repair = await failFirstAttemptRow(ctx)
    await sendTogether(ctx)
    ctx.pass(hours(24))
    await ctx.drain()
    await repair()
    expect(await one(ctx, messageId)).toMatchObject({ state: "accepted", tries: [{ outcome: "accepted" }] })
    expect(server.received()).toHaveLength(1)
  })
})

/** Makes Postgres refuse the brand's first row in the log of attempts. Returns what undoes it. */
async function failFirstAttemptRow(ctx: TestContext): Promise<() => Promise<void>> {
  const owner = new pg.Client({ connectionString: inject("ownerUrl") })
  await owner.connect()
  const name = `fail_${ctx.brandId.replaceAll("-", "")}`
  await owner.query(`create sequence messages.${name}`)
  await owner.query(`create function messages.${name}() returns trigger language plpgsql security definer as
    $$ begin if nextval('messages.${name}') = 1 then raise 'out of disk'; end if; return new; end $$`)
  await owner.query(`create trigger ${name} before insert on messages.attempts for each row
    when (new.brand_id = '${ctx.brandId}') execute function messages.${name}()`)
  return async () => {
    await owner.query(`drop function messages.${name} cascade`)
    await owner.query(`drop sequence messages.${name}`)
    await owner.end()
  }
}
