import pg from "pg"
import { afterAll, expect, inject, test } from "vitest"
import { deleteBrand } from "#brands"
import { createRenderPool, mailRenderer } from "#messages"
import { shopVendors } from "#orders"
import { listTemplates } from "#templates"
import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { type TestContext, testContext } from "#testing/context"
import { shopify } from "../server/adapters/shops/shopify.ts"
import { fillBrand } from "./fill-brand.ts"
import { demoSettings, setUpDemo } from "./open-demo.ts"

const people = 60
const renderer = createRenderPool()
afterAll(() => renderer.close())
const demoContext = () =>
  testContext({
    at: "2026-11-22T13:20:00+09:00",
    brand: { isDemo: true },
    plugs: [plug(shopVendors, [shopify()]), plug(mailRenderer, renderer)],
  })

async function filled(ctx: TestContext, stopAt = 2): Promise<void> {
  const settings = await setUpDemo(ctx.platform, ctx.brand)
  const tell = (share: number) => {
    if (share > stopAt) throw new Error("killed")
  }
  await fillBrand(ctx, settings, tell, people)
}

/** As the owner of the tables, whom row security doesn't bind. */
async function ask<T>(query: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: inject("ownerUrl") })
  await client.connect()
  try {
    return (await client.query(query, values)).rows
  } finally {
    await client.end()
  }
}

const tablesOfBrands = `select n.nspname || '.' || c.relname as name from pg_class c
  join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'brand_id'
  where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$)' order by 1`

async function rowsOf(brandId: string): Promise<Map<string, number>> {
  const tables = await ask<{ name: string }>(tablesOfBrands)
  const counts = tables.map(
    ({ name }) => `select '${name}' as name, count(*)::int as count from ${name} where brand_id = $1`,
  )
  const rows = await ask<{ name: string; count: number }>(counts.join(" union all "), [brandId])
  return new Map(rows.filter(({ count }) => count > 0).map(({ name, count }) => [name, count]))
}

/**
 * Everything that can be told of a life without the ids that differ from brand to brand: who is kept apart from a flow that
 * gives points, or from a campaign, is drawn by them.
 */
const told = async (brandId: string) => ({
  orders: await ask(
    `select number, status, total, refunded, placed_at, approved_at, allocated_at, cancelled_at from orders.orders where brand_id = $1 order by number`,
    [brandId],
  ),
  parcels: await ask(
    `select tracking_number, state, standing, shipped_at, delivered_at, promised_last from shipments.shipments where brand_id = $1 order by 1`,
    [brandId],
  ),
  people: await ask(
    `select display_name, family_kana, email, first_seen_at from customers.profiles where brand_id = $1 order by first_seen_at, email`,
    [brandId],
  ),
  events: await ask(
    `select name, occurred_at, channel, value from events.inbox where brand_id = $1 and name <> 'Points Earned'
      and properties->>'kind' is distinct from 'messages.letter' order by occurred_at, name, value, channel`,
    [brandId],
  ),
  mails: await ask(
    `select m.kind, m.planned_at, m.to_address, r.subject from messages.messages m
    join messages.renderings r using (brand_id, message_id) where m.brand_id = $1 and m.origin_id is null order by m.planned_at, m.kind, r.subject`,
    [brandId],
  ),
})

test("one seed fills two brands with the same life, and nobody is written to", async () => {
  const [one, other] = [await demoContext(), await demoContext()]
  await filled(one)
  await filled(other)
  const life = await told(one.brandId)
  expect(await told(other.brandId)).toEqual(life)
  expect(life.people).toHaveLength(people)
  expect(life.orders.length).toBeGreaterThan(80)
  expect(life.mails.length).toBeGreaterThan(life.orders.length)
  const rows = await rowsOf(one.brandId)
  const asked = await ask<{ kind: string }>("select distinct kind from kernel.outbox where brand_id = $1 order by 1", [
    one.brandId,
  ])
  expect(asked.map(({ kind }) => kind)).toEqual(["loyalty.judge", "rehearsal.piece"])
  expect(rows.has("messages.caught")).toBe(false)
  const { items } = await inTransaction(one, (ctx) => listTemplates(ctx, { state: "live" }))
  expect(items.filter(({ uses }) => uses.length > 0).length).toBeGreaterThan(3)
  expect(await demoSettings(one)).toMatchObject({ state: "ready", seed: 7_120 })
})

