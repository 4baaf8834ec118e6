import { expect, test } from "vitest"
import { type Context, inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { customerById, type Identity, mergeCustomers, resolveCustomer, unmergeCustomer } from "./index.ts"
import { selectRoot } from "./storage-roots.ts"

const email = (value: string): Identity => ({ kind: "email", issuer: "", value: `${value}@customer.example` })
const day = (text: string) => new Date(`${text}T00:00:00Z`)

const told = async (ctx: Context, who: string, at: string) =>
  (
    await inTransaction(ctx, (ctx) =>
      resolveCustomer(ctx, { identities: [email(who)], profile: {}, source: "shopify", at: day(at) }),
    )
  ).customerId
const firstSeen = async (ctx: Context, customerId: string) =>
  (await inTransaction(ctx, (ctx) => customerById(ctx, customerId)))?.firstSeenAt

test.each([
  [["2026-03-01", "2024-05-05", "2025-01-01"]],
  [["2024-05-05", "2026-03-01", "2025-01-01"]],
  [["2025-01-01", "2026-03-01", "2024-05-05"]],
])("G8 a person is known since the earliest fact, in whatever order facts come: %j", async (dates) => {
  const ctx = await testContext()
  const ids = new Set<string>()
  for (const at of dates) ids.add(await told(ctx, "hanako", at))
  expect(ids.size).toBe(1)
  expect(await firstSeen(ctx, [...ids][0] ?? "")).toEqual(day("2024-05-05"))
})

test("A07 X11 merged people are known since the earlier of the two, also by what is told later, and apart again each by their own", async () => {
  const ctx = await testContext()
  const [hanako, h] = [await told(ctx, "hanako", "2026-01-01"), await told(ctx, "h", "2025-06-01")]
  await mergeCustomers(ctx, h, hanako)
  expect(await firstSeen(ctx, hanako)).toEqual(day("2025-06-01"))
  // A fact from before is told to the one that they are now.
  expect(await told(ctx, "h", "2024-04-01")).toBe(hanako)
  expect(await firstSeen(ctx, hanako)).toEqual(day("2024-04-01"))
  await unmergeCustomer(ctx, h)
  expect(await firstSeen(ctx, hanako)).toEqual(day("2024-04-01"))
  expect(await firstSeen(ctx, h)).toEqual(day("2025-06-01"))
})

test("A07 X11 what nobody told since is undone with the merge", async () => {
  const ctx = await testContext()
  const [hanako, h] = [await told(ctx, "hanako", "2026-01-01"), await told(ctx, "h", "2025-06-01")]
  await mergeCustomers(ctx, h, hanako)
  await unmergeCustomer(ctx, h)
  expect([await firstSeen(ctx, hanako), await firstSeen(ctx, h)]).toEqual([day("2026-01-01"), day("2025-06-01")])
})

test("G8 a fact from before that says nothing of the person lowers it, too", async () => {
  const ctx = await testContext()
  const visitor = (at: string) =>
    inTransaction(ctx, (ctx) =>
      resolveCustomer(ctx, {
        identities: [{ kind: "anonymous", issuer: "", value: "anon-1" }],
        source: "web",
        at: day(at),
      }),
    )
  const { customerId } = await visitor("2026-03-01")
  await visitor("2026-02-01")
  await visitor("2026-04-01")
  expect(await firstSeen(ctx, customerId)).toEqual(day("2026-02-01"))
})

test("G8 that somebody was there earlier rewrites nothing that is shown, and is announced only when the day is another", async () => {
  const ctx = await testContext()
  const announced: string[] = []
  const reactionsTo = (name: string) => {
    announced.push(name)
    return []
  }
  const listening = { ...ctx, product: { ...ctx.product, reactionsTo } }
  const visit = (at: string) =>
    inTransaction(listening, (ctx) =>
      resolveCustomer(ctx, {
        identities: [{ kind: "anonymous", issuer: "", value: "anon-1" }],
        source: "web",
        at: new Date(at),
      }),
    )
  const { customerId } = await visit("2026-03-01T09:00:00Z")
  const shown = async () => {
    const row = await inTransaction(ctx, (ctx) => selectRoot(ctx, customerId))
    return [row?.revision, row?.updatedAt]
  }
  const before = await shown()
  announced.length = 0
  await visit("2026-03-01T08:00:00Z")
  expect(await firstSeen(ctx, customerId)).toEqual(new Date("2026-03-01T08:00:00Z"))
  expect(announced).toEqual([])
  // In Tokyo, this was the day before.
  await visit("2026-02-28T14:00:00Z")
  expect(announced).toEqual(["customers.changed"])
  expect(await shown()).toEqual(before)
})
