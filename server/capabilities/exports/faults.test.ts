import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { resolveCustomer } from "#customers"
import { recordEvents } from "#events"
import { inTransaction } from "#kernel/context"
import { allCrashpoints } from "#kernel/crashpoint"
import { loadKeys } from "#kernel/keys"
import { type TestContext, testContext } from "#testing/context"
import { freshDatabase } from "#testing/fresh-database"
import { startMaido, until } from "#testing/maido-process"
import { rowsAtOnce } from "./read-rows.ts"
import { beginExport, fileOf, known } from "./run-export.ts"

const home = mkdtempSync(join(tmpdir(), "maido-export-"))
const pieces = 3
const rows = rowsAtOnce * (pieces - 1) + 7
let ctx: TestContext
let env: Record<string, string> = {}
let cleanUp = async () => {}

beforeAll(async () => {
  const fresh = await freshDatabase()
  const keys = loadKeys(join(home, "secret.key"))
  ctx = await testContext({ database: fresh.database, keys, at: new Date().toISOString() })
  await inTransaction(ctx, async (ctx) => {
    const identities = [{ kind: "email" as const, issuer: "", value: "misaki@example.jp" }]
    const { customerId } = await resolveCustomer(ctx, { identities, source: "test", at: ctx.now() })
    const seen = (_: unknown, n: number) => ({
      customerId,
      name: "Page Viewed",
      occurredAt: ctx.now(),
      source: "web",
      externalId: `v${n}`,
    })
    await recordEvents(ctx, Array.from({ length: rows }, seen))
  })
  env = {
    MAIDO_HOME: home,
    DATABASE_URL: fresh.ownerUrl,
    MAIDO_APP_DATABASE_URL: fresh.appUrl,
    CLICKHOUSE_URL: "http://127.0.0.1:1",
  }
  cleanUp = async () => {
    await fresh.drop()
    rmSync(home, { recursive: true, force: true })
  }
}, 120_000)
afterAll(() => cleanUp())

const points = allCrashpoints().filter((name) => name.startsWith("exports."))

test.each(points.map((point, n) => `${point}@${n + 1}`))(
  "F04 A17 killed at %s, an export goes on and holds every row once",
  { timeout: 150_000 },
  async (point) => {
    const doomed = await startMaido({ ...env, MAIDO_CRASH_AT: point })
    const { exportId } = await beginExport(ctx, { what: "events", format: "ndjson" })
    expect((await doomed.ended).signal).toBe("SIGKILL")
    const maido = await startMaido(env)
    try {
      const state = async () => (await inTransaction(ctx, (ctx) => known(ctx, exportId))).state
      await until("the end of the export", async () => ((await state()) === "done" ? true : undefined), 90_000)
    } finally {
      await maido.stop()
    }
    const lines: string[] = []
    for await (const bytes of (await fileOf(ctx, exportId)).bytes) lines.push(...bytes.toString().trim().split("\n"))
    const ids = lines.map((line): { externalId: string } => JSON.parse(line)).map(({ externalId }) => externalId)
    expect([ids.length, new Set(ids).size]).toEqual([rows, rows])
    expect(await inTransaction(ctx, (ctx) => known(ctx, exportId))).toMatchObject({ rows, pieces })
  },
)
