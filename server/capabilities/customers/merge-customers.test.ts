import fc from "fast-check"
import { expect, test } from "vitest"
import { type Context, inTransaction } from "#kernel/context"
import { when } from "#kernel/events"
import { assemble } from "#kernel/product"
import { type TestContext, testContext } from "#testing/context"
import { patiently } from "#testing/patiently"
import { customers } from "./capability.ts"
import {
  clusterOf,
  consentState,
  customerById,
  customerMerged,
  customerUnmerged,
  type Identity,
  keepApart,
  mergeCandidates,
  mergeCustomers,
  previewMerge,
  recordConsent,
  resolveCustomer,
  searchCustomers,
  unmergeCustomer,
} from "./index.ts"
import { selectHolding } from "./storage-consents.ts"
import { selectIdentities } from "./storage-identities.ts"

const at = new Date("2026-03-01T00:00:00Z")
const email = (value: string): Identity => ({ kind: "email", issuer: "", value })
const shop = (value: string): Identity => ({ kind: "shop", issuer: "shopify:1", value })

const make = async (ctx: Context, identities: Identity[], profile = {}, later = 0) =>
  (await resolveCustomer(ctx, { identities, profile, source: "shopify", at: new Date(at.getTime() + later) }))
    .customerId

const consent = (
  ctx: TestContext,
  customerId: string,
  state: "given" | "withdrawn",
  channel: "email" | "line" = "email",
) =>
  recordConsent(ctx, {
    customerId,
    channel,
    purpose: "marketing",
    state,
    source: "opt-in-page",
    at: ctx.now(),
    wording: "v3",
    ip: "203.0.113.7",
  })

const marketing = (ctx: Context, customerId: string) =>
  inTransaction(ctx, (ctx) => consentState(ctx, customerId, "email", "marketing"))
const seen = (ctx: Context, customerId: string) => inTransaction(ctx, (ctx) => customerById(ctx, customerId))

/** All that a person is made of, to compare before and after. */
const portrait = (ctx: Context, customerId: string) =>
  inTransaction(ctx, async (ctx) => ({
    customer: await customerById(ctx, customerId),
    cluster: await clusterOf(ctx, customerId),
    identities: await selectIdentities(ctx, customerId),
    holding: await selectHolding(ctx, customerId),
    found: (await searchCustomers(ctx, { query: "渡辺", limit: 9 })).items.length,
  }))

test("X11 A07 a dry run tells what a merge will do, the merge does it, the un-merge gives everything back", async () => {
  const ctx = await testContext()
  const a = await make(ctx, [email("a@example.jp")], { familyName: "渡辺", givenName: "綾", phone: "090-1111-2222" })
  const b = await make(
    ctx,
    [shop("7"), email("b@example.jp")],
    { familyName: "渡邉", givenName: "綾", language: "en" },
    1000,
  )
  await consent(ctx, a, "given")
  await consent(ctx, b, "withdrawn")
  const before = [await portrait(ctx, a), await portrait(ctx, b)]

  const preview = await previewMerge(ctx, b, a)
  expect(preview).toMatchObject({
    profiles: 2,
    result: { familyName: "渡邉", email: "a@example.jp", phone: "090-1111-2222" },
  })
  expect(preview.differences.map((d) => d.field)).toEqual(
    expect.arrayContaining(["familyName", "email", "displayName"]),
  )
  expect(preview.consents).toEqual([
    { channel: "email", purpose: "marketing", from: "withdrawn", into: "given", result: "withdrawn" },
  ])
  expect([await portrait(ctx, a), await portrait(ctx, b)]).toEqual(before)

  ctx.pass(60_000)
  await mergeCustomers(ctx, b, a)
  expect(await seen(ctx, b)).toMatchObject({
    customerId: a,
    familyName: "渡邉",
    language: "en",
    phone: "090-1111-2222",
  })
  expect(await marketing(ctx, b)).toBe("withdrawn")
  expect(await resolveCustomer(ctx, { identities: [shop("7")], source: "web", at })).toEqual({
    customerId: a,
    created: false,
  })
  expect((await inTransaction(ctx, (ctx) => searchCustomers(ctx, { query: "わた", limit: 9 }))).items).toHaveLength(0)
  expect((await inTransaction(ctx, (ctx) => searchCustomers(ctx, { query: "渡辺", limit: 9 }))).items).toHaveLength(1)

  await unmergeCustomer(ctx, b)
  expect([await portrait(ctx, a), await portrait(ctx, b)]).toEqual(before)
})

