import { setTimeout as pause } from "node:timers/promises"
import type pg from "pg"
import { resolveCustomers } from "#customers"
import type { Context } from "../server/kernel/context.ts"
import { type Bar, percentile, round } from "./bar.ts"
import { barePipe } from "./bare-pipe.ts"
import { count, ownerOf } from "./database.ts"
import { type Bench, startBench } from "./installation.ts"
import { eventsKey, pourEvents } from "./tracking-load.ts"

const customers = 100_000
const runs = 5
const mostAhead = 40_000

/**
 * Events of 100,000 known customers processed to the end: whose they are, the inbox, ClickHouse and its rollup. Segments
 * and flows come with their capabilities.
 */
export async function measure(): Promise<Bar[]> {
  const bench = await startBench({}, async (ctx) => {
    await makeCustomers(ctx)
    return eventsKey(ctx)
  })
  try {
    const owner = await ownerOf(bench.home)
    await owner.query("vacuum analyze")
    await flatOut(bench, owner, 3)
    const rates: number[] = []
    let lost = 0
    for (let i = 0; i < runs; i++) {
      const run = await flatOut(bench, owner, 5)
      rates.push(run.perSecond)
      lost += run.lost
    }
    const steady = await steadily(bench, owner, { perSecond: 3_000, seconds: 20 })
    const limit = await barePipe(bench.home, 8)
    await owner.end()
    const perSecond = percentile(rates, 0.5)
    return [
      {
        bar: "P1b",
        value: round(perSecond, 0),
        unit: "events/s",
        limit: round(limit, 0),
        ratio: round(perSecond / limit, 2),
        rival: "948-978/s",
        pass: perSecond >= 15_000 && lost === 0,
        note: `wanted ≥ 15,000/s flat out, without segments and flows; median of ${runs} runs (${rates.map((rate) => round(rate, 0)).join(", ")}), from the first request to an empty queue, ${customers} customers, ${lost} events lost; limit = unnest insert → ClickHouse with its rollup, same engines`,
      },
      {
        bar: "P1b-steady",
        value: round(steady.p95, 0),
        unit: "ms",
        limit: null,
        ratio: null,
        rival: null,
        pass: steady.p95 < 300 && steady.perSecond >= 2_900,
        note: `wanted p95 < 300 ms at 3,000/s, from the receipt of an event to its place in ClickHouse's rollup; p50 ${round(steady.p50, 0)} ms, p99 ${round(steady.p99, 0)} ms at ${round(steady.perSecond, 0)}/s`,
      },
    ]
  } finally {
    await bench.stop()
  }
}

async function makeCustomers(ctx: Context): Promise<void> {
  const size = 5_000
  for (let from = 0; from < customers; from += size) {
    const facts = Array.from({ length: size }, (_, i) => ({
      identities: [{ kind: "external" as const, issuer: "", value: `u${from + i}` }],
      profile: { familyName: "佐藤", givenName: `花子${from + i}` },
      source: "bench",
      at: ctx.now(),
    }))
    await resolveCustomers(ctx, facts)
  }
}

const waiting = (owner: pg.Client): Promise<number> =>
  count(
    owner,
    `select (select count(*) from events.incoming) + (select count(*) from (
       select 1 from events.inbox i, (select upto, upto_seq from events.projections) p
       where (i.xid, i.seq) > (p.upto, p.upto_seq) limit 1) t) as n`,
  )

const waitingRequests = (owner: pg.Client): Promise<number> => count(owner, "select count(*) as n from events.incoming")

const held = (owner: pg.Client): Promise<number> =>
  count(owner, "select count(*) as n from events.inbox where source = 'api'")

async function flatOut(bench: Bench & { prepared: string }, owner: pg.Client, seconds: number) {
  const before = await held(owner)
  const began = performance.now()
  // As much as is taken, but never more than a few seconds ahead of what is processed.
  const mayGoOn = async () => (await waitingRequests(owner)) < mostAhead / 500
  const load = { connections: 4, size: 500, seconds, customers, mayGoOn }
  const { accepted } = await pourEvents(bench.maido.origin, bench.prepared, load)
  for (const end = began + 180_000; (await waiting(owner)) > 0 && performance.now() < end; ) await pause(25)
  const took = (performance.now() - began) / 1000
  return { perSecond: accepted / took, lost: accepted - ((await held(owner)) - before) }
}

/** Looks every few milliseconds how far the projection has come, and works out afterwards when each event was there. */
async function steadily(
  bench: Bench & { prepared: string },
  owner: pg.Client,
  { perSecond, seconds }: { perSecond: number; seconds: number },
) {
  const from = await count(owner, "select coalesce(max(seq), 0) as n from events.inbox")
  const seen: { readonly at: number; readonly seq: number }[] = []
  let done = false
  const look = async () => {
    while (!done) {
      const seq = await count(owner, "select max(upto_seq) as n from events.projections")
      if (seq > (seen.at(-1)?.seq ?? from)) seen.push({ at: Date.now(), seq })
      await pause(5)
    }
  }
  const looking = look()
  const load = { connections: 8, size: 100, seconds, customers, perSecond }
  const poured = await pourEvents(bench.maido.origin, bench.prepared, load)
  await pause(2_000)
  done = true
  await looking
  const { rows } = await owner.query<{ seq: string; at: Date }>(
    "select seq, received_at as at from events.inbox where seq > $1 order by seq",
    [from],
  )
  let i = 0
  const lags = rows.map(({ seq, at }) => {
    while (i < seen.length && (seen[i]?.seq ?? 0) < Number(seq)) i++
    return (seen[i]?.at ?? Number.POSITIVE_INFINITY) - at.getTime()
  })
  const [p50, p95, p99] = [percentile(lags, 0.5), percentile(lags, 0.95), percentile(lags, 0.99)]
  return { p50, p95, p99, perSecond: poured.accepted / poured.seconds }
}
