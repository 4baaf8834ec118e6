import { sql } from "kysely"
import { expect, test } from "vitest"
import { type Context, inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { eraseCustomer, mergeCustomers, resolveCustomer, resolveCustomers, unmergeCustomer } from "./index.ts"
import { memoryOf, nameOf, recall } from "./remembered.ts"

const factOf = (ctx: Context, value: string) => ({
  identities: [{ kind: "external" as const, issuer: "", value }],
  source: "test",
  at: ctx.now(),
})
const known = async (ctx: Context, value: string) => (await resolveCustomer(ctx, factOf(ctx, value))).customerId
const firstSeen = (ctx: Context, customerId: string) =>
  sql`select first_seen_at as at from customers.profiles where customer_id = ${customerId}`.execute(ctx.db)
const remembered = (ctx: Context, value: string) =>
  inTransaction(ctx, async (ctx) => recall(await memoryOf(ctx), nameOf(factOf(ctx, value)) ?? "")?.customerId)

test("who was asked for twice is remembered, until an identity goes to somebody else: merged, parted, erased", async () => {
  const ctx = await testContext()
  const [a, b] = [await known(ctx, "a"), await known(ctx, "b")]
  expect(await remembered(ctx, "a")).toBeUndefined()
  expect(await known(ctx, "a")).toBe(a)
  expect(await remembered(ctx, "a")).toBe(a)

  await mergeCustomers(ctx, a, b)
  expect(await remembered(ctx, "a")).toBeUndefined()
  expect([await known(ctx, "a"), await known(ctx, "a"), await remembered(ctx, "a")]).toEqual([b, b, b])
  await unmergeCustomer(ctx, a)
  expect([await known(ctx, "a"), await known(ctx, "a"), await known(ctx, "b")]).toEqual([a, a, b])
  await eraseCustomer(ctx, a, "asked")
  const fresh = await known(ctx, "a")
  expect([a, b]).not.toContain(fresh)
  expect(await known(ctx, "a")).toBe(fresh)
})

test("what a transaction has seen that comes to nothing is not remembered", async () => {
  const ctx = await testContext()
  const lost = inTransaction(ctx, async (ctx) => {
    await resolveCustomers(ctx, [factOf(ctx, "a")])
    await resolveCustomers(ctx, [factOf(ctx, "a")])
    throw new Error("taken back")
  })
  await expect(lost).rejects.toThrow("taken back")
  expect(await remembered(ctx, "a")).toBeUndefined()
})

test("A05 a fact from before somebody was known is told to the database, and so is whatever says more than who", async () => {
  const ctx = await testContext()
  const a = await known(ctx, "a")
  await known(ctx, "a")
  expect(await remembered(ctx, "a")).toBe(a)
  const before = { ...factOf(ctx, "a"), at: new Date(ctx.now().getTime() - 86_400_000) }
  expect(await resolveCustomer(ctx, before)).toEqual({ customerId: a, created: false })
  const { rows } = await inTransaction(ctx, (ctx) => firstSeen(ctx, a))
  expect(rows).toEqual([{ at: before.at }])
  const pair = ["a", "b"].map((value) => ({ kind: "external" as const, issuer: "", value }))
  const [first, second] = pair.map((one) => nameOf({ ...before, identities: [one] }))
  const posing = { kind: "external" as const, issuer: "", value: `${first}${second}`.slice(14) }
  expect(nameOf({ ...before, identities: [posing] })).not.toBe(nameOf({ ...before, identities: pair }))
  expect(nameOf({ ...before, profile: { givenName: "花子" } })).toBeUndefined()
  expect(nameOf({ ...before, identities: [{ kind: "email", issuer: "", value: "a@example.jp" }] })).toBeUndefined()
})
