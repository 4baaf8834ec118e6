import { sql } from "kysely"
import pg from "pg"
import { expect, inject, test } from "vitest"
import { inBrand, inTransaction, platformBrandId } from "#kernel/context"
import { testContext } from "#testing/context"
import { newPerson } from "#testing/staff"
import { apiKeys, createApiKey } from "./api-keys.ts"
import { audit } from "./audit.ts"
import { selectBrands } from "./storage.ts"
import { forBrand, forPlatform } from "./storage-crossing.ts"
import { changeSetting, settingOf } from "./settings.ts"
import { LookSettings } from "./model-look.ts"

type Ctx = Awaited<ReturnType<typeof testContext>>
const tables = ["brands", "memberships", "roles", "invitations", "api_keys", "settings", "audit"]
const count = async (ctx: Ctx, table: string, where = sql`true`) =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from ${sql.table(`brands.${table}`)} where ${where}`.execute(ctx.db)
    return rows[0]?.n
  })

async function owner<T>(query: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: inject("ownerUrl") })
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

// A few tables of the installation itself have no brand: counters, what was migrated.
const withoutBrand = ["kernel.rate_limits", "maido_schema.migrations"]
const userTables = `select c.oid, n.nspname || '.' || c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$)'`

test("S20 every table of the product has a brand, row security that binds its owner too, and policies that check what is written", async () => {
  const found = await owner<{ name: string; enabled: boolean; forced: boolean; brand: boolean; checked: boolean }>(`
    select t.name, t.enabled, t.forced,
      exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'brand_id' and a.attnotnull) as brand,
      exists (select 1 from pg_policy p where p.polrelid = t.oid and p.polname = 'own_brand'
        and p.polqual is not null and p.polwithcheck is not null) as checked
    from (${userTables}) t`)
  expect(found.length).toBeGreaterThan(15)
  const open = found.filter((t) => !(t.enabled && t.forced && t.brand && t.checked)).map((t) => t.name)
  expect(open.sort()).toEqual(withoutBrand)
})

test("S20 S24 every unique key of the product begins with the brand, but for those that hold for the whole installation", async () => {
  const found = await owner<{ name: string }>(`
    select i.indexrelid::regclass::text as name from pg_index i join (${userTables}) t on t.oid = i.indrelid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
    where i.indisunique and a.attname <> 'brand_id' and t.name not in ('${withoutBrand.join("', '")}')`)
  // A slug stands in public addresses, and a brand has one twin.
  expect(found.map((i) => i.name).sort()).toEqual(["brands.brands_slug_key", "brands.one_twin"])
})

test("S22 outside a transaction of a brand nothing is seen, and nothing can be written", async () => {
  const ctx = await testContext()
  await createApiKey(ctx, { name: "a", scopes: [] })
  for (const table of tables) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(`brands.${table}`)}`.execute(
      ctx.db,
    )
    expect([table, rows[0]?.n]).toEqual([table, 0])
  }
  await expect(sql`update brands.brands set name = 'x'`.execute(ctx.db)).resolves.toMatchObject({ numAffectedRows: 0n })
})

test("S20 S22 a brand sees and writes only its own rows, whatever it asks for", async () => {
  const [a, b] = [await testContext(), await testContext()]
  for (const ctx of [a, b]) {
    await createApiKey(ctx, { name: "a", scopes: [] })
    await changeSetting(ctx, "look", LookSettings, LookSettings.parse({ wordmark: ctx.brand.slug }))
  }
  for (const table of ["brands", "api_keys", "settings", "audit"])
    expect([table, await count(a, table, sql`brand_id = ${b.brandId}`)]).toEqual([table, 0])
  expect((await inTransaction(a, selectBrands)).map((brand) => brand.brandId)).toEqual([a.brandId])
  const stolen = inTransaction(a, (ctx) =>
    sql`update brands.brands set brand_id = ${b.brandId} where brand_id = ${a.brandId}`.execute(ctx.db),
  )
  await expect(stolen).rejects.toMatchObject({ code: expect.stringMatching(/42501|23505/) })
  const planted = inTransaction(a, (ctx) =>
    sql`insert into brands.settings (brand_id, area, version, value, changed_by, changed_at) values (${b.brandId}, 'look', 9, '{}', 'x', now())`.execute(
      ctx.db,
    ),
  )
  await expect(planted).rejects.toMatchObject({ code: "42501" })
})

test("S21 S22 the brand ends with its transaction: the next user of the pooled connection sees nothing", async () => {
  const ctx = await testContext()
  await inTransaction(ctx, selectBrands)
  for (let i = 0; i < 10; i++) {
    const { rows } = await sql<{
      brand: string | null
      n: number
    }>`select kernel.brand() as brand, (select count(*)::int from brands.brands) as n`.execute(ctx.db)
    expect(rows[0]).toEqual({ brand: null, n: 0 })
  }
})

test("S22 people belong to no brand: a brand sees the names of its own people, and nobody's secrets or sessions", async () => {
  const [a, b] = [await testContext(), await testContext()]
  const mine = await newPerson(a, "http://localhost", "viewer")
  const theirs = await newPerson(b, "http://localhost", "viewer")
  const seen = await inTransaction(a, (ctx) =>
    sql<{ id: string }>`select staff_id as id from brands.staff`.execute(ctx.db),
  )
  expect(seen.rows.map((r) => r.id)).toContain(mine.staffId)
  expect(seen.rows.map((r) => r.id)).not.toContain(theirs.staffId)
  for (const table of ["staff_secrets", "passkeys", "sessions", "failed_tries"])
    expect([table, await count(a, table)]).toEqual([table, 0])
  const renamed = await inTransaction(a, (ctx) => sql`update brands.staff set runs_installation = true`.execute(ctx.db))
  expect(renamed.numAffectedRows).toBe(0n)
})

test("S22 a look into another brand ends where it began, even when it fails", async () => {
  const [a, b] = [await testContext(), await testContext()]
  await inTransaction(a, async (ctx) => {
    expect(await forBrand(ctx, b.brandId, async (ctx) => (await selectBrands(ctx)).length)).toBe(1)
    await expect(
      forBrand(ctx, b.brandId, async () => {
        throw new Error("no")
      }),
    ).rejects.toThrow("no")
    await forPlatform(ctx, (ctx) => forBrand(ctx, b.brandId, selectBrands))
    expect((await selectBrands(ctx)).map((brand) => brand.brandId)).toEqual([a.brandId])
  })
})

test("S24 the same names in two brands are two things", async () => {
  const [a, b] = [await testContext(), await testContext()]
  for (const [ctx, wordmark] of [
    [a, "甲"],
    [b, "乙"],
  ] as const)
    await changeSetting(ctx, "look", LookSettings, LookSettings.parse({ wordmark }))
  const look = (ctx: Ctx) => settingOf(ctx, "look", LookSettings, LookSettings.parse({}))
  expect([(await look(a)).wordmark, (await look(b)).wordmark]).toEqual(["甲", "乙"])
  await createApiKey(a, { name: "a", scopes: [] })
  expect(await apiKeys(b)).toEqual([])
})

test("S70 each brand has a chain of its own, and so has the installation", async () => {
  const [a, b] = [await testContext(), await testContext()]
  for (const ctx of [a, b]) await audit(ctx, { action: "a.b", subject: "s" })
  expect(await count(a, "audit")).toBe(1)
  const platform = await inTransaction(inBrand(a, platformBrandId), (ctx) =>
    sql<{ n: number }>`select count(*)::int as n from brands.audit where brand_id = ${a.brandId}`.execute(ctx.db),
  )
  expect(platform.rows[0]?.n).toBe(0)
})
