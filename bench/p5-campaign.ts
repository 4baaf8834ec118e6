import { generateKeyPairSync } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { CompiledQuery } from "kysely"
import { createTransport } from "nodemailer"
import type { Client } from "pg"
import type { Brand } from "#brands"
import { installLetter } from "#templates"
import { readConfig } from "../server/kernel/config.ts"
import { type Context, inBrand, inTransaction } from "../server/kernel/context.ts"
import { allEffects } from "../server/kernel/effects.ts"
import { logTo } from "../server/kernel/log.ts"
import { carryOut, claim } from "../server/kernel/worker.ts"
import { openInstallation } from "../server/installation.ts"
import { createCampaign } from "../server/capabilities/campaigns/edit-campaign.ts"
import { launchCampaign } from "../server/capabilities/campaigns/launch-campaign.ts"
import { CampaignPlan } from "../server/capabilities/campaigns/model.ts"
import { changeCampaignSettings } from "../server/capabilities/campaigns/settings.ts"
import { updateChecked } from "../server/capabilities/campaigns/storage.ts"
import { defaultSettings as defaultDeliverability } from "../server/capabilities/deliverability/model-settings.ts"
import { changeSettings as changeDeliverability } from "../server/capabilities/deliverability/settings.ts"
import { changeLetterSettings } from "../server/capabilities/messages/letter-settings.ts"
import { defaultLetterSettings } from "../server/capabilities/messages/model-letter-settings.ts"
import { createSegment, publishSegment } from "../server/capabilities/segments/edit-segments.ts"
import { activateDkim, makeDkimKey } from "../server/capabilities/messages/dkim-setting.ts"
import { type Bar, round } from "./bar.ts"
import { count, ownerOf } from "./database.ts"
import { fillHome, keptWorld, startBench } from "./installation.ts"
import { startMailSink } from "./mail-sink.ts"
import { usedBy } from "./processes.ts"

const sent = Number(process.env.BENCH_P5A ?? 10_000)
const planned = Number(process.env.BENCH_P5B ?? 1_000_000)

/** A campaign to 10,000 as it leaves the house, beside nodemailer alone; and one to a million, planned. With 0 one is left out. */
export const measure = async (): Promise<Bar[]> => [
  ...(sent > 0 ? [await measureSending()] : []),
  ...(planned > 0 ? [await measurePlanning()] : []),
]

