import { existsSync, readdirSync, readFileSync } from "node:fs"
import { parse } from "csv-parse/sync"
import { sql } from "kysely"
import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { addPiece, beginImport, importById, startImport, surveyImport } from "./index.ts"

const folder = new URL("../../../../shared/data/orders/online-retail/", import.meta.url)
const isHere = existsSync(folder)

type Line = {
  InvoiceNo: string
  StockCode: string
  Quantity: string
  InvoiceDate: string
  UnitPrice: string
  CustomerID: string
}
const files = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".csv"))
    .sort()
const linesOf = (name: string): Line[] => parse(readFileSync(new URL(name, folder)), { columns: true })

/** The same questions answered by plain arithmetic over the files, in pence. */
function reckon() {
  const invoices = new Map<string, Line[]>()
  for (const name of files())
    for (const line of linesOf(name)) invoices.set(line.InvoiceNo, [...(invoices.get(line.InvoiceNo) ?? []), line])
  const pence = (l: Line) => Math.round(Number(l.UnitPrice) * 100) * Number(l.Quantity)
  const all = [...invoices.entries()].map(([number, lines]) => ({
    number,
    lines,
    day: (lines.map((l) => l.InvoiceDate).sort()[0] ?? "").slice(0, 10),
    worth: lines.reduce((sum, l) => sum + pence(l), 0),
    isAnonymous: lines.every((l) => l.CustomerID === ""),
  }))
  const isCorrection = (i: (typeof all)[number]) => i.isAnonymous && i.lines.every((l) => pence(l) === 0)
  const sales = all.filter((i) => !isCorrection(i) && !i.number.startsWith("C"))
  const returns = all.filter((i) => !isCorrection(i) && i.number.startsWith("C"))
  const perDay = (of: typeof all) =>
    Object.fromEntries(
      [...Map.groupBy(of, (i) => i.day)].map(([day, list]) => [day, list.reduce((sum, i) => sum + i.worth, 0)]),
    )
  return {
    lines: all.reduce((n, i) => n + i.lines.length, 0),
    invoices: all.length,
    sales: sales.length,
    saleLines: sales.reduce((n, i) => n + i.lines.length, 0),
    returns: returns.length,
    corrections: all.filter(isCorrection).length,
    customers: new Set(all.flatMap((i) => i.lines.map((l) => l.CustomerID)).filter((id) => id !== "")).size,
    anonymous: sales.filter((i) => i.isAnonymous).length,
    revenue: perDay(sales),
    givenBack: -returns.reduce((sum, i) => sum + i.worth, 0),
  }
}

async function bringIn(ctx: TestContext) {
  const { importId } = await beginImport(ctx, {
    kind: "orders",
    name: "Online retail",
    settings: { currency: "GBP", zone: "Europe/London" },
  })
  for (const [fileNo, name] of files().entries())
    await addPiece(ctx, importId, { fileNo, pieceNo: 0, fileName: name, bytes: readFileSync(new URL(name, folder)) })
  await surveyImport(ctx, importId)
  await startImport(ctx, importId)
  await ctx.drain()
  return importById(ctx, importId)
}

const one = <T>(ctx: TestContext, query: ReturnType<typeof sql<T>>) =>
  inTransaction(ctx, async (ctx) => (await query.execute(ctx.db)).rows)

test.skipIf(!isHere)(
  "A17 eleven weeks of a real shop come in, and everything agrees with an independent reckoning (skipped: ../shared/data is absent)",
  { timeout: 600_000 },
  async () => {
    const ctx = await testContext()
    const expected = reckon()
    const done = await bringIn(ctx)
    expect(done).toMatchObject({ state: "finished", rowsTotal: expected.lines, rowsDone: expected.lines })
    expect(done.tally).toEqual({
      created: expected.sales,
      changed: 0,
      unchanged: 0,
      returned: expected.returns,
      skipped: expected.corrections,
      refused: 0,
    })
    expect(expected.sales + expected.returns + expected.corrections).toBe(expected.invoices)

    const [counts] = await one<Record<string, number>>(
      ctx,
      sql`
    select count(*) filter (where status <> 'cancelled')::int as sales, coalesce(sum(refunded), 0)::int as "givenBack",
      count(*) filter (where status <> 'cancelled' and customer_id is null)::int as anonymous from orders.orders`,
    )
    expect(counts).toEqual({ sales: expected.sales, givenBack: expected.givenBack, anonymous: expected.anonymous })
    const [lines] = await one(
      ctx,
      sql`select count(*)::int as count from orders.lines join orders.orders using (brand_id, order_id) where status <> 'cancelled'`,
    )
    expect(lines).toEqual({ count: expected.saleLines })
    const revenue = await one<{ day: string; total: number }>(
      ctx,
      sql`
    select (placed_at at time zone 'Europe/London')::date::text as day, sum(total)::bigint as total from orders.orders
    where status <> 'cancelled' group by 1 order by 1`,
    )
    expect(Object.fromEntries(revenue.map(({ day, total }) => [day, total]))).toEqual(expected.revenue)
    const [people] = await one(ctx, sql`select count(*)::int as count from customers.profiles`)
    expect(people).toEqual({ count: expected.customers })
    const [mails] = await one(ctx, sql`select count(*)::int as count from messages.messages`)
    expect(mails).toEqual({ count: 0 })
  },
)
