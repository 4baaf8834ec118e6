import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createApiKey } from "#brands"
import { inTransaction } from "#kernel/context"
import { freshDatabase } from "#testing/fresh-database"
import { type MaidoProcess, startMaido, until } from "#testing/maido-process"
import { type TestContext, testContext } from "#testing/context"

const home = mkdtempSync(join(tmpdir(), "maido-events-"))
let ctx: TestContext
let secret = ""
let env: Record<string, string> = {}
let drop = async () => {}
beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  ctx = await testContext({ database: fresh.database, at: new Date().toISOString() })
  secret = (await createApiKey(ctx, { name: "server", scopes: ["events:write", "customers:read"] })).secret
  env = {
    MAIDO_HOME: home,
    DATABASE_URL: fresh.ownerUrl,
    MAIDO_APP_DATABASE_URL: fresh.appUrl,
    CLICKHOUSE_URL: "http://127.0.0.1:1",
  }
})
afterAll(async () => {
  await drop()
  rmSync(home, { recursive: true, force: true })
})

/** Starts the server, again if this busy machine did not let it come up. */
const start = (env: Record<string, string>): Promise<MaidoProcess> =>
  until("the server to run", () => startMaido(env).catch(() => undefined), 120_000)

const stored = (): Promise<Set<string>> =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{
      id: string
    }>`select external_id as id from events.inbox where brand_id = ${ctx.brandId}`.execute(ctx.db)
    return new Set(rows.map((row) => row.id))
  })

/** Sends requests as an SDK does: again, with the same ids, until it is told 200, whichever server answers. */
async function client(requests: object[][], server: () => MaidoProcess, acked: Set<string>): Promise<void> {
  for (const batch of requests) {
    const body = JSON.stringify({ batch, writeKey: secret })
    await until(
      "200 for a batch",
      async () => {
        const status = await fetch(`${server().origin}/v1/batch`, { method: "POST", body }).then(
          (response) => response.status,
          () => 0,
        )
        return status === 200 ? true : undefined
      },
      200_000,
    )
    for (const message of batch) acked.add((message as { messageId: string }).messageId)
  }
}

const requestsOf = (name: string, count: number, size: number) =>
  Array.from({ length: count / size }, (_, i) =>
    Array.from({ length: size }, (_, j) => ({
      type: "track",
      event: "Product Viewed",
      userId: `u-${(i + j) % 40}`,
      messageId: `${name}-${i}-${j}`,
    })),
  )

test("F01 killed before the commit, after it and before the reply, and at any moment: what was acknowledged is there, and everything once", async () => {
  const points = [
    "ingest.before_commit@5",
    "ingest.after_commit@5",
    "ingest.before_reply@5",
    "ingest.after_resolved",
    "ingest.before_recorded",
    undefined,
    undefined,
  ]
  let server = await start({ ...env, MAIDO_CRASH_AT: points[0] ?? "" })
  const acked = new Set<string>()
  const requests = requestsOf("f01", 5_000, 20)
  const clients = [0, 1, 2].map((part) =>
    client(
      requests.filter((_, i) => i % 3 === part),
      () => server,
      acked,
    ),
  )
  let killed = 0
  const killing = (async () => {
    for (const [i] of points.entries()) {
      if (points[i] === undefined) {
        await Promise.race([server.ended, new Promise((resolve) => setTimeout(resolve, 200 + 230 * i))])
        await server.kill()
      }
      expect((await server.ended).signal).toBe("SIGKILL")
      killed++
      const point = points[i + 1]
      server = await start({ ...env, ...(point ? { MAIDO_CRASH_AT: point } : {}) })
    }
  })()
  await Promise.all([...clients, killing])
  expect(killed).toBe(points.length)
  expect(acked.size).toBe(5_000)
  const found = await until(
    "all events in the inbox",
    async () => {
      const found = await stored()
      return found.size >= 5_000 ? found : undefined
    },
    200_000,
  )
  expect(found).toEqual(acked)
  const { signal } = await server.stop().then((ended) => ended)
  expect(signal).toBeNull()
}, 400_000)

test("F01 F21 killed at every step of the projection, ClickHouse holds each fact once, in the events and in the rollup", async () => {
  const withFacts = { ...env, CLICKHOUSE_URL: "" }
  const counts = async (server: MaidoProcess) => {
    const response = await fetch(
      `${server.origin}/api/v1/events/counts?from=2000-01-01&to=2100-01-01&names=Product%20Viewed`,
      { headers: { authorization: `Bearer ${secret}` } },
    )
    if (response.status !== 200) return -1
    const { items } = (await response.json()) as { items: { count: number }[] }
    return items.reduce((sum, item) => sum + item.count, 0)
  }
  const before = (await stored()).size
  const points = ["project.after_range_saved", "project.after_sent", "project.after_settled"]
  const clients: Promise<void>[] = []
  let server = await start({ ...withFacts, MAIDO_CRASH_AT: `${points[0]}@2` })
  for (const [i, point] of points.entries()) {
    clients.push(client(requestsOf(point, 1_500, 50), () => server, new Set()))
    expect((await server.ended).signal, point).toBe("SIGKILL")
    const next = points[i + 1]
    server = await start({ ...withFacts, ...(next ? { MAIDO_CRASH_AT: `${next}@2` } : {}) })
  }
  try {
    await Promise.all(clients)
    await until(
      "every event to be counted",
      async () => {
        // Not more often than the door allows.
        await new Promise((resolve) => setTimeout(resolve, 200))
        return (await counts(server)) >= before + 4_500 ? true : undefined
      },
      200_000,
    )
    expect(await counts(server)).toBe((await stored()).size)
  } finally {
    await server.stop()
  }
}, 400_000)
