import { sql } from "kysely"
import { pino } from "pino"
import { afterAll, beforeAll, expect, inject, test } from "vitest"
import { allRights, changeSetting, createApiKey, identify } from "#brands"
import { createRenderPool, mailRenderer } from "#messages"
import { connect, type Database } from "#kernel/db"
import { type Context, inTransaction } from "#kernel/context"
import { anyEffect } from "#kernel/effects"
import { plug } from "#kernel/ports"
import { claim } from "#kernel/worker"
import { startWorkers, type Workers } from "#kernel/workers"
import { cuttableLine } from "#testing/doomed"
import { startFakeSmtp } from "#testing/fake-smtp"
import { serve } from "#testing/http"
import { letterContext, type LetterContext, news, planLetter, readers, template } from "#testing/letter-scene"
import { sendEffects } from "#testing/line-friends"
import { planReceipt } from "#testing/mail"
import { until } from "#testing/maido-process"
import { MailSettings } from "./capabilities/messages/model-settings.ts"

// Real workers of one brand, while the database goes away, while they are asked to stop, while a template hangs.
let line: Awaited<ReturnType<typeof cuttableLine>>
let database: Database
beforeAll(async () => {
  const url = new URL(inject("appUrl"))
  line = await cuttableLine(Number(url.port))
  url.host = `127.0.0.1:${line.port}`
  database = connect(url.href, 8, pino({ level: "silent" }))
})
afterAll(async () => {
  await database.close()
  await line.stop()
})

/** ms; a machine that is busy takes its time. */
const patient = 40_000

const work = (ctx: Context): Workers => startWorkers(ctx, sendEffects.map(anyEffect), "letters-outage:0:test")

async function states(ctx: Context): Promise<Record<string, number>> {
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ state: string; n: number }>`select state, count(*)::int as n from messages.messages
      where brand_id = ${ctx.brandId} group by state`.execute(ctx.db),
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}
const claimed = async (ctx: Context) => {
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ n: number }>`select count(*)::int as n from kernel.outbox
      where brand_id = ${ctx.brandId} and state = 'claimed'`.execute(ctx.db),
  )
  return rows[0]?.n
}
async function plan(ctx: LetterContext, letters: number, receipts: number): Promise<void> {
  const people = await readers(
    ctx,
    Array.from({ length: letters }, (_, i) => `reader${i}`),
  )
  for (const customerId of people) await planLetter(ctx, customerId)
  for (let i = 0; i < receipts; i++) await planReceipt(ctx, `r:${i}`, { to: { address: `buyer${i}@customer.example` } })
}

test("F15 while Postgres is away ingest says when to come back, and once it is there letters and receipts leave, each once", async () => {
  const smtp = await startFakeSmtp()
  const ctx = await letterContext({ smtpUrl: smtp.url, database })
  const { secret } = await createApiKey(ctx, { name: "shop", scopes: allRights })
  const doors = await serve({ platform: ctx.platform, identify })
  await plan(ctx, 20, 5)
  line.cut()
  const workers = work(ctx)
  try {
    const refused = await fetch(`${doors.origin}/v1/batch`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({ batch: [{ type: "track", event: "seen", userId: "u", messageId: "m" }] }),
    })
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"])
    expect((await fetch(`${doors.origin}/healthz`)).status).toBe(200)
    expect(smtp.count("received")).toBe(0)
    line.mend()
    await until(
      "all to have left",
      async () => ((await states(ctx).catch(() => ({ accepted: 0 }))).accepted === 25 ? true : undefined),
      patient,
    )
    const to = smtp.received().flatMap((mail) => mail.to)
    expect([to.length, new Set(to).size]).toEqual([25, 25])
  } finally {
    line.mend()
    await workers.stop(10_000)
    await doors.stop()
    await smtp.stop()
  }
})

