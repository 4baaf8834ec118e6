import { createHmac } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { connectShop, shopVendors } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { allCrashpoints } from "#kernel/crashpoint"
import { loadKeys } from "#kernel/keys"
import { testContext } from "#testing/context"
import { type FakeSmtp, startFakeSmtp } from "#testing/fake-smtp"
import { freshDatabase } from "#testing/fresh-database"
import { type MaidoProcess, startMaido, until } from "#testing/maido-process"
import { shopifySample } from "#testing/shopify-fixtures"
import { shopify } from "./adapters/shops/shopify.ts"
import { plug } from "#kernel/ports"
import "./plugs.ts"

const secret = "shop secret of the crash matrix"
const home = mkdtempSync(join(tmpdir(), "maido-crash-"))
let smtp: FakeSmtp
let ctx: Context
let connectionId = ""
let env: Record<string, string> = {}
let cleanUp = async () => {}

beforeAll(async () => {
  smtp = await startFakeSmtp({})
  const fresh = await freshDatabase()
  const appUrl = fresh.appUrl
  const test = await testContext({
    database: fresh.database,
    keys: loadKeys(join(home, "secret.key")),
    plugs: [plug(shopVendors, [shopify()])],
    at: new Date().toISOString(),
  })
  ctx = test
  const shop = await inTransaction(test, (ctx) =>
    connectShop(ctx, { vendor: "shopify", name: "ひなた", shopDomain: "hinata.myshopify.com", secret }),
  )
  connectionId = shop.connectionId
  env = {
    MAIDO_HOME: home,
    DATABASE_URL: fresh.ownerUrl,
    MAIDO_APP_DATABASE_URL: appUrl,
    CLICKHOUSE_URL: "http://127.0.0.1:1",
    SMTP_URL: smtp.url,
  }
  cleanUp = async () => {
    await smtp.stop()
    await fresh.drop()
    rmSync(home, { recursive: true, force: true })
  }
})
afterAll(() => cleanUp())

const paid = (id: number) => {
  const now = new Date().toISOString()
  return {
    ...shopifySample("order"),
    id,
    name: `#${id}`,
    order_number: id,
    created_at: now,
    processed_at: now,
    updated_at: now,
    email: `buyer${id}@example.jp`,
    contact_email: `buyer${id}@example.jp`,
  }
}

/** Posts as Shopify does: again and again until it is told 200. */
async function post(maido: MaidoProcess, id: number): Promise<boolean> {
  const body = JSON.stringify(paid(id))
  const headers = {
    "content-type": "application/json",
    "x-shopify-topic": "orders/create",
    "x-shopify-shop-domain": "hinata.myshopify.com",
    "x-shopify-event-id": `event-${id}`,
    "x-shopify-webhook-id": `hook-${id}`,
    "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
  }
  return fetch(`${maido.origin}/webhooks/shopify/${connectionId}`, { method: "POST", headers, body }).then(
    (r) => r.status === 200,
    () => false,
  )
}

const arrived = (id: number) => smtp.received().filter((mail) => mail.to.includes(`buyer${id}@example.jp`))
const count = (query: ReturnType<typeof sql<{ n: number }>>) =>
  inTransaction(ctx, async (ctx) => (await query.execute(ctx.db)).rows[0]?.n ?? 0)

// Migrations, the projection, imports, exports, segments, LINE and its narrowcasts, flows, campaigns, the walk over profiles, points, the facts that
// earn them and rehearsals have tests of their own in which they die; each step of sending stands in send-matrix.test.ts, for every channel.
const points = allCrashpoints().filter(
  (name) =>
    !/^(migrate|project|ingest|import|klaviyo|export|rebuild|forward|profiles|segments|line|narrowcast|messages|flows|campaigns|points|loyalty|rehearsal)/.test(
      name,
    ),
)

test.each(points)(
  "F01 F02 F03 killed at %s, an order still becomes one order and one mail",
  async (point) => {
    const id = 7_000_000 + points.indexOf(point)
    const doomed = await startMaido({ ...env, MAIDO_CRASH_AT: point })
    const accepted = await post(doomed, id)
    const outcome = await Promise.race([
      doomed.ended,
      until("its mail", () => (arrived(id).length > 0 ? true : undefined)).catch(() => true as const),
    ])
    if (outcome === true) await doomed.stop()
    else expect(outcome.signal).toBe("SIGKILL")
    const maido = await startMaido(env)
    try {
      // A shop that was not told 200 sends again; one that was told must not need to.
      if (!accepted) await until("200 for the order", async () => ((await post(maido, id)) ? true : undefined))
      await until(`the mail of order ${id}`, () => (arrived(id).length > 0 ? true : undefined), 60_000)
      await until(
        "an empty queue",
        async () =>
          (await count(
            sql`select count(*)::int as n from kernel.outbox where state in ('ready', 'claimed') and kind in ('messages.send', 'orders.apply-shop-message') and next_at < now() + interval '5 seconds'`,
          )) === 0
            ? true
            : undefined,
        60_000,
      )
      expect(await count(sql`select count(*)::int as n from orders.orders where external_id = ${String(id)}`)).toBe(1)
      expect(new Set(arrived(id).map((mail) => mail.messageId)).size).toBe(1)
      expect(
        await count(
          sql`select count(*)::int as n from messages.messages where to_address = ${`buyer${id}@example.jp`}`,
        ),
      ).toBe(1)
    } finally {
      await maido.stop()
    }
  },
  150_000,
)
