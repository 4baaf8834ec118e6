import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createBrand } from "#brands"
import { readConfig } from "../server/kernel/config.ts"
import { type Context, inBrand, inTransaction } from "../server/kernel/context.ts"
import { logTo } from "../server/kernel/log.ts"
import { openInstallation } from "../server/installation.ts"
import { fillingRow, insertPeople } from "../server/capabilities/segments/facts-people.ts"
import { adoptNamed } from "../server/capabilities/segments/named.ts"
import { selectSegments, updateSegment } from "../server/capabilities/segments/storage.ts"

export const customers = Number(process.env.BENCH_CUSTOMERS ?? 100_000)
const eventsEach = 50

/** The twelve whose time is measured; all others are put away. */
export const twelve = [
  "high-roller",
  "enthusiast",
  "waiting-for-wow",
  "win-back",
  "re-engagement",
  "buyers",
  "non-buyers",
  "openers",
  "clickers",
  "web-engaged",
  "seasonal",
  "cart-abandoners",
]

export type World = { readonly ctx: Context; readonly at: (iso: string) => void; readonly stop: () => Promise<void> }

/** An installation with a brand of so many customers, fifty events each over two years, straight in ClickHouse. */
export async function segmentWorld(): Promise<World> {
  const home = mkdtempSync(join(tmpdir(), "maido-bench-"))
  const installation = await openInstallation(readConfig({ MAIDO_HOME: home }), logTo("error"))
  const brand = await createBrand(installation.platform, { slug: "bench", name: "ひなた" })
  let now = new Date("2026-11-01T03:00:00Z")
  const ctx = { ...inBrand(installation.platform, brand.brandId), now: () => now }
  await makeEvents(ctx)
  await makePeople(ctx)
  await inTransaction(ctx, async (ctx) => {
    await adoptNamed(ctx, {})
    for (const { segmentId, key } of await selectSegments(ctx))
      if (!twelve.includes(key ?? "")) await updateSegment(ctx, segmentId, { archivedAt: ctx.now() })
  })
  const stop = async () => {
    await installation.stop()
    rmSync(home, { recursive: true, force: true })
  }
  return { ctx, at: (iso) => void (now = new Date(iso)), stop }
}

const idOf = (p: string) =>
  `toUUID(concat(leftPad(lower(hex(toUInt32(cityHash64(${p}, 77)))), 8, '0'), '-0000-7000-8000-', leftPad(lower(hex(toUInt64(${p}))), 12, '0')))`

/** A few buy and read much, most little; half have lapsed; what happens on the site comes in visits. */
async function makeEvents(ctx: Context): Promise<void> {
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
  await ctx.facts.command("optimize table customer_day final")
  await ctx.facts.insert("projections", [{ brand_id: ctx.brandId, name: "inbox", generation: 1 }], "bench")
}

/** One row per customer, her purchases as the events tell them. */
async function makePeople(ctx: Context): Promise<void> {
  await ctx.facts.command(
    `insert into segment_people (brand_id, customer_id, version, counts, language, country, prefecture, city, first_seen, consents, reach,
       order_day, order_net, order_channel, order_store, order_products, order_product_nets)
     select {brand:UUID}, ${idOf("p")}, 1, 1, 'ja', 'JP', ['東京都', '大阪府', '神奈川県', '福岡県'][1 + p % 4], '', '2025-01-01',
       if(p % 10 < 7, ['email/marketing/given'], []), if(p % 10 < 7, ['email'], []),
       o.days, o.nets, arrayMap(x -> 'online', o.days), arrayMap(x -> '', o.days), arrayMap(x -> [x], o.products), arrayMap(x -> [x], o.nets)
     from (select number + 1 as p from numbers(${customers})) as n
     left join (select customer_id, arrayMap(x -> x.1, rows) as days, arrayMap(x -> x.2, rows) as nets, arrayMap(x -> x.3, rows) as products
       from (select customer_id, arraySort(groupArray((day, value, product_id))) as rows from events
         where brand_id = {brand:UUID} and name = 'Order Placed' group by customer_id)) as o on o.customer_id = ${idOf("n.p")}`,
    { brand: ctx.brandId },
  )
  await insertPeople(ctx, [fillingRow(ctx, { upTo: null, isDone: true }, 1)], 1)
  await ctx.facts.command("optimize table segment_people final")
}
