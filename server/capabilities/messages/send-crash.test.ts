import { spawn } from "node:child_process"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, inject, test } from "vitest"
import { type Context, inTransaction } from "#kernel/context"
import { anyEffect } from "#kernel/effects"
import { recoverLost } from "#kernel/worker"
import type { TestContext } from "#testing/context"
import { type FakeSmtp, startFakeSmtp } from "#testing/fake-smtp"
import { mailContext, planCampaign, planReceipt } from "#testing/mail"
import { wholeMessage } from "./message-log.ts"
import { sendEffects } from "./send-effect.ts"

// Kills a real worker around the moment in which the mail changes hands, then lets another one clean up, and asks the mail
// server what it got. Every other step, and every other channel, stands in server/send-matrix.test.ts.
let server: FakeSmtp
beforeAll(async () => void (server = await startFakeSmtp()))
afterAll(() => server.stop())

/** How often the mail server has the mail when the worker dies there, and whether the row was still ours to send. */
const points = [
  ["claim.after_commit", 0],
  ["smtp.after_data_sent", "maybe"],
  ["smtp.after_accepted", 1],
  ["result.after_commit", 1],
] as const

const one = (ctx: Context, messageId: string) => inTransaction(ctx, (ctx) => wholeMessage(ctx, messageId))
const receivedOf = (mailId: string) => server.received().filter((mail) => mail.messageId === mailId).length

async function dieAt(ctx: TestContext, point: string): Promise<void> {
  const script = new URL("../../testing/send-process.ts", import.meta.url).pathname
  const given = { database: inject("appUrl"), brand: ctx.brandId, smtp: server.url, now: ctx.now().toISOString() }
  const flags = Object.entries({ ...given, crash: point }).flatMap(([name, value]) => [`--${name}`, value])
  const child = spawn(process.execPath, [script, ...flags], { stdio: "inherit" })
  const signal = await new Promise((resolve) => child.once("exit", (_code, signal) => resolve(signal)))
  expect(signal, `the worker must die at ${point}`).toBe("SIGKILL")
}

async function cleanUp(ctx: TestContext): Promise<void> {
  await inTransaction(ctx, (ctx) =>
    sql`update kernel.outbox set lease_until = clock_timestamp() - interval '1 second' where state = 'claimed'`.execute(
      ctx.db,
    ),
  )
  for (const effect of sendEffects) await recoverLost(ctx, anyEffect(effect), "alive")
  await ctx.drain()
}

test.each(points)(
  "F02 F03 killed at %s: a receipt arrives, marketing arrives at most once",
  async (point, had) => {
    const ctx = await mailContext({ smtpUrl: server.url })
    const receipt = await planReceipt(ctx, "r:1")
    await dieAt(ctx, point)
    const { mailId } = await one(ctx, receipt.messageId)
    await cleanUp(ctx)
    expect(await one(ctx, receipt.messageId)).toMatchObject({ state: "accepted", mailId })
    const times = receivedOf(mailId)
    const settled = point === "result.after_commit"
    if (had !== "maybe") expect(times).toBe(had === 1 && !settled ? 2 : 1)
    else expect([1, 2]).toContain(times)

    const campaign = await planCampaign(ctx, "c:1")
    await dieAt(ctx, point)
    await cleanUp(ctx)
    ctx.pass(24 * 3_600_000)
    await cleanUp(ctx)
    const end = await one(ctx, campaign.messageId)
    expect(receivedOf(end.mailId)).toBeLessThanOrEqual(1)
    // Written down, it is no mystery. Everything before is honestly unknown.
    expect(end.state).toBe(settled ? "accepted" : "unknown")
    if (settled) expect(receivedOf(end.mailId)).toBe(1)
  },
  120_000,
)
