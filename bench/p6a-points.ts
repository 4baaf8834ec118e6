import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { createBrand } from "#brands"
import { type Earn, earnPoints, verifyLedger } from "#points"
import { startPostgres } from "../server/adapters/postgres/start-postgres.ts"
import { capabilities } from "../server/capabilities.ts"
import { realSource } from "../server/kernel/clock.ts"
import { type Context, contextFor, inBrand, inTransaction, platformBrandId } from "../server/kernel/context.ts"
import { connect } from "../server/kernel/db.ts"
import { noFacts } from "../server/kernel/facts.ts"
import { loadKeys } from "../server/kernel/keys.ts"
import { logTo } from "../server/kernel/log.ts"
import { migratePostgres } from "../server/kernel/migrate.ts"
import { assemble } from "../server/kernel/product.ts"
import { productMigrations } from "../server/migrations.ts"
import { type Bar, round } from "./bar.ts"
import { usedBy } from "./processes.ts"

const postings = Number(process.env.BENCH_POSTINGS ?? 300_000)
const members = Math.max(100, Math.round(postings / 15))
const batch = 2_000
const writers = 4
const reason = { ja: "お買い物", en: "A purchase" }

/** So many postings of points, three in ten of them told before, by several writers at once; every balance is checked afterwards. */
export async function measure(): Promise<Bar[]> {
  const home = mkdtempSync(join(tmpdir(), "maido-bench-"))
  const log = logTo("error")
  const postgres = await startPostgres({ home, log })
  await migratePostgres(postgres.ownerUrl, productMigrations())
  const database = connect(postgres.appUrl, 8, log)
  const product = assemble(capabilities, { plugs: [], wake: () => {} })
  const platform = contextFor(
    { source: realSource, db: database.kysely, facts: noFacts, log, keys: loadKeys(join(home, "secret.key")), product },
    { brandId: platformBrandId, actor: { kind: "system", reason: "bench" }, cause: "bench" },
  )
  try {
    const brand = await createBrand(platform, { slug: "bench", name: "ひなた" })
    const ctx = inBrand(platform, brand.brandId)
    const ids = Array.from({ length: members }, () => ctx.id())
    const facts = earns(ctx, ids)
    const [before, began] = [usedBy(process.pid, home), performance.now()]
    await post(ctx, facts, ids)
    const [seconds, after] = [(performance.now() - began) / 1_000, usedBy(process.pid, home)]
    const each = (part: "server" | "postgres") =>
      round(((after[part].cpu - before[part].cpu) / facts.length) * 1_000_000, 0)
    const wrong = await wrongBalances(ctx, ids, facts)
    const [verdict] = await verifyLedger(ctx)
    const rate = facts.length / seconds
    return [
      {
        bar: "P6a",
        value: round(rate, 0),
        unit: "postings/s",
        limit: null,
        ratio: null,
        rival: "54-75k/s raw SQL",
        pass: rate >= 45_000 && wrong === 0 && verdict?.intact === true,
        note: `wanted ≥ 45,000 and no wrong balance; ${facts.length} told, 30 % of them again, ${members} members, ${writers} writers, ${round(seconds, 1)} s; ${each("server")} + ${each("postgres")} µs of processor time each (this process, Postgres); ${wrong} wrong balances, lots and journal ${verdict?.intact ? "agree" : "differ"}`,
      },
    ]
  } finally {
    await database.close()
    await postgres.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

/** Seven new ones of ten; the others are earlier ones, told again. */
function earns(ctx: Context, ids: readonly string[]): Earn[] {
  const all: Earn[] = []
  const confirmsAt = new Date(ctx.now().getTime() + 14 * 86_400_000)
  for (let n = 0; n < postings; n++) {
    const old = n % 10 < 3 ? all[(n * 7_919) % Math.max(1, n - batch * writers)] : undefined
    const customerId = ids[(n * 104_729) % ids.length] ?? ""
    const cause = { type: "order", id: `o-${n}`, rule: "base", seq: 0 }
    const fresh = { customerId, points: 1 + (n % 97), origin: "purchase" as const, cause, programmeVersion: 1, reason }
    const expiry = { kind: "months" as const, months: 12 }
    all.push(old ?? { ...fresh, effectiveAt: ctx.now(), confirmsAt, expiry })
  }
  return all
}

/** Each writer has members of its own, as the lanes of the product do: two never wait for the same rows. */
async function post(ctx: Context, facts: readonly Earn[], ids: readonly string[]): Promise<void> {
  const places = new Map(ids.map((id, place) => [id, place]))
  const lanes = Map.groupBy(facts, ({ customerId }) => (places.get(customerId) ?? 0) % writers)
  const write = async (lane: readonly Earn[]) => {
    for (let from = 0; from < lane.length; from += batch) await earnPoints(ctx, lane.slice(from, from + batch))
  }
  await Promise.all([...lanes.values()].map(write))
}

async function wrongBalances(ctx: Context, ids: readonly string[], facts: readonly Earn[]): Promise<number> {
  const wanted = new Map(ids.map((id) => [id, 0]))
  for (const one of new Set(facts)) wanted.set(one.customerId, (wanted.get(one.customerId) ?? 0) + one.points)
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ id: string; pending: number }>`select customer_id as id, pending from points.members
      where brand_id = ${ctx.brandId} and book = 'live'`.execute(ctx.db),
  )
  const found = new Map(rows.map((row) => [row.id, row.pending]))
  return ids.filter((id) => (found.get(id) ?? 0) !== wanted.get(id)).length
}