async function measureSending(): Promise<Bar> {
  const sink = await startMailSink()
  const bench = await startBench({ SMTP_URL: sink.url }, async (ctx, brand) => {
    await signLetters(ctx)
    await launch(ctx, await readers(ctx, brand, sent), sent)
  })
  try {
    const deadline = performance.now() + 600_000
    const before = usedBy(bench.maido.pid, bench.home)
    while (sink.at.size < sent && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
    const used = usedBy(bench.maido.pid, bench.home)
    const cpu = (of: "server" | "postgres") => round(((used[of].cpu - before[of].cpu) * 1_000) / sent, 2)
    const times = [...sink.at.values()].sort((a, b) => a - b)
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000
    const perSecond = times.length / seconds
    const alone = await nodemailerAlone(sink.url, Math.min(sent, 5_000))
    return {
      bar: "P5a",
      value: round(perSecond, 0),
      unit: "mails/s",
      limit: round(alone, 0),
      ratio: round(perSecond / alone, 2),
      rival: "248/s",
      pass: times.length === sent && perSecond / alone >= 0.75,
      note: `wanted ≥ 0.75 of the limit; ${times.length} of ${sent} mails in ${round(seconds)} s, decided, filled in, signed; ${cpu("server")} ms of processor time a mail in the server and ${cpu("postgres")} in Postgres; limit = nodemailer alone, pooled and signed, to the same server`,
    }
  } finally {
    await bench.stop()
    await sink.stop()
  }
}

async function measurePlanning(): Promise<Bar> {
  const home = mkdtempSync(join(tmpdir(), "maido-bench-"))
  const { brand, prepared } = await keptWorld(`readers-${planned}`, home, () =>
    fillHome(home, (ctx, brand) => readers(ctx, brand, planned)),
  )
  const installation = await openInstallation(readConfig({ MAIDO_HOME: home }), logTo("error"))
  try {
    const ctx = inBrand(installation.platform, brand.brandId)
    await launch(ctx, prepared, planned)
    const plan = ctx.product.contributed(allEffects).find(({ kind }) => kind === "campaigns.plan")
    if (!plan) throw new Error("campaigns plan nothing")
    const before = usedBy(process.pid, home)
    const began = performance.now()
    for (let rows = await claim(ctx, plan, "bench", 1); rows.length > 0; rows = await claim(ctx, plan, "bench", 1))
      for (const row of rows) await carryOut(ctx, plan, row)
    const seconds = (performance.now() - began) / 1_000
    const used = usedBy(process.pid, home)
    const cpu = (of: "server" | "postgres") => round(((used[of].cpu - before[of].cpu) * 1e6) / planned)
    const peakMb = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? 0) / 1_024
    const owner = await ownerOf(home)
    const letters = await count(owner, "select count(*) as n from messages.messages where origin_kind = 'campaign'")
    const bare = await bareInsert(owner, planned)
    await owner.end()
    return {
      bar: "P5b",
      value: round(seconds),
      unit: "s",
      limit: round(bare),
      ratio: round(seconds / bare, 2),
      rival: null,
      pass: letters === planned && seconds < 60 && peakMb <= 600,
      note: `wanted < 60 s and ≤ 600 MB; ${letters} of ${planned} letters planned, each row its own place in the queue until its moment, peak ${round(peakMb, 0)} MB resident; ${cpu("server")} µs of processor time a letter here and ${cpu("postgres")} in Postgres; limit = the same rows inserted by one statement, told from ${Math.min(bareRows, planned)} of them`,
    }
  } finally {
    await installation.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

/** A bench has no domain with records: from 5,000 letters a day on they would be held back until it has (M04). */
async function signLetters(ctx: Context): Promise<void> {
  await changeDeliverability(ctx, { ...defaultDeliverability, hold: "never" }, 0)
  const { version } = await makeDkimKey(ctx, { basedOn: 0 })
  await activateDkim(ctx, { isActive: true, basedOn: version })
}

/** So many readers who agreed, and a segment of all of them: its id. */
async function readers(ctx: Context, brand: Brand, people: number): Promise<string> {
  const { segmentId } = await createSegment(ctx, {
    name: { ja: "全員", en: "Everybody" },
    intent: "to be written to",
    document: { format: 1, who: { kind: "all", of: [] } },
    note: "",
  })
  await publishSegment(ctx, segmentId)
  await fillPeople(ctx, brand, people, segmentId)
  return segmentId
}

/** A campaign to all of them that leaves now; nothing but their consent decides about a letter. */
async function launch(ctx: Context, segmentId: string, people: number): Promise<void> {
  await changeLetterSettings(
    ctx,
    { ...defaultLetterSettings, quietHours: null, total: null, topic: null, giveAsk: null },
    0,
  )
  const letter = await installLetter(ctx, news)
  const plan = CampaignPlan.parse({
    version: 1,
    audience: { include: [segmentId] },
    channels: ["email"],
    holdoutBp: 0,
    variants: [{ key: "a", templateId: letter.templateId, templateVersion: letter.version }],
  })
  await changeCampaignSettings(ctx, { approveFrom: null, typeFrom: 100_000_000, payday: 25 })
  const { campaignId, revision } = await createCampaign(ctx, { name: "bench", plan })
  const checked = { revision, at: ctx.now().toISOString(), audience: people, stops: [] }
  await inTransaction(ctx, (ctx) => updateChecked(ctx, campaignId, checked))
  await launchCampaign(ctx, { campaignId, revision })
}

const news = {
  key: "bench-news",
  name: { ja: "春の新作", en: "News of spring" },
  about: { ja: "", en: "" },
  intent: "value" as const,
  document: {
    version: 1 as const,
    words: {
      ja: {
        mail: { subject: "{{ customer.name | name }}、春の新作です", preheader: "新しい生地が届きました" },
        blocks: [
          { kind: "heading" as const, text: "春の新作", greeting: true },
          { kind: "text" as const, text: "{{ customer.name | name }}、新しい生地が届きました。" },
          { kind: "button" as const, label: "見にいく", to: "https://shop.example.jp/new" },
          { kind: "footer" as const },
        ],
      },
    },
  },
}

/** Straight into the tables: how people come in is another bar's question. */
async function fillPeople(ctx: Context, brand: Brand, people: number, segmentId: string): Promise<void> {
  const each = 50_000
  for (let from = 0; from < people; from += each) {
    const upTo = Math.min(people, from + each)
    await inTransaction(ctx, async (ctx) => {
      const fill = (text: string) => ctx.db.executeQuery(CompiledQuery.raw(text, [brand.brandId, from, upTo - 1]))
      await fill(`insert into customers.profiles (brand_id, customer_id, family_name, given_name, email, known, source, first_seen_at, created_at, updated_at)
        select $1::uuid, ${idOf}, '佐藤', '花子' || n, 'reader' || n || '@example.jp', true, 'bench', now(), now(), now() from generate_series($2::int, $3::int) n`)
      await fill(`insert into customers.consent_states (brand_id, customer_id, channel, purpose, state, since)
        select $1::uuid, ${idOf}, 'email', 'marketing', 'given', now() from generate_series($2::int, $3::int) n`)
      await fill(`insert into segments.members (brand_id, segment_id, customer_id, entered_at, cause, version)
        select $1::uuid, '${segmentId}'::uuid, ${idOf}, now() - interval '1 day', 'facts', 1 from generate_series($2::int, $3::int) n`)
    })
  }
}

const idOf = "('019d0000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid"

/** So many of the same rows at most are written by the database alone: what a million takes is told from these. */
const bareRows = 200_000

/** How long the same rows take into a table of the same shape, by the database alone. Seconds. */
async function bareInsert(owner: Client, rows: number): Promise<number> {
  await owner.query("create table bench_messages (like messages.messages including all)")
  const began = performance.now()
  await owner.query(`insert into bench_messages select * from messages.messages limit ${bareRows}`)
  return ((performance.now() - began) / 1_000) * Math.max(1, rows / bareRows)
}

/** Mails of the same size, composed, signed and handed over by nodemailer's pool. Per second. */
async function nodemailerAlone(url: string, mails: number): Promise<number> {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  })
  const { hostname, port } = new URL(url)
  const transport = createTransport({
    pool: true,
    maxConnections: 10,
    maxMessages: Infinity,
    host: hostname,
    port: Number(port),
    ignoreTLS: true,
  })
  const html = `<!doctype html><html><body>${"<p>新しい生地が届きました。</p>".repeat(220)}</body></html>`
  const send = (n: number) =>
    transport.sendMail({
      from: "bench@example.jp",
      to: `alone${n}@example.jp`,
      subject: "春の新作です",
      text: "新しい生地が届きました。\n".repeat(12),
      html,
      dkim: { domainName: "example.jp", keySelector: "bench", privateKey },
    })
  await Promise.all(Array.from({ length: 100 }, (_, n) => send(n)))
  const began = performance.now()
  let next = 100
  await Promise.all(
    Array.from({ length: 24 }, async () => {
      while (next < mails + 100) await send(next++)
    }),
  )
  transport.close()
  return (mails * 1_000) / (performance.now() - began)
}
