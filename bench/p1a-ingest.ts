import type pg from "pg"
import { type Bar, round } from "./bar.ts"
import { ownerOf } from "./database.ts"
import { startBench } from "./installation.ts"
import { eventsKey, pourEvents } from "./tracking-load.ts"

/** Events accepted over HTTP in batches of 500 on 16 connections: in Postgres, once, before the answer. */
export async function measure(): Promise<Bar[]> {
  const bench = await startBench({}, eventsKey)
  try {
    await pourEvents(bench.maido.origin, bench.prepared, { connections: 16, size: 500, seconds: 2, customers: 50_000 })
    const { accepted, seconds } = await pourEvents(bench.maido.origin, bench.prepared, {
      connections: 16,
      size: 500,
      seconds: 8,
      customers: 50_000,
    })
    const limit = await rawInsert(bench.home, 6)
    const perSecond = accepted / seconds
    return [
      {
        bar: "P1a",
        value: round(perSecond, 0),
        unit: "events/s",
        limit: round(limit, 0),
        ratio: round(perSecond / limit, 2),
        rival: "15,200-16,000/s",
        pass: perSecond >= 25_000 && perSecond >= 0.4 * limit,
        note: "wanted ≥ 25,000/s and ≥ 0.4 x limit; limit = raw unnest insert with the dedupe key, 16 connections, same Postgres; the load generator and the processing of what came in share the two cores",
      },
    ]
  } finally {
    await bench.stop()
  }
}

/** What Postgres alone takes: the same number of rows a statement, a unique key, as many connections. */
async function rawInsert(home: string, seconds: number): Promise<number> {
  const owner = await ownerOf(home)
  await owner.query(
    "create table public.raw (brand uuid, source text, external_id text, body jsonb, at timestamptz, primary key (brand, source, external_id))",
  )
  const clients = await Promise.all(Array.from({ length: 16 }, () => ownerOf(home)))
  const end = performance.now() + seconds * 1000
  const began = performance.now()
  let rows = 0
  let n = 0
  await Promise.all(
    clients.map(async (client: pg.Client) => {
      while (performance.now() < end) {
        const ids = Array.from({ length: 500 }, () => `raw-${n++}`)
        const bodies = ids.map((id) =>
          JSON.stringify({
            type: "track",
            messageId: id,
            userId: "u1",
            event: "Page Viewed",
            properties: { product_id: "p1", price: 1980, path: "/products/milk" },
          }),
        )
        await client.query({
          name: "raw",
          text: "insert into public.raw select '00000000-0000-0000-0000-000000000001', 'api', i, b, now() from unnest($1::text[], $2::jsonb[]) as t(i, b) on conflict do nothing",
          values: [ids, bodies],
        })
        rows += 500
      }
    }),
  )
  const took = (performance.now() - began) / 1000
  await Promise.all([...clients, owner].map((client) => client.end()))
  return rows / took
}
