import { sql } from "kysely"
import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import {
  clusterOf,
  customerById,
  defineProperty,
  eraseCustomer,
  erasedAt,
  exportCustomer,
  type Identity,
  mergeCustomers,
  recordConsent,
  resolveCustomer,
  searchCustomers,
  suppressionsOf,
} from "./index.ts"

const canary = "canary7f3a"
const identities: Identity[] = [
  { kind: "email", issuer: "", value: `${canary}@example.jp` },
  { kind: "phone", issuer: "", value: "090-7777-0001" },
  { kind: "line", issuer: "line:1", value: `U${canary}` },
  { kind: "anonymous", issuer: "web", value: `a-${canary}` },
]

/** A person whose every field holds the canary, merged from two. */
async function plant(ctx: TestContext): Promise<string> {
  await defineProperty(ctx, { key: "skin", type: "text", label: { ja: "肌", en: "Skin" }, choices: [], personal: true })
  const at = ctx.now()
  const address = {
    country: "JP",
    postalCode: canary,
    prefecture: canary,
    city: canary,
    street: canary,
    building: canary,
    company: canary,
  }
  const profile = {
    displayName: canary,
    familyName: canary,
    givenName: canary,
    familyKana: canary,
    givenKana: canary,
    email: `${canary}@example.jp`,
    phone: "090-7777-0001",
    zone: canary,
    address,
    properties: { skin: canary, other: canary },
  }
  const { customerId } = await resolveCustomer(ctx, { identities, profile, source: "shop", at })
  const second = await resolveCustomer(ctx, {
    identities: [{ kind: "shop", issuer: "shopify:1", value: canary }],
    profile,
    source: "shop",
    at,
  })
  await mergeCustomers(ctx, second.customerId, customerId)
  await recordConsent(ctx, {
    customerId,
    channel: "email",
    purpose: "marketing",
    state: "given",
    source: "opt-in-page",
    at,
    ip: "203.0.113.77",
    evidence: { note: canary },
  })
  return customerId
}

/** Every row of the brand in every table of this capability and the audit log, as text. */
async function everythingStored(ctx: TestContext): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    const { rows: tables } = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('customers', 'brands', 'kernel')`.execute(
      ctx.db,
    )
    const texts: string[] = []
    for (const { name } of tables) {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`
        .execute(ctx.db)
        .catch(() => ({ rows: [] }))
      texts.push(...rows.map(({ row }) => row))
    }
    return texts.join("\n")
  })
}

test("F96 after an erasure nothing of the person is left, but that and when they agreed, and they stay left alone", async () => {
  const ctx = await testContext()
  const customerId = await plant(ctx)
  expect(await everythingStored(ctx)).toContain(canary)
  await eraseCustomer(ctx, customerId, "by request")
  const left = await everythingStored(ctx)
  for (const trace of [canary, "7777", "203.0.113.77"]) expect(left).not.toContain(trace)
  const found = await inTransaction(ctx, (ctx) => customerById(ctx, customerId))
  expect(found).toMatchObject({ displayName: null, email: null, properties: {}, erasedAt: ctx.now() })
  expect((await inTransaction(ctx, (ctx) => searchCustomers(ctx, { limit: 9, withUnknown: true }))).items).toEqual([])
  await expect(eraseCustomer(ctx, customerId, "again")).rejects.toMatchObject({ code: "customers.Unknown" })

  const again = await resolveCustomer(ctx, { identities: identities.slice(0, 1), source: "import", at: ctx.now() })
  expect(again.created).toBe(true)
  const blocked = await inTransaction(ctx, (ctx) =>
    suppressionsOf(ctx, "email", [`${canary}@EXAMPLE.jp`, "other@example.jp"]),
  )
  expect([...blocked.entries()]).toMatchObject([[`${canary}@EXAMPLE.jp`, [{ scope: "all", reason: "erased" }]]])
  expect(await inTransaction(ctx, (ctx) => clusterOf(ctx, again.customerId))).toEqual([again.customerId])
})

test("S62 a person who was erased is known to have been here, without saying who", async () => {
  const ctx = await testContext()
  const { customerId } = await resolveCustomer(ctx, {
    identities: identities.slice(0, 1),
    source: "shop",
    at: ctx.now(),
  })
  const asked = () => inTransaction(ctx, (ctx) => erasedAt(ctx, identities))
  expect(await asked()).toBe(null)
  await eraseCustomer(ctx, customerId, "by request")
  expect(await asked()).toEqual(ctx.now())
})

test("A17 S72 the export of one person holds all that was said of them and by whom, and nothing of anybody else", async () => {
  const ctx = await testContext()
  const customerId = await plant(ctx)
  await resolveCustomer(ctx, {
    identities: [{ kind: "email", issuer: "", value: "other@example.jp" }],
    profile: { familyName: "別人" },
    source: "shop",
    at: ctx.now(),
  })
  const exported = await exportCustomer(ctx, customerId)
  expect(Object.keys(exported)).toEqual(
    expect.arrayContaining(["customer", "ids", "said", "identities", "consents", "merges"]),
  )
  const text = JSON.stringify(exported)
  expect(text).toContain(`${canary}@example.jp`)
  expect(text).toContain("203.0.113.77")
  expect(text).not.toContain("別人")
})
