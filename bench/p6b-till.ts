import { Agent, request } from "node:http"
import { createApiKey } from "#brands"
import { resolveCustomers } from "#customers"
import { defaultProgramme, publishProgramme, saveProgramme } from "#loyalty"
import { enrolAll } from "#members"
import type { Context } from "../server/kernel/context.ts"
import { inTransaction } from "../server/kernel/context.ts"
import { type Bar, percentile, round } from "./bar.ts"
import { count, ownerOf } from "./database.ts"
import { type Bench, startBench } from "./installation.ts"
import { type Used, usedBy } from "./processes.ts"

const [people, connections, seconds] = [2_000, 16, Number(process.env.BENCH_SECONDS ?? 8)]

/**
 * Points at tills over the API, one earning each request on 16 connections: those that the till has worked out itself, and
 * whole sales that are judged here. One in ten is sent again and must count once.
 */
export async function measure(): Promise<Bar[]> {
  const bench = await startBench({}, prepare)
  try {
    const earned = await measureKind(bench, "earnings")
    const sold = await measureKind(bench, "sales")
    const limit = await rawCommits(bench.home, 4)
    return [earned, sold].map(({ kind, perSecond, p99, wrong, words }) => ({
      bar: kind === "earnings" ? "P6b" : "P6b sales",
      value: round(perSecond, 0),
      unit: `${kind}/s`,
      limit: round(limit, 0),
      ratio: round(perSecond / limit, 2),
      rival: "220/s, replay counts twice",
      pass: perSecond >= 1_500 && p99 < 50 && wrong === 0,
      note: `wanted ≥ 1,500/s, p99 < 50 ms, replay once; ${words}; limit = one-row commits, ${connections} connections, same Postgres; the load shares the two cores`,
    }))
  } finally {
    await bench.stop()
  }
}

type Prepared = Bench & { readonly prepared: { readonly secret: string; readonly cards: string[] } }
type Kind = "earnings" | "sales"
const causes = { earnings: "till-earning", sales: "order" } as const

async function measureKind({ maido, home, prepared }: Prepared, kind: Kind) {
  const send = seller(maido.origin, prepared.secret, prepared.cards, kind)
  // Until what is called often has been compiled.
  await pour(send, 8, 0)
  const owner = await ownerOf(home)
  const commits = () => count(owner, "select xact_commit as n from pg_stat_database where datname = current_database()")
  const [usedBefore, commitsBefore] = [usedBy(maido.pid, home), await commits()]
  const { times, sales, took } = await pour(send, seconds, 1_000_000)
  const [used, transactions] = [usedBy(maido.pid, home), (await commits()) - commitsBefore]
  const points = await count(
    owner,
    `select coalesce(sum(points), 0)::text as n from points.journal where from_account = 'issuance' and cause_type = '${causes[kind]}'`,
  )
  await owner.end()
  const wrong = points - send.sold() * pointsEach
  const each = (part: keyof Used) => round(((used[part].cpu - usedBefore[part].cpu) / sales) * 1_000, 2)
  const p99 = percentile(times, 0.99)
  const words = `p50 ${round(percentile(times, 0.5), 0)}, p99 ${round(p99, 0)} ms, ${wrong} points wrong; each ${each("server")} ms of the server, ${each("postgres")} of Postgres, ${round(transactions / sales, 2)} transactions`
  return { kind, perSecond: sales / took, p99, wrong, words }
}

const pointsEach = 30

async function prepare(ctx: Context): Promise<{ secret: string; cards: string[] }> {
  const { revision } = await saveProgramme(ctx, { programme: { ...defaultProgramme, actions: [] }, basedOn: 0 })
  await publishProgramme(ctx, { basedOn: revision })
  const at = new Date(ctx.now().getTime() - 86_400_000)
  const found = await resolveCustomers(
    ctx,
    Array.from({ length: people }, (_, n) => ({
      identities: [{ kind: "email" as const, issuer: "", value: `till${n}@example.jp` }],
      source: "bench",
      at,
    })),
  )
  const members = await enrolAll(
    ctx,
    found.map(({ customerId }) => ({ customerId, by: "shop" as const, at })),
  )
  const { secret } = await inTransaction(ctx, (ctx) => createApiKey(ctx, { name: "till", scopes: ["till:use"] }))
  return { secret, cards: members.map(({ card }) => card) }
}

function seller(origin: string, secret: string, cards: readonly string[], kind: Kind) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const known = new Set<number>()
  const began = Date.now() - 1_000
  const sell = (n: number): Promise<void> => {
    // One in ten is the one before once more, as after an answer that was lost.
    const sale = n % 10 === 9 ? n - 1 : n
    known.add(sale)
    const line = { lineId: "1", title: "ひなたクリーム", unitPrice: 3_000 }
    // The same number says the same, its time included.
    const at = new Date(began + (sale % 1_000)).toISOString()
    const what = kind === "sales" ? { lines: [line] } : { points: pointsEach }
    const text = JSON.stringify({ storeId: "ginza", saleId: `s${sale}`, code: cards[sale % cards.length], at, ...what })
    const headers = {
      authorization: `Bearer ${secret}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(text),
      "idempotency-key": `${kind}-${sale}`,
    }
    return new Promise((resolve, reject) => {
      const sent = request(`${origin}/api/v1/till/${kind}`, { method: "POST", agent, headers }, (reply) => {
        let told = ""
        reply.setEncoding("utf8").on("data", (piece: string) => (told += piece))
        reply.on("end", () => {
          // Its twin is still under way: the till asks again.
          if (reply.statusCode === 200 || reply.statusCode === 409) resolve()
          else reject(new Error(`${reply.statusCode}: ${told}`))
        })
      })
      sent.on("error", reject).end(text)
    })
  }
  return Object.assign(sell, { sold: () => known.size })
}

async function pour(sell: (n: number) => Promise<void>, forSeconds: number, from: number) {
  const times: number[] = []
  const start = performance.now()
  let n = from
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() - start < forSeconds * 1_000) {
        const sent = performance.now()
        await sell(n++)
        times.push(performance.now() - sent)
      }
    }),
  )
  return { times, sales: times.length, took: (performance.now() - start) / 1_000 }
}

/** What Postgres alone takes: one row a commit, a unique key, as many connections. */
async function rawCommits(home: string, forSeconds: number): Promise<number> {
  const owner = await ownerOf(home)
  await owner.query("create table public.raw_earn (brand uuid, cause text, points int, primary key (brand, cause))")
  const clients = await Promise.all(Array.from({ length: connections }, () => ownerOf(home)))
  const start = performance.now()
  let rows = 0
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - start < forSeconds * 1_000)
        await client.query({
          name: "raw",
          text: "insert into public.raw_earn values ('00000000-0000-0000-0000-000000000001', $1, 30) on conflict do nothing",
          values: [`c${rows++}`],
        })
    }),
  )
  const took = (performance.now() - start) / 1_000
  await Promise.all([...clients, owner].map((client) => client.end()))
  return rows / took
}
