import { Agent, request } from "node:http"
import { resolveCustomers } from "#customers"
import { defaultProgramme, publishProgramme, saveProgramme } from "#loyalty"
import { enrolAll } from "#members"
import { applyOrder } from "#orders"
import { applyShipment } from "#shipments"
import { trackingLink } from "#tracking"
import type { Brand } from "#brands"
import { beginSession } from "../server/capabilities/mypage/session.ts"
import { type Context, inTransaction } from "../server/kernel/context.ts"
import { type Bar, percentile, round } from "./bar.ts"
import { startBench } from "./installation.ts"
import { lighthouseOf, paintsOf } from "./page-in-chromium.ts"

const seconds = Number(process.env.BENCH_SECONDS ?? 8)

type Page = { readonly path: string; readonly cookie?: string }

/**
 * Time to the first byte of shoppers' pages at 200 requests a second, beside a static file of the same server: the tracking
 * page, what the programme gives, and a member's own page. Her visit is noted each time, as it is for real.
 */
export async function measure(): Promise<Bar[]> {
  const bench = await startBench({}, prepare)
  const { origin } = bench.maido
  try {
    const { tracking, rewards, my } = bench.prepared
    await load(origin, tracking, 200, seconds)
    const file = await load(origin, { path: "/healthz" }, 200, 5)
    const page = await measurePage(origin, tracking, 5)
    const others = [
      { bar: "P7 rewards", what: "what the programme gives", measured: await measurePage(origin, rewards, 3) },
      { bar: "P7 my page", what: "a member's own page, signed in", measured: await measurePage(origin, my, 3) },
    ]
    const paints = await paintsOf(origin + tracking.path)
    const lighthouse = await lighthouseOf(origin + tracking.path)
    const { script } = page
    const isLight = script < 15_000 && paints.lcp < 1_500 && (lighthouse?.least ?? 100) >= 98
    const light = `largest paint ${Math.round(paints.lcp)} ms on 4G with a CPU four times slower, layout shift ${paints.cls}; Lighthouse ${lighthouse?.said ?? "not installed here"}`
    const barOf = (bar: string, what: string, { p99, wrong, words }: Measured, isLight: boolean): Bar => ({
      bar,
      value: round(p99),
      unit: "ms TTFB p99",
      limit: round(file.p99),
      ratio: round(p99 / file.p99),
      rival: null,
      pass: p99 < 30 && wrong === 0 && isLight,
      note: `${what}: wanted < 30 ms at 200/s, script < 15 kB; ${words}; limit = /healthz at the same rate`,
    })
    return [
      barOf("P7", `the tracking page; ${light}`, page, isLight),
      ...others.map(({ bar, what, measured }) => barOf(bar, what, measured, measured.script < 15_000)),
    ]
  } finally {
    await bench.stop()
  }
}

type Measured = { readonly p99: number; readonly wrong: number; readonly script: number; readonly words: string }

/** The median of so many runs, after one to warm up, and how large the page and its script are. */
async function measurePage(origin: string, page: Page, times: number): Promise<Measured> {
  await load(origin, page, 200, seconds)
  const runs: Timed[] = []
  for (let i = 0; i < times; i++) runs.push(await load(origin, page, 200, seconds))
  const middle = (of: (run: Timed) => number) => percentile(runs.map(of), 0.5)
  const wrong = runs.reduce((sum, run) => sum + run.wrong, 0)
  const html = await (await fetch(origin + page.path, { headers: headersOf(page) })).text()
  const inside = [...html.matchAll(/<script[\s\S]*?<\/script>/g)].reduce((sum, m) => sum + m[0].length, 0)
  const files = [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(
    ([, src]) => new URL(src ?? "", origin + page.path),
  )
  const sizes = await Promise.all(files.map(async (file) => (await (await fetch(file)).text()).length))
  const script = sizes.reduce((sum, size) => sum + size, inside)
  const p99 = middle((run) => run.p99)
  const words = `median of ${times} runs (p99 ${runs.map((run) => round(run.p99)).join(", ")}), p50 ${round(middle((run) => run.p50))} ms; ${html.length} bytes of page, ${script} of script, ${wrong} not answered 200`
  return { p99, wrong, script, words }
}

type Timed = { readonly p50: number; readonly p99: number; readonly wrong: number }

const headersOf = ({ cookie }: Page): Record<string, string> => (cookie === undefined ? {} : { cookie })

async function prepare(ctx: Context, brand: Brand): Promise<Record<"tracking" | "rewards" | "my", Page>> {
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
  const base = `/s/${brand.slug}`
  return {
    tracking: { path: trackingLink(ctx, brand.slug, orderId) },
    rewards: { path: `${base}/rewards` },
    my: { path: `${base}/my`, cookie: await signedIn(ctx) },
  }
}

/** The cookie of the buyer, who is a member of the ready-made programme. */
async function signedIn(ctx: Context): Promise<string> {
  const { revision } = await saveProgramme(ctx, { programme: { ...defaultProgramme, actions: [] }, basedOn: 0 })
  await publishProgramme(ctx, { basedOn: revision })
  const identities = [{ kind: "email" as const, issuer: "", value: "misaki@example.jp" }]
  const profile = { familyName: "佐藤", givenName: "美咲" }
  const [found] = await resolveCustomers(ctx, [{ identities, profile, source: "bench", at: ctx.now() }])
  if (!found) throw new Error("the buyer could not be found")
  const { customerId } = found
  await enrolAll(ctx, [{ customerId, by: "shop", at: ctx.now() }])
  return `maido_my=${await inTransaction(ctx, (ctx) => beginSession(ctx, customerId))}`
}

async function load(origin: string, page: Page, perSecond: number, seconds: number): Promise<Timed> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const took: number[] = []
  let wrong = 0
  const one = () =>
    new Promise<void>((resolve) => {
      const began = performance.now()
      const req = request(origin + page.path, { agent, headers: headersOf(page) }, (res) => {
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