test("X11 what is learned while two are one stays with the one it was said of, and a refusal counts for both", async () => {
  const ctx = await testContext()
  const a = await make(ctx, [email("a@example.jp")], { givenName: "綾" })
  const b = await make(ctx, [shop("7")], { givenName: "花" })
  await consent(ctx, a, "given")
  await consent(ctx, b, "given")
  ctx.pass(1000)
  await mergeCustomers(ctx, b, a)
  ctx.pass(1000)
  await make(ctx, [shop("7"), { kind: "line", issuer: "line:1", value: "U1" }], { zone: "Asia/Seoul" }, 5000)
  await consent(ctx, b, "withdrawn")
  ctx.pass(1000)
  await unmergeCustomer(ctx, b)
  expect(await seen(ctx, a)).toMatchObject({ givenName: "綾", zone: "Asia/Seoul" })
  expect(await seen(ctx, b)).toMatchObject({ givenName: "花", zone: null })
  expect([await marketing(ctx, a), await marketing(ctx, b)]).toEqual(["withdrawn", "withdrawn"])
})

test("X11 a profile in the middle of a chain takes along those who came with it", async () => {
  const ctx = await testContext()
  const [a, b, c] = [
    await make(ctx, [shop("1")], { givenName: "a" }),
    await make(ctx, [shop("2")], { givenName: "b" }),
    await make(ctx, [shop("3")], { givenName: "c" }),
  ]
  await consent(ctx, c, "withdrawn")
  await mergeCustomers(ctx, c, b)
  await mergeCustomers(ctx, b, a)
  expect(await inTransaction(ctx, (ctx) => clusterOf(ctx, c))).toEqual([a, b, c])
  expect(await marketing(ctx, a)).toBe("withdrawn")
  await unmergeCustomer(ctx, b)
  expect(await inTransaction(ctx, (ctx) => clusterOf(ctx, c))).toEqual([b, c])
  expect([await marketing(ctx, a), await marketing(ctx, b)]).toEqual(["none", "withdrawn"])
  expect(await resolveCustomer(ctx, { identities: [shop("3")], source: "web", at })).toMatchObject({ customerId: b })
})

test("X11 those whom somebody has separated are not merged again by the next fact, but by somebody", async () => {
  const ctx = await testContext()
  const a = await make(ctx, [email("a@example.jp")])
  const b = await make(ctx, [shop("7")])
  await make(ctx, [shop("7"), email("a@example.jp")])
  const [loser] = (await inTransaction(ctx, (ctx) => clusterOf(ctx, a))).slice(1)
  await unmergeCustomer(ctx, loser ?? "")
  await make(ctx, [shop("7"), email("a@example.jp")])
  expect(await inTransaction(ctx, (ctx) => clusterOf(ctx, a))).toEqual([a])
  await mergeCustomers(ctx, b, a)
  expect(await inTransaction(ctx, (ctx) => clusterOf(ctx, b))).toEqual([a, b])
})

test("A07 two who share a phone are put up for review; kept apart they stay so", async () => {
  const ctx = await testContext()
  const phone: Identity = { kind: "phone", issuer: "", value: "０９０ー１２３４ー５６７８" }
  const a = await make(ctx, [email("a@example.jp"), phone])
  const b = await make(ctx, [email("b@example.jp"), phone])
  await make(ctx, [email("b@example.jp"), phone])
  const list = () => inTransaction(ctx, (ctx) => mergeCandidates(ctx, { limit: 10 }))
  const { items } = await list()
  expect(items).toMatchObject([{ evidence: { shared: { kind: "phone" } } }])
  expect([items[0]?.oneId, items[0]?.otherId].sort()).toEqual([a, b].sort())
  await keepApart(ctx, a, b)
  expect((await list()).items).toEqual([])
  await make(ctx, [email("b@example.jp"), phone])
  expect((await list()).items).toEqual([])
})

