import { sql } from "kysely"
import { expect, test } from "vitest"
import { changeSetting, createBrand } from "#brands"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { startWorkers, workerName } from "#kernel/workers"
import { startFakeSmtp } from "#testing/fake-smtp"
import { freshDatabase } from "#testing/fresh-database"
import { mailContext, planCampaign, planReceipt } from "#testing/mail"
import { until } from "#testing/maido-process"
import { MailSettings } from "./model-settings.ts"

const states = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ state: string }>`select distinct state from messages.messages`.execute(ctx.db)
    return rows.map(({ state }) => state).sort()
  })

/** A server of one byte a second: its banner takes half a minute, and nobody may wait for it but its own mails. */
test("F43 a brand's slow mail server, full with receipts and news, holds up nobody else's mails", async () => {
  const [slow, quick] = await Promise.all([startFakeSmtp({ faults: ["slow-banner=1000"] }), startFakeSmtp()])
  const fresh = await freshDatabase()
  const quickBrand = await mailContext({ smtpUrl: quick.url, database: fresh.database })
  const { brandId } = await createBrand(quickBrand.platform, { slug: "slow", name: "ゆっくり" })
  const slowBrand = inBrand(quickBrand.platform, brandId)
  const own = { sealedServer: quickBrand.keys.seal(slow.url), serverHost: "slow" }
  await inTransaction(slowBrand, (ctx) => changeSetting(ctx, "mail", MailSettings, MailSettings.parse(own)))
  for (let i = 0; i < 60; i++) await (i % 2 ? planReceipt : planCampaign)(slowBrand, `s:${i}`)
  const workers = startWorkers(quickBrand.platform, quickBrand.assembled.effects, workerName(quickBrand))
  try {
    await until("the slow server to be full", () => (slow.count("connected") >= 8 ? true : undefined))
    for (let i = 0; i < 20; i++) await (i % 2 ? planReceipt : planCampaign)(quickBrand, `q:${i}`)
    for (const kind of ["messages.send", "messages.send-marketing"]) workers.wake(kind)
    await until("every mail of the other brand", () => (quick.received().length === 20 ? true : undefined))
    // Each of its own few places is taken by a mail that waits for the banner; no more of them knock.
    expect(slow.count("connected")).toBe(8)
    expect(await states(slowBrand)).not.toContain("accepted")
    expect(await states(slowBrand)).not.toContain("failed")
    await until("their end", async () => ((await states(quickBrand)).join() === "accepted" ? true : undefined))
  } finally {
    await slow.stop()
    await workers.stop(10_000)
    await quick.stop()
    await fresh.drop()
  }
}, 60_000)
