import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { createBrand } from "#brands"
import { advanceBrand, advanceTogether } from "../server/capabilities/flows/advance.ts"
import { createFlow, publishFlow } from "../server/capabilities/flows/edit-flows.ts"
import { FlowDocument } from "../server/capabilities/flows/model.ts"
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
import { ownerOf } from "./database.ts"
import { usedBy } from "./processes.ts"

const peopleAsked = Number(process.env.BENCH_PEOPLE ?? 100_000)

const document = FlowDocument.parse({
  format: 1,
  trigger: { kind: "call" },
  holdoutBp: 0,
  first: "wait",
  steps: [
    { kind: "wait", id: "wait", until: { kind: "span", span: { n: 1, unit: "days" } }, next: "size" },
    {
      kind: "branch",
      id: "size",
      ways: [
        {
          id: "large",
          check: { kind: "event", filters: [{ field: "properties.size", test: { is: ["L"] } }] },
          next: "tell-large",
        },
      ],
      next: "tell",
    },
    { kind: "webhook", id: "tell-large", topic: "large", next: "rest" },
    { kind: "webhook", id: "tell", topic: "usual", next: "rest" },
    { kind: "wait", id: "rest", until: { kind: "span", span: { n: 30, unit: "days" } }, next: null },
  ],
})

/** So many people whose wait is over: each goes on through a branch and an act to the next wait, all written down. */
export async function measure(people = peopleAsked): Promise<Bar[]> {
  const home = mkdtempSync(join(tmpdir(), "maido-bench-"))
  const log = logTo("error")
  const postgres = await startPostgres({ home, log })
  await migratePostgres(postgres.ownerUrl, productMigrations())
  const database = connect(postgres.appUrl, 4, log)
  const product = assemble(capabilities, { plugs: [], wake: () => {} })
  const platform = contextFor(
    { source: realSource, db: database.kysely, facts: noFacts, log, keys: loadKeys(join(home, "secret.key")), product },
    { brandId: platformBrandId, actor: { kind: "system", reason: "bench" }, cause: "bench" },
  )
  try {
    const brand = await createBrand(platform, { slug: "bench", name: "ひなた" })
    const ctx = inBrand(platform, brand.brandId)
    const flowId = await prepare(ctx, people)
    const owner = await ownerOf(home)
    await owner.query("analyze")
    await owner.end()
    await advanceBrand(ctx, 10)
    const before = usedBy(process.pid, home)
    const began = performance.now()
    while ((await advanceTogether(ctx)) > 0);
    const seconds = (performance.now() - began) / 1_000
    const used = usedBy(process.pid, home)
    const cpu = (of: "server" | "postgres") => round(((used[of].cpu - before[of].cpu) * 1e6) / people / 3)
    const { steps, rests } = await inTransaction(ctx, async (ctx) => {
      const { rows } = await sql<{ steps: number; rests: number }>`
        select (select count(*)::int from flows.run_steps) as steps,
          (select count(*)::int from flows.runs where flow_id = ${flowId} and step = 'rest' and state = 'active') as rests`.execute(
        ctx.db,
      )
      return rows[0] ?? { steps: 0, rests: 0 }
    })
    const rate = (steps - 30) / seconds
    return [
      {
        bar: "P4",
        value: round(rate, 0),
        unit: "steps/s",
        limit: null,
        ratio: null,
        rival: "~115 entries/s",
        pass: rate >= 70_000 && steps === 3 * people && rests === people,
        note: `wanted ≥ 70,000; ${people} people due, three steps each in ${round(seconds, 1)} s, one process; ${steps} steps written down, ${rests} people at their next wait; ${cpu("server")} µs of processor time a step here and ${cpu("postgres")} in Postgres`,
      },
    ]
  } finally {
    await database.close()
    await postgres.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

async function prepare(ctx: Context, people: number): Promise<string> {
  const { flow } = await createFlow(ctx, { name: { ja: "計測", en: "Bench" }, document })
  await publishFlow(ctx, flow.flowId, { revision: flow.revision, inside: "stay", mode: "live" })
  await inTransaction(ctx, async (ctx) => {
    const due = new Date(ctx.now().getTime() - 1_000)
    const arrived = new Date(due.getTime() - 86_400_000)
    await sql`insert into flows.runs (brand_id, run_id, flow_id, version, customer_id, came_as, entered_at, created_at, facts, state, step, arrived_at, due_at)
      select ${ctx.brandId}, uuidv7(), ${flow.flowId}, 1, c, c, ${arrived}, ${arrived},
        jsonb_build_object('event', jsonb_build_object('name', 'Cart Viewed', 'occurredAt', ${arrived.toISOString()}::text, 'source', 'bench',
          'externalId', n::text, 'properties', jsonb_build_object('size', case n % 2 when 0 then 'L' else 'M' end))),
        'active', 'wait', ${arrived}, ${due}
      from (select n, uuidv7() as c from generate_series(1, ${people}::int) n) x`.execute(ctx.db)
  })
  return flow.flowId
}