test.each([
  ["", ""],
  [" over a mail server of the brand's own", "-aside"],
])(
  "F15 what has gathered meanwhile leaves in its order%s: while a receipt waits no letter is begun",
  async (_where, lane) => {
    const ctx = await letterContext()
    if (lane !== "")
      await inTransaction(ctx, (ctx) =>
        changeSetting(
          ctx,
          "mail",
          MailSettings,
          MailSettings.parse({ sealedServer: ctx.keys.seal("smtp://127.0.0.1:9") }),
        ),
      )
    await plan(ctx, 3, 2)
    const claimedOf = async (kind: string) => {
      const effect = sendEffects.map(anyEffect).find((one) => one.kind === kind)
      return effect ? (await claim(ctx, effect, "letters-outage:0:order", 10)).length : undefined
    }
    expect(await claimedOf(`messages.send${lane}-marketing`)).toBe(0)
    expect(await claimedOf(`messages.send${lane}`)).toBe(2)
    expect(await claimedOf(`messages.send${lane}-marketing`)).toBe(3)
  },
)

test("F06 R2 asked to stop, workers end what they have begun, take nothing more, and what is left is still planned", async () => {
  const smtp = await startFakeSmtp({ faults: ["delay=150"] })
  const ctx = await letterContext({ smtpUrl: smtp.url })
  await plan(ctx, 120, 0)
  const workers = work(ctx)
  await until("the first to arrive", () => (smtp.count("received") > 0 ? true : undefined), patient)
  await workers.stop(25_000)
  const { accepted = 0, planned = 0, ...other } = await states(ctx)
  expect(other).toEqual({})
  expect([accepted + planned, await claimed(ctx)]).toEqual([120, 0])
  expect(planned).toBeGreaterThan(0)
  expect(smtp.received()).toHaveLength(accepted)
  // Another process goes on where this one was, and nobody gets it twice.
  const next = work(ctx)
  await until("the others to leave", async () => ((await states(ctx)).accepted === 120 ? true : undefined), patient)
  await next.stop(25_000)
  expect(new Set(smtp.received().flatMap(({ to }) => to)).size).toBe(120)
  expect(smtp.received()).toHaveLength(120)
  await smtp.stop()
})

test("F34 F80 while a letter's template hangs, doors answer; it fails alone, and the letter behind it leaves", async () => {
  const smtp = await startFakeSmtp()
  const renderer = createRenderPool({ capMs: 1_500 })
  const ctx = await letterContext({ smtpUrl: smtp.url, plugs: [plug(mailRenderer, renderer)] })
  const slow = { ...template, templateId: "0190b8a0-0000-7000-8000-00000000bbbb" }
  const { ja } = news.words
  const hang = "{% for i in (1..9000) %}{% for j in (1..9000) %}{{ j }}{% endfor %}{% endfor %}"
  if (ja)
    ctx.write(slow.templateId, {
      version: 1,
      words: { ja: { ...ja, blocks: [{ kind: "text", text: hang }, { kind: "footer" }] } },
    })
  const [one = "", other = ""] = await readers(ctx, ["one", "other"])
  const hanging = await planLetter(ctx, one, { template: slow })
  const doors = await serve({ platform: ctx.platform })
  const workers = work(ctx)
  const stateOf = async (id: string) => {
    const { rows } = await inTransaction(ctx, (ctx) =>
      sql<{ state: string; reason: string | null }>`select state, reason from messages.messages
        where message_id = ${id}`.execute(ctx.db),
    )
    return rows[0]
  }
  let answers = 0
  await until(
    "the template to be given up",
    async () => {
      answers += (await fetch(`${doors.origin}/healthz`)).status === 200 ? 1 : 0
      return (await stateOf(hanging))?.state === "retrying" ? true : undefined
    },
    patient,
  )
  expect(answers).toBeGreaterThan(10)
  const behind = await planLetter(ctx, other)
  await until(
    "the letter behind it",
    async () => ((await stateOf(behind))?.state === "accepted" ? true : undefined),
    patient,
  )
  expect(smtp.received().flatMap(({ to }) => to)).toEqual(["other@customer.example"])
  await workers.stop(10_000)
  await doors.stop()
  await renderer.close()
  await smtp.stop()
})
