import { createServer, connect as dial, type Server } from "node:net"
import { sql } from "kysely"
import { pino } from "pino"
import { afterAll, beforeAll, expect, inject, test } from "vitest"
import { allRights, createApiKey, identify } from "#brands"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { connect, type Database } from "./kernel/db.ts"
import { inTransaction } from "./kernel/context.ts"

/** A wire to Postgres that can be cut at the moment a transaction is to be committed. */
type Wire = { readonly url: string; cut: "no" | "before" | "after"; readonly cuts: () => number; stop: () => void }

async function wireTo(target: string): Promise<Wire> {
  const { hostname, port } = new URL(target)
  let cuts = 0
  const server: Server = createServer((near) => {
    const far = dial(Number(port), hostname)
    const end = () => (near.destroy(), far.destroy())
    near.on("error", end).on("close", end)
    far.on("error", end).on("close", end)
    far.on("data", (data) => near.write(data))
    near.on("data", (data) => {
      if (wire.cut === "no" || !data.includes("commit\0")) return void far.write(data)
      cuts++
      if (wire.cut === "before") return end()
      // Postgres reads all of it before it learns that nobody waits for the answer.
      far.removeAllListeners("data")
      far.end(data)
      near.destroy()
    })
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("the wire has no port")
  const url = Object.assign(new URL(target), { host: `127.0.0.1:${address.port}` }).href
  const wire: Wire = { url, cut: "no", cuts: () => cuts, stop: () => server.close() }
  return wire
}

let wire: Wire
let database: Database
let ctx: TestContext
let origin = ""
let secret = ""
let stop = async () => {}
beforeAll(async () => {
  wire = await wireTo(inject("appUrl"))
  database = connect(wire.url, 4, pino({ level: "silent" }))
  ctx = await testContext({ database })
  secret = (await createApiKey(ctx, { name: "shop", scopes: allRights })).secret
  const doors = await serve({ platform: ctx.platform, identify })
  origin = doors.origin
  stop = doors.stop
})
afterAll(async () => {
  await stop()
  await database.close()
  wire.stop()
})

const send = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${origin}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  })

const count = (table: string, where: string, value: string) =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}
      where brand_id = ${ctx.brandId} and ${sql.ref(where)} = ${value}`.execute(ctx.db)
    return rows[0]?.n
  })

/** The request while the wire is cut at its commit, and once more when it is whole again. */
async function askTwice(cut: "before" | "after", ask: () => Promise<Response>): Promise<[Response, Response]> {
  // Whatever is looked up first and kept for a while, such as the key, is not what is cut.
  await send("/v1/batch", { batch: [{ type: "track", event: "warm", userId: "w", messageId: `w-${cut}` }] })
  const before = wire.cuts()
  wire.cut = cut
  const first = await ask().finally(() => void (wire.cut = "no"))
  expect(wire.cuts()).toBe(before + 1)
  return [first, await ask()]
}

test.each(["before", "after"] as const)(
  "F13 the connection is cut right %s COMMIT arrives: the caller is told to come again, and the same key gives one customer",
  async (cut) => {
    const email = `${cut}@example.jp`
    const body = { identities: [{ kind: "email", issuer: "", value: email }] }
    const [first, again] = await askTwice(cut, () =>
      send("/api/v1/customers", body, { "idempotency-key": `once-${cut}` }),
    )
    expect([first.status, first.headers.get("retry-after")]).toEqual([503, "2"])
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([200, cut === "after" ? "true" : null])
    expect(await count("customers.identities", "value_key", email)).toBe(1)
    expect(await count("kernel.idempotency", "key", `once-${cut}`)).toBe(1)
  },
)

test.each(["before", "after"] as const)(
  "F13 F01 the connection is cut right %s COMMIT arrives: events sent again with their ids are there once",
  async (cut) => {
    const messageId = `event-${cut}`
    const [first, again] = await askTwice(cut, () =>
      send("/v1/batch", { batch: [{ type: "track", event: "Product Viewed", userId: "u1", messageId }] }),
    )
    expect([first.status, again.status]).toEqual([503, 200])
    await ctx.drain()
    expect(await count("events.inbox", "external_id", messageId)).toBe(1)
    expect(await count("events.incoming", "source", "api")).toBe(0)
  },
)

test.each(["before", "after"] as const)(
  "F13 L03 the connection is cut right %s COMMIT arrives: points told again for the same cause are there once, with a key or without",
  async (cut) => {
    const identities = [{ kind: "email", issuer: "", value: `points-${cut}@example.jp` }]
    // safe: the contract of this endpoint
    const { customerId } = (await (await send("/api/v1/customers", { identities })).json()) as { customerId: string }
    for (const headers of [{}, { "idempotency-key": `points-${cut}` }]) {
      const id = `${cut}-${Object.keys(headers).length}`
      const body = { points: 30, cause: { id }, reason: { ja: "お礼", en: "Thanks" } }
      const [first, again] = await askTwice(cut, () => send(`/api/v1/customers/${customerId}/points`, body, headers))
      expect([first.status, again.status]).toEqual([503, 200])
      expect(await count("points.journal", "cause_id", id)).toBe(1)
    }
  },
)