test("A07 the others hear of merges and of their undoing", async () => {
  const heard: unknown[] = []
  const listener = {
    name: "listener",
    reactions: [
      when(customerMerged, async (_ctx, m) => void heard.push(["merged", m])),
      when(customerUnmerged, async (_ctx, m) => void heard.push(["unmerged", m])),
    ],
  }
  const ctx = await testContext({ product: assemble([customers, listener], { plugs: [], wake: () => {} }) })
  const [a, b] = [await make(ctx, [shop("1")]), await make(ctx, [shop("2")])]
  await mergeCustomers(ctx, b, a)
  await unmergeCustomer(ctx, b)
  expect(heard).toEqual([
    ["merged", { from: b, into: a }],
    ["unmerged", { from: b, into: a }],
  ])
})

test("X11 nobody is merged with themselves, with a stranger, or un-merged twice", async () => {
  const ctx = await testContext()
  const [a, b] = [await make(ctx, [shop("1")]), await make(ctx, [shop("2")])]
  await expect(mergeCustomers(ctx, a, a)).rejects.toMatchObject({ code: "customers.SamePerson" })
  await expect(mergeCustomers(ctx, a, ctx.id())).rejects.toMatchObject({ code: "customers.Unknown" })
  await expect(unmergeCustomer(ctx, b)).rejects.toMatchObject({ code: "customers.NotMerged" })
  const other = await testContext()
  await expect(mergeCustomers(other, a, b)).rejects.toMatchObject({ code: "customers.Unknown" })
})

test("F71 X11 merges, un-merges, words and refusals of four people at once leave nobody lost, and undone they are as before", async () => {
  const step = fc.record({
    verb: fc.constantFrom("merge", "unmerge", "withdraw", "say"),
    one: fc.nat(3),
    other: fc.nat(3),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12 }), async (steps) => {
      const ctx = await testContext()
      const ids = await Promise.all([0, 1, 2, 3].map((i) => make(ctx, [shop(`s${i}`)], { givenName: `p${i}` })))
      const id = (i: number) => ids[i] ?? ""
      ctx.pass(1000)
      const refused = new Set<string>()
      const run = async ({ verb, one, other }: (typeof steps)[number]) => {
        if (verb === "merge") await mergeCustomers(ctx, id(one), id(other))
        if (verb === "unmerge") await unmergeCustomer(ctx, id(one))
        if (verb === "withdraw") await consent(ctx, id(one), "withdrawn").then(() => refused.add(id(one)))
        if (verb === "say") await make(ctx, [shop(`s${one}`)], { language: "en" }, 10)
      }
      const ended = await Promise.allSettled(steps.map((step) => patiently(() => run(step))))
      for (const end of ended)
        if (end.status === "rejected")
          expect(["customers.SamePerson", "customers.NotMerged"]).toContain(end.reason.code)
      for (const person of refused) expect(await marketing(ctx, person)).toBe("withdrawn")
      const clusters = await Promise.all(ids.map((person) => inTransaction(ctx, (ctx) => clusterOf(ctx, person))))
      expect(new Set(clusters.flat())).toEqual(new Set(ids))
      for (const [root, ...merged] of clusters)
        for (const one of merged) expect((await seen(ctx, one))?.customerId).toBe(root)
      for (const person of ids) await unmergeCustomer(ctx, person).catch(() => undefined)
      for (const [i, person] of ids.entries()) {
        const found = await seen(ctx, person)
        expect(found).toMatchObject({ customerId: person, givenName: `p${i}` })
        const identities = await inTransaction(ctx, (ctx) => selectIdentities(ctx, person))
        expect(identities.map((one) => one.valueKey)).toEqual([`s${i}`])
      }
    }),
    { numRuns: 8 },
  )
}, 120_000)
