import { Agent, request } from "node:http"
import { applyOrder } from "#orders"
import { applyShipment } from "#shipments"
import { trackingLink } from "#tracking"
import type { Brand } from "#brands"
import type { Context } from "../server/kernel/context.ts"
import { type Bar, percentile, round } from "./bar.ts"
import { startBench } from "./installation.ts"
import { lighthouseOf, paintsOf } from "./page-in-chromium.ts"

/** Time to the first byte of the tracking page at 200 requests a second, beside a static file of the same server. */
export async function measure(): Promise<Bar[]> {
  const bench = await startBench({}, prepare)
  try {
    await load(bench.maido.origin, bench.prepared, 200, 8)
    const file = await load(bench.maido.origin, "/healthz", 200, 5)
    const runs = []
    for (let i = 0; i < 5; i++) runs.push(await load(bench.maido.origin, bench.prepared, 200, 8))
    const page = {
      p50: percentile(
        runs.map(({ p50 }) => p50),
        0.5,
      ),
      p99: percentile(
        runs.map(({ p99 }) => p99),
        0.5,
      ),
      wrong: runs.reduce((sum, { wrong }) => sum + wrong, 0),
    }
    const paints = await paintsOf(bench.maido.origin + bench.prepared)
    const lighthouse = await lighthouseOf(bench.maido.origin + bench.prepared)
    const html = await (await fetch(bench.maido.origin + bench.prepared)).text()
    const script = [...html.matchAll(/<script[\s\S]*?<\/script>/g)].reduce((sum, m) => sum + m[0].length, 0)
    return [
      {
        bar: "P7",
        value: round(page.p99),
        unit: "ms TTFB p99",
        limit: round(file.p99),
        ratio: round(page.p99 / file.p99),
        rival: null,
        pass:
          page.p99 < 30 &&
          script < 15_000 &&
          page.wrong === 0 &&
          paints.lcp < 1_500 &&
          (lighthouse?.least ?? 100) >= 98,
        note: `wanted < 30 ms at 200/s, script < 15 kB; median of five runs (p99 ${runs.map(({ p99 }) => round(p99)).join(", ")}), p50 ${round(page.p50)} ms; ${html.length} bytes of page, ${script} of script, ${page.wrong} not answered 200; limit = /healthz at the same rate; largest paint ${Math.round(paints.lcp)} ms on 4G with a CPU four times slower, layout shift ${paints.cls}; Lighthouse ${lighthouse?.said ?? "not installed here"}`,
      },
    ]
  } finally {
    await bench.stop()
  }
}

async function prepare(ctx: Context, brand: Brand): Promise<string> {
  const now = ctx.now()
  const order = {
    refunds: [],
    source: "bench",
    externalId: "1",
    number: "H-1",
    placedAt: now,
    updatedAt: now,
    channel: "online" as const,
    currency: "JPY",
  }
  const { orderId } = await applyOrder(ctx, {
    ...order,
    customer: { identities: [{ kind: "email", value: "misaki@example.jp" }], profile: { email: "misaki@example.jp" } },
    lines: [
      { externalId: "l1", title: "うるおい乳液", quantity: 1, unitPrice: 3080 },
      { externalId: "l2", title: "米ぬか洗顔", quantity: 2, unitPrice: 1980 },
    ],
    totals: { goods: 7040, total: 7040 },
    shippingAddress: { prefecture: "神奈川県", city: "鎌倉市" },
  })
  await applyShipment(ctx, {
    source: "bench",
    externalId: "p",
    orderSource: "bench",
    orderExternalId: "1",
    carrier: "yamato",
    trackingNumber: "441028375561",
    origin: { kind: "dc", name: "近江の蔵" },
    lines: [],
    shippedAt: now,
    updatedAt: now,
    isCancelled: false,
  })
  return trackingLink(ctx, brand.slug, orderId)
}

async function load(
  origin: string,
  path: string,
  perSecond: number,
  seconds: number,
): Promise<{ p50: number; p99: number; wrong: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const took: number[] = []
  let wrong = 0
  const one = () =>
    new Promise<void>((resolve) => {
      const began = performance.now()
      const req = request(origin + path, { agent }, (res) => {
        res.once("data", () => took.push(performance.now() - began))
        res.resume()
        res.on("end", () => {
          wrong += res.statusCode === 200 ? 0 : 1
          resolve()
        })
      })
      req.on("error", () => (wrong++, resolve()))
      req.end()
    })
  const start = performance.now()
  const all: Promise<void>[] = []
  for (let i = 0; i < perSecond * seconds; i++) {
    const wait = start + (i * 1000) / perSecond - performance.now()
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
    all.push(one())
  }
  await Promise.all(all)
  agent.destroy()
  return { p50: percentile(took, 0.5), p99: percentile(took, 0.99), wrong }
}
