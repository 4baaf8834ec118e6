import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { pino } from "pino"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { assertSafeRole } from "./checks.ts"
import { preparePlaces } from "./places.ts"
import { adminUrl, withClient } from "./roles.ts"
import { readSecrets } from "./secrets.ts"
import { startPostgres } from "./start-postgres.ts"
import type { Postgres } from "./running-postgres.ts"

const log = pino({ level: "silent" })
const home = mkdtempSync(join(tmpdir(), "maido-external-"))
let server: Postgres
let admin: string

beforeAll(async () => {
  server = await startPostgres({ home, log, testing: true })
  admin = adminUrl(readSecrets(preparePlaces(home)), Number(new URL(server.appUrl).port))
})
afterAll(async () => {
  await server.stop()
  rmSync(home, { recursive: true, force: true })
})

const run = (url: string, query: string) => withClient(url, (client) => client.query(query))

function addressOf(role: string, password: string, database: string) {
  const url = new URL(admin)
  url.username = role
  url.password = password
  url.pathname = `/${database}`
  return url.href
}

const external = (databaseUrl: string, appDatabaseUrl?: string) =>
  startPostgres({ home: "/nowhere", log, databaseUrl, appDatabaseUrl })

describe("S21 the application's role", () => {
  test("is accepted as the launcher makes it, and row security binds it", async () => {
    await run(
      server.ownerUrl,
      "create schema s create table rows (brand text); alter table s.rows enable row level security",
    )
    await run(
      server.ownerUrl,
      "create policy by_brand on s.rows using (brand = current_setting('app.brand', true)); insert into s.rows values ('a'), ('b')",
    )
    await withClient(server.appUrl, (app) => assertSafeRole(app))
    const seen = await withClient(server.appUrl, async (app) => {
      const without = await app.query("select * from s.rows")
      const within = await app.query("select set_config('app.brand', 'a', false); select * from s.rows")
      return [without.rowCount, Array.isArray(within) ? within.at(-1).rows : []]
    })
    expect(seen).toEqual([0, [{ brand: "a" }]])
    await expect(run(server.appUrl, "create table public.mine (a int)")).rejects.toThrow(/permission denied/)
  })

  test.each([
    ["a superuser", () => admin, /UnsafeRole: .*maido_admin: it is, or may become, the superuser maido_admin/],
    ["the owner, who bypasses row security", () => server.ownerUrl, /UnsafeRole: .*maido_owner/],
  ])("is refused when it is %s", async (_, url, message) => {
    await expect(withClient(url(), (client) => assertSafeRole(client))).rejects.toThrow(message)
  })

  test.each([
    [
      "bypasses row security",
      "create role risky login bypassrls password 'x'",
      /risky, which row-level security does not bind/,
    ],
    ["may become a superuser", "create role risky login password 'x' in role maido_admin", /the superuser maido_admin/],
    [
      "may become an owner of tables",
      "create role shopkeeper; create role risky login password 'x' in role shopkeeper; create table owned (a int); alter table owned owner to shopkeeper",
      /it owns public.owned/,
    ],
  ])("is refused when it %s", async (_, statements, message) => {
    const database = new URL(server.appUrl).pathname.slice(1)
    const here = addressOf("maido_admin", decodeURIComponent(new URL(admin).password), database)
    await run(here, statements)
    await run(here, `grant connect on database ${database} to risky`)
    const pool = new pg.Pool({ connectionString: addressOf("risky", "x", database) })
    await expect(assertSafeRole(pool)).rejects.toThrow(message)
    await pool.end()
    await run(
      here,
      `drop table if exists owned; revoke all on database ${database} from risky; drop role risky; drop role if exists shopkeeper`,
    )
  })
})

describe("a Postgres of the operator, by DATABASE_URL", () => {
  test("gets the application's role made, with the same password for every process", async () => {
    await run(
      admin,
      "create role keeper login createrole createdb password 'it''s @ secret'; alter role maido_app rename to other_app",
    )
    await run(admin, "create database shop owner keeper")
    const url = addressOf("keeper", encodeURIComponent("it's @ secret"), "shop")
    const first = await external(url)
    const second = await external(url)
    expect(second.appUrl).toBe(first.appUrl)
    expect(first).toMatchObject({ ownerUrl: url, adopted: false, version: expect.stringMatching(/^18\./) })
    await run(first.ownerUrl, "create schema s create table rows (a int); insert into s.rows values (1)")
    expect((await run(first.appUrl, "select current_user as role, a from s.rows")).rows).toEqual([
      { role: "maido_app", a: 1 },
    ])
    await run(admin, "alter role maido_app password 'changed'")
    await expect(external(url)).rejects.toThrow(
      /AppRoleNeeded: .*exists there with another password.*MAIDO_APP_DATABASE_URL/,
    )
    const own = addressOf("maido_app", "changed", "shop")
    expect((await external(url, own)).appUrl).toBe(own)
    await run(addressOf("maido_admin", decodeURIComponent(new URL(admin).password), "shop"), "drop owned by maido_app")
    await run(admin, "drop database shop")
    await run(admin, "drop role maido_app; alter role other_app rename to maido_app")
  })

  test("whose owner may not make roles says what an administrator should run", async () => {
    await run(admin, "alter role maido_app rename to other_app; create role plain login password 'x'")
    await run(admin, "create database shop2 owner plain")
    await expect(external(addressOf("plain", "x", "shop2"))).rejects.toThrow(
      /AppRoleNeeded: .*create role maido_app login/,
    )
    await run(admin, "drop database shop2")
    await run(admin, "alter role other_app rename to maido_app")
  })

  test("is refused when the application would connect as the owner", async () => {
    await expect(external(server.ownerUrl, server.ownerUrl)).rejects.toThrow(/UnsafeRole/)
  })

  test("T1 is refused when it is not UTF-8", async () => {
    await run(
      admin,
      "create database bytes owner maido_owner encoding 'SQL_ASCII' locale 'C' locale_provider libc template template0",
    )
    await expect(external(server.ownerUrl.replace(/\/\w+$/, "/bytes"))).rejects.toThrow(/NotUtf8: .*SQL_ASCII/)
  })

  test("F15 that cannot be reached, or does not know us, is named with the reason", async () => {
    await expect(external("postgres://a:b@127.0.0.1:1/x")).rejects.toThrow(/Unreachable: .*127.0.0.1:1.*ECONNREFUSED/)
    await expect(external(addressOf("maido_owner", "wrong", "maido"))).rejects.toThrow(
      /Unreachable: .*password authentication failed/,
    )
  })
})
