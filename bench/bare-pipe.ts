import { readFileSync } from "node:fs"
import { join } from "node:path"
import { createFactsClient } from "../server/adapters/clickhouse/client.ts"
import { ownerOf } from "./database.ts"

const names = ["Page Viewed", "Product Viewed", "Product Added", "Message Opened", "Product List Viewed"]
const properties = '{"product_id":"p1","price":1980,"path":"/products/milk","referrer":"https://example.jp/"}'

/**
 * Events a second through the same two engines with nothing of the product in between: inserted with the dedupe key by
 * four connections, read back in order, written to ClickHouse with a rollup. No HTTP, no identities, no wall between brands.
 */
export async function barePipe(home: string, seconds: number): Promise<number> {
  const owner = await ownerOf(home)
  await owner.query(`create table public.bare (seq bigint generated always as identity, xid xid8 not null default pg_current_xact_id(),
    source smallint not null, ext_id text not null, pid bigint not null, name text not null, ts timestamptz not null, value bigint,
    props jsonb not null, primary key (source, ext_id))`)
  await owner.query("create index on public.bare (xid, seq)")
  const facts = factsOf(home)
  await facts.command({
    query:
      "create table bare (seq UInt64, pid UInt64, name LowCardinality(String), ts DateTime64(3, 'UTC'), value Int64, props String) engine = MergeTree order by (pid, name, ts)",
  })
  await facts.command({
    query:
      "create table bare_day (pid UInt64, name LowCardinality(String), day Date, cnt SimpleAggregateFunction(sum, UInt64), sumv SimpleAggregateFunction(sum, Int64)) engine = AggregatingMergeTree order by (pid, name, day)",
  })
  await facts.command({
    query:
      "create materialized view bare_mv to bare_day as select pid, name, toDate(ts) as day, count() as cnt, sum(value) as sumv from bare group by pid, name, day",
  })
  const began = performance.now()
  const end = began + seconds * 1000
  let [sent, through, n] = [0, 0, 0]
  const pour = async () => {
    const client = await ownerOf(home)
    while (performance.now() < end) {
      if (sent - through > 200_000) {
        await new Promise((resolve) => setTimeout(resolve, 5))
        continue
      }
      await client.query({ name: "bare", text: insert, values: columnsOf(n, 500) })
      n += 500
      sent += 500
    }
    await client.end()
  }
  const forward = async () => {
    let from = "0"
    for (;;) {
      const { rows } = await owner.query<Row>(
        `select seq, xid::text, pid, name, ts, value, props::text from public.bare
         where xid > $1::xid8 and xid < pg_snapshot_xmin(pg_current_snapshot()) order by bare.xid, seq limit 5000`,
        [from],
      )
      // A transaction holds 500 rows and is never cut, since 5,000 is a multiple of it.
      const last = rows.at(-1)
      if (last) {
        await facts.insert({ table: "bare", values: rows.map(factOf), format: "JSONEachRow" })
        from = last.xid
        through += rows.length
      } else if (performance.now() > end && through >= sent) return
    }
  }
  await Promise.all([...Array.from({ length: 4 }, pour), forward()])
  const took = (performance.now() - began) / 1000
  await Promise.all([owner.end(), facts.close()])
  return through / took
}

const insert = `insert into public.bare (source, ext_id, pid, name, ts, value, props)
  select * from unnest($1::smallint[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[], $6::bigint[], $7::jsonb[])
  on conflict do nothing`

function columnsOf(from: number, size: number): unknown[][] {
  const rows = Array.from({ length: size }, (_, i) => from + i)
  const now = new Date().toISOString()
  return [
    rows.map(() => 1),
    rows.map((n) => `bare-${process.hrtime.bigint()}-${n}`),
    rows.map((n) => n % 100_000),
    rows.map((n) => names[n % names.length]),
    rows.map(() => now),
    rows.map((n) => n % 9_000),
    rows.map(() => properties),
  ]
}

type Row = { seq: number; xid: string; pid: number; name: string; ts: Date; value: number; props: string }
const factOf = ({ seq, pid, name, ts, value, props }: Row) => ({ seq, pid, name, ts: ts.toISOString(), value, props })

function factsOf(home: string) {
  // safe: the launcher writes these fields
  const { port, token } = JSON.parse(readFileSync(join(home, "clickhouse/endpoint.json"), "utf8")) as {
    port: number
    token: string
  }
  return createFactsClient({ url: `http://127.0.0.1:${port}`, username: "maido", password: token })
}
