import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createBrand } from "#brands"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { allCrashpoints } from "#kernel/crashpoint"
import { testContext } from "#testing/context"
import { freshDatabase } from "#testing/fresh-database"
import "./run-effects.ts"

const home = mkdtempSync(join(tmpdir(), "maido-import-"))
const file = join(home, "orders.csv")
const program = fileURLToPath(new URL("../../testing/import-process.ts", import.meta.url))
let platform: Context
let env: Record<string, string> = {}
let cleanUp = async () => {}

const orders = 700
const linesOfEach = 10

/** Orders of ten lines whose last line stands far from the others, every tenth of them sent back in part. */
function ledger(): string {
  const last: string[] = []
  const lines = Array.from({ length: orders }, (_, i) => {
    const line = (n: number) =>
      `${1000 + i},2026/3/${1 + (i % 28)} ${8 + (i % 12)}:00,C${i % 90},SKU-${n},商品${n},${1 + (n % 3)},${100 * n}`
    last.push(line(linesOfEach))
    const slip = i % 10 === 0 ? [`R${1000 + i},2026/3/30 9:00,C${i % 90},SKU-1,商品1,-1,100`] : []
    return [...Array.from({ length: linesOfEach - 1 }, (_x, n) => line(n + 1)), ...slip]
  }).flat()
  return ["注文番号,注文日時,会員番号,商品番号,商品名,数量,単価", ...lines, ...last].join("\r\n")
}

beforeAll(async () => {
  writeFileSync(file, `\ufeff${ledger()}`)
  const fresh = await freshDatabase()
  platform = (await testContext({ database: fresh.database })).platform
  env = {
    MAIDO_HOME: home,
    DATABASE_URL: fresh.ownerUrl,
    MAIDO_APP_DATABASE_URL: fresh.appUrl,
    CLICKHOUSE_URL: "http://127.0.0.1:1",
    MAIDO_LOG: "error",
  }
  cleanUp = async () => {
    await fresh.drop()
    rmSync(home, { recursive: true, force: true })
  }
}, 120_000)
afterAll(() => cleanUp())

type Ended = { code: number | null; signal: string | null; output: string }

function run(slug: string, more: Record<string, string> = {}, killWhen?: () => Promise<boolean>): Promise<Ended> {
  const child = spawn(process.execPath, [program, "import", "orders", file, "--brand", slug, "--json"], {
    env: { ...process.env, ...env, ...more },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let output = ""
  child.stdout.on("data", (data: Buffer) => (output += data.toString()))
  child.stderr.on("data", (data: Buffer) => (output += data.toString()))
  const ended = new Promise<Ended>((resolve) => child.once("exit", (code, signal) => resolve({ code, signal, output })))
  void (async () => {
    while (killWhen && child.exitCode === null && child.signalCode === null) {
      if (await killWhen()) child.kill("SIGKILL")
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  return ended
}

const newBrand = async (slug: string): Promise<Context> =>
  inBrand(platform, (await createBrand(platform, { name: "ひなた", slug })).brandId)

const ask = <T>(ctx: Context, query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  inTransaction(ctx, async (ctx) => (await query.execute(ctx.db)).rows)

/** Everything that the import made, without ids and times of day. */
const madeOf = async (ctx: Context) => ({
  imports: await ask(
    ctx,
    sql`select state, rows_total, rows_done, chunks_total, chunks_done, created, changed, unchanged, returned, refused from imports.imports where state <> 'ready' order by import_id`,
  ),
  rows: await ask(
    ctx,
    sql`select count(*)::int as rows, count(distinct row_no)::int as different, min(row_no) as first, max(row_no) as last from imports.rows`,
  ),
  orders: await ask(
    ctx,
    sql`select external_id, total, refunded, status, placed_at, jsonb_array_length(body -> 'lines') as lines from orders.orders order by external_id`,
  ),
  lines: await ask(
    ctx,
    sql`select count(*)::int as lines, sum(quantity)::int as pieces, sum(refunded_quantity)::int as returned from orders.lines`,
  ),
  people: await ask(ctx, sql`select count(*)::int as people from customers.profiles`),
  events: await ask(
    ctx,
    sql`select name, count(*)::int as count, sum(value)::bigint as value from events.inbox where source = 'import' group by name order by name`,
  ),
  parts: await ask(ctx, sql`select count(*)::int as left from imports.parts`),
})

let expected: Awaited<ReturnType<typeof madeOf>>

test("an import that nothing disturbs takes in every line once", { timeout: 300_000 }, async () => {
  const ctx = await newBrand("undisturbed")
  const { code, output } = await run("undisturbed")
  expect(output).toContain('"ok":true')
  expect(code).toBe(0)
  expected = await madeOf(ctx)
  expect(expected.imports).toMatchObject([
    { state: "finished", rows_total: 7_070, rows_done: 7_070, created: 700, returned: 70, refused: 0 },
  ])
  expect(expected.lines).toEqual([{ lines: 7_000, pieces: 14_000, returned: 70 }])
})

const points = allCrashpoints().filter((name) => name.startsWith("imports."))

test.each([...points.map((point) => `${point}@1`), "imports.chunk.before_commit@3", "imports.chunk.after_commit@4"])(
  "F05 killed at %s and started again, it takes in every line once",
  { timeout: 300_000 },
  async (point) => {
    const slug = point.replace(/[^a-z0-9]+/g, "-")
    const ctx = await newBrand(slug)
    const doomed = await run(slug, { MAIDO_CRASH_AT: point })
    expect(doomed.signal, doomed.output).toBe("SIGKILL")
    const again = await run(slug)
    expect(again.output).toContain('"ok":true')
    expect(await madeOf(ctx)).toEqual(expected)
  },
)

test("F05 killed from outside in the middle and started again, it takes in every line once", {
  timeout: 300_000,
}, async () => {
  const ctx = await newBrand("from-outside")
  const half = async () =>
    (await ask<{ done: boolean }>(ctx, sql`select rows_done > 2000 as done from imports.imports`)).some(
      ({ done }) => done,
    )
  const doomed = await run("from-outside", {}, half)
  expect(doomed.signal, doomed.output).toBe("SIGKILL")
  await run("from-outside")
  expect(await madeOf(ctx)).toEqual(expected)
})

test("F05 the same files brought in again change nothing", { timeout: 300_000 }, async () => {
  const ctx = await newBrand("twice")
  await run("twice")
  await run("twice")
  const { imports, rows: _rows, ...made } = await madeOf(ctx)
  const { imports: _one, rows: _some, ...once } = expected
  expect(made).toEqual(once)
  expect(imports[1]).toMatchObject({ state: "finished", created: 0, unchanged: 700, returned: 70 })
})
