import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { patiently } from "#testing/patiently"
import { clusterOf, customerById, type Identity, resolveCustomer, resolveCustomers } from "./index.ts"

const at = new Date("2026-03-01T00:00:00Z")
const email = (value: string): Identity => ({ kind: "email", issuer: "", value })
const shop = (value: string): Identity => ({ kind: "shop", issuer: "shopify:1", value })
const anonymous = (value: string): Identity => ({ kind: "anonymous", issuer: "web", value })

test("A05 a visitor has a profile before anything is known, and keeps it when they say who they are", async () => {
  const ctx = await testContext()
  const visitor = await resolveCustomer(ctx, { identities: [anonymous("v1")], source: "web", at })
  expect(visitor.created).toBe(true)
  const buyer = await resolveCustomer(ctx, {
    identities: [anonymous("v1"), email("Aya@example.jp")],
    profile: { familyName: "渡邉", givenName: "綾" },
    source: "shopify",
    at,
  })
  expect(buyer).toEqual({ customerId: visitor.customerId, created: false })
  const found = await inTransaction(ctx, (ctx) => customerById(ctx, visitor.customerId))
  expect(found).toMatchObject({
    displayName: "渡邉 綾",
    email: "Aya@example.jp",
    known: true,
    language: "ja",
    mergedInto: null,
  })
})

test("A07 two people who turn out to be one are merged; the older profile stays", async () => {
  const ctx = await testContext()
  const known = await resolveCustomer(ctx, { identities: [email("a@example.jp")], source: "web", at })
  ctx.pass(1000)
  const other = await resolveCustomer(ctx, { identities: [shop("1"), anonymous("v2")], source: "shopify", at })
  const both = await resolveCustomer(ctx, { identities: [shop("1"), email("a@example.jp")], source: "shopify", at })
  expect(both).toEqual({ customerId: known.customerId, created: false })
  await inTransaction(ctx, async (ctx) => {
    expect(await customerById(ctx, other.customerId)).toMatchObject({ customerId: known.customerId })
    expect(await clusterOf(ctx, other.customerId)).toEqual([known.customerId, other.customerId])
  })
})

test("A07 F14 32 at once with one mail make one customer", async () => {
  const ctx = await testContext()
  const all = await Promise.all(
    Array.from({ length: 32 }, (_, i) =>
      patiently(() =>
        resolveCustomer(ctx, { identities: [email("same@example.jp"), shop(`s${i}`)], source: "web", at }),
      ),
    ),
  )
  expect(new Set(all.map((one) => one.customerId)).size).toBe(1)
  expect(all.filter((one) => one.created)).toHaveLength(1)
})

test("J24 J22 phone and name are compared in any spelling and kept as they were given", async () => {
  const ctx = await testContext()
  const phone = (value: string): Identity => ({ kind: "phone", issuer: "", value, verified: true })
  const one = await resolveCustomer(ctx, {
    identities: [phone("０９０‐１２３４－５６７８")],
    profile: { familyName: "\u{FA19}田", phone: "０９０‐１２３４－５６７８" },
    source: "pos",
    at,
  })
  const two = await resolveCustomer(ctx, { identities: [phone("+81 90 1234 5678")], source: "pos", at })
  expect(two).toEqual({ customerId: one.customerId, created: false })
  const found = await inTransaction(ctx, (ctx) => customerById(ctx, one.customerId))
  expect(found).toMatchObject({ familyName: "\u{FA19}田", phone: "０９０‐１２３４－５６７８" })
})

test("J23 an address is kept as written and changes as a whole", async () => {
  const ctx = await testContext()
  const lives = (address: object, minutes: number) =>
    resolveCustomer(ctx, {
      identities: [email("a@example.jp")],
      profile: {
        address: {
          country: "JP",
          postalCode: null,
          prefecture: null,
          city: null,
          street: null,
          building: null,
          company: null,
          ...address,
        },
      },
      source: "shop",
      at: new Date(at.getTime() + minutes * 60_000),
    })
  const { customerId } = await lives(
    { postalCode: "498-0000", prefecture: "三重県", street: "１－２－３", building: "コーポ霞ヶ関" },
    1,
  )
  await lives({ postalCode: "1500001", prefecture: "東京都", street: "神宮前一丁目二番三号" }, 2)
  const found = await inTransaction(ctx, (ctx) => customerById(ctx, customerId))
  expect(found?.address).toMatchObject({ prefecture: "東京都", street: "神宮前一丁目二番三号", building: null })
})

test("A07 many facts at once answer in their order, and one that names nobody is said by its place", async () => {
  const ctx = await testContext()
  const facts = [email("b@example.jp"), anonymous("v"), email("B@EXAMPLE.jp"), shop("9")].map((identity) => ({
    identities: [identity],
    source: "web",
    at,
  }))
  const answers = await resolveCustomers(ctx, facts)
  expect(answers.map((one) => one.created)).toEqual([true, true, false, true])
  expect(answers[2]?.customerId).toBe(answers[0]?.customerId)
  const nobody = resolveCustomers(ctx, [...facts, { identities: [shop("null"), email("no mail")], source: "web", at }])
  await expect(nobody).rejects.toMatchObject({
    code: "customers.NoIdentity",
    status: 422,
    details: { field: "facts[4].identities" },
  })
})

test("A07 a fact that changes nothing costs one statement, new people six, however many there are", async () => {
  const ctx = await testContext()
  let statements = 0
  const counted = {
    ...ctx,
    db: ctx.db.withPlugin({
      transformQuery: ({ node }) => (statements++, node),
      transformResult: async ({ result }) => result,
    }),
  }
  const facts = Array.from({ length: 50 }, (_, i) => ({
    identities: [email(`p${i}@example.jp`), shop(`c${i}`)],
    profile: { familyName: "森" },
    source: "shop",
    at,
  }))
  const cost = async (work: () => Promise<unknown>) => {
    statements = 0
    await work()
    return statements - 1 // the transaction names its brand
  }
  // Five of their own, and one by which the programme is asked whether it wants to hear of it.
  expect(await cost(() => resolveCustomers(counted, facts))).toBe(6)
  expect(await cost(() => resolveCustomers(counted, facts))).toBe(1)
  expect(
    await cost(() =>
      resolveCustomer(counted, {
        ...facts[7],
        identities: facts[7]?.identities ?? [],
        source: "shop",
        at: new Date(at.getTime() + 1),
      }),
    ),
  ).toBe(2)
})

test("F50 a clock that runs ahead does not outrank what is said until then", async () => {
  const ctx = await testContext({ at: "2026-04-01T00:00:00Z" })
  const named = (familyName: string, when: string) =>
    resolveCustomer(ctx, {
      identities: [email("a@example.jp")],
      profile: { familyName },
      source: "web",
      at: new Date(when),
    })
  const { customerId } = await named("未来", "2036-01-01T00:00:00Z")
  ctx.pass(60_000)
  await named("今", "2026-04-01T00:01:00Z")
  expect(await inTransaction(ctx, (ctx) => customerById(ctx, customerId))).toMatchObject({ familyName: "今" })
})
