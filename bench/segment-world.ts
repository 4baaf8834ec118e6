import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { createBrand } from "#brands"
import { readConfig } from "../server/kernel/config.ts"
import { type Context, inBrand, inTransaction } from "../server/kernel/context.ts"
import { logTo } from "../server/kernel/log.ts"
import { mergeAll, mergedTables } from "../server/capabilities/events/facts-parts.ts"
import { openInstallation } from "../server/installation.ts"
import { fillingRow, insertPeople } from "../server/capabilities/segments/facts-people.ts"
import { keepBrand } from "../server/capabilities/segments/keep-segments.ts"
import { wantPass } from "../server/capabilities/segments/storage-standings.ts"
import { ownerOf } from "./database.ts"
import { keptWorld } from "./installation.ts"
import { keepTwelve } from "./twelve.ts"

export const customersAsked = Number(process.env.BENCH_CUSTOMERS ?? 100_000)
const eventsEach = 50

export type World = {
  readonly ctx: Context
  readonly home: string
  readonly at: (iso: string) => void
  readonly stop: () => Promise<void>
}

/**
 * An installation with a brand of so many customers, fifty events each over two years, straight in ClickHouse, in which
 * everybody has been looked at once. With BENCH_WORLDS it is made once and kept there. Whatever it takes to bring it to
 * what the product is now happens in a process of its own, so that the engines measured have done nothing before.
 */
export async function segmentWorld(customers: number): Promise<World> {
  const home = mkdtempSync(join(tmpdir(), "maido-bench-"))
  const { brandId } = await keptWorld(`segments-${customers}`, home, async () => {
    const made = await makeWorld(home, customers)
    settleApart(home, made.brandId)
    return made
  })
  settleApart(home, brandId)
  const installation = await openInstallation(readConfig({ MAIDO_HOME: home }), logTo("error"))
  let now = new Date(dayOne)
  const ctx = { ...inBrand(installation.platform, brandId), now: () => now }
  const stop = async () => {
    await installation.stop()
    rmSync(home, { recursive: true, force: true })
  }
  return { ctx, home, at: (iso) => void (now = new Date(iso)), stop }
}

const dayOne = "2026-11-01T03:00:00Z"

async function makeWorld(home: string, customers: number): Promise<{ brandId: string }> {
  const installation = await openInstallation(readConfig({ MAIDO_HOME: home }), logTo("error"))
  const { brandId } = await createBrand(installation.platform, { slug: "bench", name: "ひなた" })
  const ctx = { ...inBrand(installation.platform, brandId), now: () => new Date(dayOne) }
  await makeEvents(ctx, customers)
  await makePeople(ctx, customers)
  await installation.stop()
  return { brandId }
}

function settleApart(home: string, brandId: string): void {
  execFileSync(process.execPath, [join(import.meta.dirname, "settle-world.ts"), home, brandId], { stdio: "inherit" })
}

/** Migrated, with the twelve segments as they are by now, everybody looked at, and what ClickHouse holds as it is after a night. */
export async function settle(home: string, brandId: string): Promise<void> {
  const installation = await openInstallation(readConfig({ MAIDO_HOME: home }), logTo("error"))
  const ctx = { ...inBrand(installation.platform, brandId), now: () => new Date(dayOne) }
  await keepTwelve(ctx)
  await inTransaction(ctx, (ctx) => wantPass(ctx, ctx.now()))
  while (await keepBrand(ctx));
  await merged(ctx)
  for (const table of mergedTables) await mergeAll(ctx, table)
  const owner = await ownerOf(home)
  // Whoever opens it next need not wait until we would be taken for dead.
  await owner.query("update segments.standings set leased_by = null, leased_until = null")
  await owner.query("vacuum analyze")
  await owner.end()
  await installation.stop()
}

/** Until ClickHouse has merged what was written in steps, as it does by itself in the hours after. */
async function merged(ctx: Context): Promise<void> {
  for (const end = performance.now() + 900_000; performance.now() < end; ) {
    const [row] = await ctx.facts.rows<{ merges: string; parts: string }>(
      ctx.brandId,
      `select (select count() from system.merges) as merges,
         (select max(n) from (select count() as n from system.parts where active and table in ('events', 'customer_day', 'customer_history', 'segment_people', 'segment_standing') group by table)) as parts
       where {brand:UUID} is not null`,
    )
    if (Number(row?.merges) === 0 && Number(row?.parts) <= 12) return
    await pause(1_000)
  }
}

const idOf = (p: string) =>
  `toUUID(concat(leftPad(lower(hex(toUInt32(cityHash64(${p}, 77)))), 8, '0'), '-0000-7000-8000-', leftPad(lower(hex(toUInt64(${p}))), 12, '0')))`