test("no place of the console begins empty: friends were brought, points corrected, tasks done, a month closed", async () => {
  const ctx = await demoContext()
  await filled(ctx)
  const rows = await rowsOf(ctx.brandId)
  for (const table of [
    "referrals.referrals",
    "points.adjustments",
    "accounting.closes",
    "flows.runs",
    "flows.tasks",
    "experiments.assignments",
    "rewards.redemptions",
    "campaigns.heard",
    "engagement.readings",
  ])
    expect(rows.get(table) ?? 0, table).toBeGreaterThan(0)
  expect(rows.get("campaigns.occurrences"), "one campaign went once, one twice").toBe(3)
  const chosen = `select distinct s.key from campaigns.campaigns c
    cross join lateral jsonb_array_elements_text(c.plan #> '{audience,include}') as i(id)
    join segments.segments s on s.brand_id = c.brand_id and s.segment_id::text = i.id where c.brand_id = $1`
  expect(await ask(chosen, [ctx.brandId]), "the campaign knows whom it is for").toEqual([{ key: "buyers" }])
  const states = (query: string) => ask<{ state: string }>(query, [ctx.brandId])
  expect(await states("select distinct state from points.adjustments where brand_id = $1 order by 1")).toEqual(
    ["posted", "refused", "waiting"].map((state) => ({ state })),
  )
  expect(
    await states("select state from referrals.referrals where brand_id = $1 and state = 'rewarded' limit 1"),
  ).toEqual([{ state: "rewarded" }])
})

test("the books are coherent: parcels have their order, arrive after they left, and every wording was understood", async () => {
  const ctx = await demoContext()
  await filled(ctx)
  const wrong = await ask(
    `select 'parcel without order' as what from shipments.shipments s left join orders.orders o using (brand_id, order_id) where s.brand_id = $1 and o.order_id is null
     union all select 'arrived before it left' from shipments.shipments where brand_id = $1 and delivered_at <= shipped_at
     union all select 'of somebody else' from shipments.shipments s join orders.orders o using (brand_id, order_id) where s.brand_id = $1 and s.customer_id is distinct from o.customer_id
     union all select 'unread wording' from shipments.reports where brand_id = $1 and not is_known
     union all select 'order of nobody' from orders.orders where brand_id = $1 and customer_id is null
     union all select 'in the future' from events.inbox where brand_id = $1 and occurred_at > $2
     union all select 'sums differ' from orders.orders o where brand_id = $1 and total <> (select sum(unit_price * quantity - discount) from orders.lines l
       where l.brand_id = o.brand_id and l.order_id = o.order_id) + (o.body -> 'totals' ->> 'shipping')::bigint
     union all select 'delivered without mail' from shipments.shipments s join orders.orders o using (brand_id, order_id)
       where s.brand_id = $1 and s.delivered_at is not null and not exists (select from messages.messages m where m.brand_id = s.brand_id
         and m.key = 'tracking.delivered:' || s.order_id || ':' || s.shipment_id)`,
    [ctx.brandId, ctx.now()],
  )
  expect(wrong).toEqual([])
})

test("killed at any point, filling goes on where it stopped and ends with the same life", async () => {
  const whole = await demoContext()
  await filled(whole)
  const ctx = await demoContext()
  for (const stopAt of [0, 0.2, 0.5]) {
    await expect(filled(ctx, stopAt)).rejects.toThrow("killed")
    ctx.pass(3_600_000)
  }
  await filled(ctx)
  expect(await told(ctx.brandId)).toEqual(await told(whole.brandId))
})

test("deleting the demo leaves no row of it in any table, and the log of the installation says so", async () => {
  const ctx = await demoContext()
  const other = await testContext()
  await filled(ctx)
  const before = await rowsOf(ctx.brandId)
  for (const table of [
    "orders.orders",
    "shipments.reports",
    "messages.messages",
    "events.inbox",
    "customers.consents",
    "catalog.content",
    "brands.audit",
  ])
    expect(before.get(table) ?? 0, table).toBeGreaterThan(0)
  expect(before.size).toBeGreaterThan(20)
  await deleteBrand(ctx.platform, ctx.brandId)
  expect(await rowsOf(ctx.brandId)).toEqual(new Map())
  expect((await rowsOf(other.brandId)).size).toBeGreaterThan(0)
  const [line] = await ask("select action from brands.audit where subject = $1", [`brand:${ctx.brandId}`])
  expect(line).toEqual({ action: "brands.deleted" })
})

test("a live brand can't be deleted, neither by the product nor past it", async () => {
  const ctx = await testContext()
  await expect(deleteBrand(ctx.platform, ctx.brandId)).rejects.toMatchObject({ code: "brands.OnlyDemoOrTest" })
  await expect(ask("select brands.delete_brand($1)", [ctx.brandId])).rejects.toThrow("only demo and test brands")
  expect((await rowsOf(ctx.brandId)).get("brands.brands")).toBe(1)
})
