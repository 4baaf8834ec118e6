import { createHmac } from "node:crypto"
import { Agent, request } from "node:http"
import { shopifySample } from "../server/testing/shopify-fixtures.ts"
import { createSmtpTransport } from "../server/adapters/email/smtp-transport.ts"
import { smtpServerFrom } from "../server/adapters/email/smtp-server-address.ts"
import { type Bar, percentile, round } from "./bar.ts"
import { ownerOf } from "./database.ts"
import { connectBenchShop, shopSecret, startBench } from "./installation.ts"
import { startMailSink } from "./mail-sink.ts"

/**
 * Order webhook in, mail accepted by an SMTP server: how long each takes at a steady rate, and that none is lost. Each rate
 * runs five times over a server that has warmed up (code compiled, statements prepared, the planner's figures gathered);
 * the run in the middle counts, and what any run lost counts.
 */
export async function measure(): Promise<Bar[]> {
  const sink = await startMailSink()
  const bench = await startBench({ SMTP_URL: sink.url }, connectBenchShop)
  const send = poster(bench.maido.origin, bench.prepared)
  try {
    await run(send, sink.at, 1_000_000, 30, 10)
    const owner = await ownerOf(bench.home)
    await owner.query("analyze")
    await owner.end()
    await run(send, sink.at, 2_000_000, 80, 10)
    const alone = await smtpAlone(sink.url)
    const calm = await median(5, (n) => run(send, sink.at, 3_000_000 + n * 100_000, 100, 8))
    const rush = await median(5, (n) => run(send, sink.at, 5_000_000 + n * 100_000, 500, 2))
    return [
      bar(
        "P2",
        calm,
        alone,
        calm.p50 < 60 && calm.p99 < 250 && calm.lost === 0,
        "100/s: p50 < 60, p99 < 250 ms",
        "p50 158, p99 377 ms at 100/s",
      ),
      bar("P2-500", rush, alone, rush.p99 < 1_000 && rush.lost === 0, "500/s: p99 < 1 s", "saturates at 150/s"),
    ]
  } finally {
    await bench.stop()
    await sink.stop()
  }
}

type Run = { p50: number; p99: number; lost: number; sent: number; refused: number }

/** The middle one of several runs by p50, with the losses of all. */
async function median(times: number, once: (n: number) => Promise<Run>): Promise<Run> {
  const runs: Run[] = []
  for (let n = 0; n < times; n++) runs.push(await once(n))
  const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0)
  const middle = (of: (run: Run) => number) => percentile(runs.map(of), 0.5)
  return {
    p50: middle((run) => run.p50),
    p99: middle((run) => run.p99),
    lost: sum((run) => run.lost),
    sent: sum((run) => run.sent),
    refused: sum((run) => run.refused),
  }
}

const bar = (name: string, run: Run, alone: number, pass: boolean, wanted: string, rival: string): Bar => ({
  bar: name,
  value: round(run.p50),
  unit: "ms p50",
  limit: round(alone, 2),
  ratio: round(run.p50 / alone),
  rival,
  pass,
  note: `${wanted}; measured p50 ${round(run.p50)} p99 ${round(run.p99)} ms over ${run.sent} orders, ${run.lost} lost, ${run.refused} not answered 200; limit = SMTP round trip alone (p50)`,
})

async function run(
  send: (id: number) => Promise<boolean>,
  at: Map<string, number>,
  from: number,
  perSecond: number,
  seconds: number,
): Promise<Run> {
  const began = new Map<string, number>()
  const total = perSecond * seconds
  const start = performance.now()
  let refused = 0
  const posts: Promise<void>[] = []
  for (let i = 0; i < total; i++) {
    const due = start + (i * 1000) / perSecond
    const wait = due - performance.now()
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
    const id = from + i
    began.set(addressOf(id), performance.now())
    posts.push(send(id).then((ok) => void (refused += ok ? 0 : 1)))
  }
  await Promise.all(posts)
  const deadline = performance.now() + 60_000
  while ([...began.keys()].some((to) => !at.has(to)) && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50))
  const took = [...began].flatMap(([to, since]) => (at.has(to) ? [(at.get(to) ?? 0) - since] : []))
  return { p50: percentile(took, 0.5), p99: percentile(took, 0.99), lost: total - took.length, sent: total, refused }
}

const addressOf = (id: number) => `buyer${id}@example.jp`

function poster(origin: string, connectionId: string): (id: number) => Promise<boolean> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const sample = shopifySample("order")
  return (id) =>
    new Promise((resolve) => {
      const now = new Date().toISOString()
      const to = addressOf(id)
      const order = {
        ...sample,
        id,
        name: `#${id}`,
        order_number: id,
        created_at: now,
        processed_at: now,
        updated_at: now,
        email: to,
        contact_email: to,
        customer: { id: id + 9e9, email: to },
      }
      const body = JSON.stringify(order)
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "x-shopify-topic": "orders/create",
        "x-shopify-shop-domain": "bench.myshopify.com",
        "x-shopify-event-id": `e${id}`,
        "x-shopify-webhook-id": `w${id}`,
        "x-shopify-hmac-sha256": createHmac("sha256", shopSecret).update(body).digest("base64"),
      }
      const req = request(`${origin}/webhooks/shopify/${connectionId}`, { method: "POST", agent, headers }, (res) => {
        res.resume()
        res.on("end", () => resolve(res.statusCode === 200))
      })
      req.on("error", () => resolve(false))
      req.end(body)
    })
}

/** The same kind of mail over a warm connection, one after the other: what no system can be faster than. */
async function smtpAlone(url: string): Promise<number> {
  const transport = createSmtpTransport(smtpServerFrom(url, "bench.example"), { connections: 1 })
  const took: number[] = []
  for (let i = 0; i < 200; i++) {
    const began = performance.now()
    await transport.send({
      from: { address: "noreply@bench.example" },
      to: { address: `alone${i}@example.jp` },
      subject: "ご注文を承りました",
      html: `<p>${"ご注文ありがとうございます。".repeat(700)}</p>`,
      text: "ご注文ありがとうございます。",
      messageId: `alone-${i}@bench.example`,
      returnPath: "b@bench.example",
      language: "ja",
      date: new Date(),
      zone: "Asia/Tokyo",
    })
    took.push(performance.now() - began)
  }
  await transport.close()
  return percentile(took.slice(50), 0.5)
}