/** A few buy and read much, most little; half have lapsed; what happens on the site comes in visits. */
async function makeEvents(ctx: Context, customers: number): Promise<void> {
  const step = 1_000_000
  const total = customers * eventsEach
  for (let from = 0; from < total; from += step) {
    const count = Math.min(step, total - from)
    await ctx.facts.command(
      `insert into events (brand_id, customer_id, name, occurred_at, day, seq, value, currency, product_id, channel, source, properties, received_at)
       with cityHash64(number, 11) as h1, cityHash64(number, 22) as h2, cityHash64(number, 33) as h3, cityHash64(number, 44) as h4,
         pow((h1 % 1000000007) / 1000000007 * 0.995 + 0.005, 2) as share,
         (toUInt64(least(share * ${customers}, toFloat64(${customers} - 1))) * 7368787 + 13) % ${customers} + 1 as p,
         pow((cityHash64(p, 1) % 1000000) / 1000000, 0.8) * 690 * 86400 as since,
         if(cityHash64(p, 2) % 100 < 45, 0.05 + 0.4 * ((cityHash64(p, 2) % 997) / 997), 1.0) as stays,
         cityHash64(p, 3) % 100 < 62 as buys, h2 % 1000 as c,
         multiIf(c < 30, if(buys, 'Order Placed', 'Product Viewed'), c < 60, if(buys, 'Order Shipped', 'Page Viewed'), c < 120, if(buys, 'Order Delivered', 'Page Viewed'),
           c < 145, 'Checkout Started', c < 205, 'Product Added', c < 425, 'Product Viewed', c < 725, 'Page Viewed', c < 905, 'Message Sent',
           c < 950, 'Message Opened', c < 968, 'Message Clicked', c < 983, 'Products Searched', 'Identified') as what,
         toInt64(since + stays * (730 * 86400 - since) * ((h3 % 1000003) / 1000003)) as off,
         toDateTime64('2024-11-01 00:00:00', 3, 'UTC') + toIntervalSecond(least(off, 730 * 86400 - 1)) as t
       select {brand:UUID}, ${idOf("p")}, what, t, toDate(toTimeZone(t, 'Asia/Tokyo')), number,
         if(what = 'Order Placed', toInt64(round(exp(8.5 + 0.9 * ((h3 % 2003) / 1001.5 - 1)), -1)), 0), 'JPY',
         if(what in ('Product Viewed', 'Product Added', 'Order Placed'), concat('p', toString(h4 % 3000)), ''),
         multiIf(startsWith(what, 'Message'), 'email', what = 'Order Placed' and h4 % 20 = 0, 'store', 'web'), 'bench',
         concat('{"url":"https://shop.example.jp/p/', toString(h4 % 3000), '"}'), toDateTime(t)
       from numbers(${from}, ${count})`,
      { brand: ctx.brandId },
    )
  }
  await merged(ctx)
  await ctx.facts.insert("projections", [{ brand_id: ctx.brandId, name: "inbox", generation: 1 }], "bench")
}

/** One row per customer, her purchases as the events tell them; in steps, since no question may take more than two minutes. */
async function makePeople(ctx: Context, customers: number): Promise<void> {
  const steps = Math.ceil(customers / 100_000)
  for (let step = 0; step < steps; step++)
    await ctx.facts.command(
      `insert into segment_people (brand_id, customer_id, version, counts, language, country, prefecture, city, first_seen, consents, reach,
         order_day, order_net, order_channel, order_store, order_products, order_product_nets)
       select {brand:UUID}, n.id, 1, 1, 'ja', 'JP', ['東京都', '大阪府', '神奈川県', '福岡県'][1 + p % 4], '', '2025-01-01',
         if(p % 10 < 7, ['email/marketing/given'], []), if(p % 10 < 7, ['email'], []),
         o.days, o.nets, arrayMap(x -> 'online', o.days), arrayMap(x -> '', o.days), arrayMap(x -> [x], o.products), arrayMap(x -> [x], o.nets)
       from (select number + 1 as p, ${idOf("p")} as id from numbers(${customers}) where cityHash64(id) % ${steps} = ${step}) as n
       left join (select customer_id, arrayMap(x -> x.1, rows) as days, arrayMap(x -> x.2, rows) as nets, arrayMap(x -> x.3, rows) as products
         from (select customer_id, arraySort(groupArray((day, value, product_id))) as rows from events
           where brand_id = {brand:UUID} and name = 'Order Placed' and cityHash64(customer_id) % ${steps} = ${step} group by customer_id)) as o
         on o.customer_id = n.id`,
      { brand: ctx.brandId },
    )
  await insertPeople(ctx, [fillingRow(ctx, { upTo: null, isDone: true }, 1)], 1)
}
