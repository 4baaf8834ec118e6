import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { resolveCustomer, resolveCustomers, searchCustomers } from "./index.ts"
import type { IdentityFact } from "./model.ts"

const at = new Date("2026-03-01T00:00:00Z")
const person = (email: string, profile: NonNullable<IdentityFact["profile"]>): IdentityFact => ({
  identities: [{ kind: "email", issuer: "", value: email }],
  profile,
  source: "test",
  at,
})

async function found(ctx: TestContext, query: string): Promise<(string | null)[]> {
  const { items } = await inTransaction(ctx, (ctx) => searchCustomers(ctx, { query, limit: 50 }))
  return items.map((customer) => customer.email).sort()
}

test("F11 J22 渡邉 is found by わたなべ, ワタナベ, watanabe, 渡辺, mail and phone, in any order", async () => {
  const ctx = await testContext()
  await resolveCustomer(
    ctx,
    person("aya.w@example.jp", {
      familyName: "渡邉",
      givenName: "綾子",
      familyKana: "ワタナベ",
      givenKana: "アヤコ",
      phone: "090-1234-5678",
    }),
  )
  await resolveCustomer(
    ctx,
    person("k.sato@example.jp", { familyName: "佐藤", givenName: "健", familyKana: "さとう", givenKana: "けん" }),
  )
  const queries = [
    "渡邉",
    "渡辺",
    "わたなべ",
    "ワタナベ",
    "ﾜﾀﾅﾍﾞ",
    "watanabe",
    "Watanabe Ayako",
    "綾子 渡邉",
    "渡邉綾子",
    "わた あや",
    "aya.w@",
    "AYA.W@EXAMPLE.JP",
    "aya.w",
    "09012345678",
    "090-1234",
    "+8190",
    "5678",
    "０９０ー１２３４",
  ]
  for (const query of queries) expect([query, await found(ctx, query)]).toEqual([query, ["aya.w@example.jp"]])
  expect(await found(ctx, "さとう")).toEqual(["k.sato@example.jp"])
  expect(await found(ctx, "渡邉 佐藤")).toEqual([])
  expect(await found(ctx, "。。。")).toEqual([])
  expect(await found(ctx, "")).toHaveLength(2)
})

test("F11 S04 odd words in a search find nobody and break nothing", async () => {
  const ctx = await testContext()
  await resolveCustomer(ctx, person("a@example.jp", { familyName: "森" }))
  for (const query of ["' or 1=1 --", "%", "_", "\\", "{{7*7}}", "a'b\"c;", "(", "\u{10FFFF}", "𠮷", "x".repeat(5_000)])
    expect(await found(ctx, query)).toEqual([])
})

test("F11 a name that changed is found by the new one only", async () => {
  const ctx = await testContext()
  await resolveCustomer(ctx, person("a@example.jp", { familyName: "森", givenName: "花" }))
  await resolveCustomer(ctx, {
    ...person("a@example.jp", { familyName: "林", givenName: "花" }),
    at: new Date(at.getTime() + 1),
  })
  expect(await found(ctx, "森")).toEqual([])
  expect(await found(ctx, "林")).toEqual(["a@example.jp"])
})

test("F11 a list is read page by page without gaps or doubles, and visitors only when asked for", async () => {
  const ctx = await testContext()
  for (let i = 0; i < 7; i++) await resolveCustomer(ctx, person(`p${i}@example.jp`, { familyName: "森" }))
  await resolveCustomer(ctx, { identities: [{ kind: "anonymous", issuer: "web", value: "v" }], source: "web", at })
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await inTransaction(ctx, (tx) => searchCustomers(tx, { query: "森", limit: 3, cursor }))
    seen.push(...page.items.map((c) => c.customerId))
    cursor = page.cursor ?? undefined
  } while (cursor)
  expect(seen).toHaveLength(7)
  expect(new Set(seen).size).toBe(7)
  expect(await inTransaction(ctx, (tx) => searchCustomers(tx, { limit: 50 }))).toMatchObject({ items: { length: 7 } })
  expect(await inTransaction(ctx, (tx) => searchCustomers(tx, { limit: 50, withUnknown: true }))).toMatchObject({
    items: { length: 8 },
  })
})

test("F11 a word that very many people have finds the newest of them, alone and beside another", async () => {
  const ctx = await testContext()
  const crowd = Array.from({ length: 5_200 }, (_, i) =>
    person(`m${i}@example.jp`, {
      familyName: "森",
      givenName: i % 2 ? "花" : "健",
      phone: `090-1111-${String(i).padStart(4, "0")}`,
    }),
  )
  for (let i = 0; i < crowd.length; i += 1_300) await resolveCustomers(ctx, crowd.slice(i, i + 1_300))
  await resolveCustomer(ctx, person("one@example.jp", { familyName: "林", givenName: "花" }))
  const names = async (query: string) => {
    const { items } = await inTransaction(ctx, (tx) => searchCustomers(tx, { query, limit: 200 }))
    return [...new Set(items.map((customer) => customer.displayName))].sort()
  }
  expect(await names("森")).toEqual(["森 健", "森 花"].sort())
  expect(await names("森 花")).toEqual(["森 花"])
  expect(await names("m 森 0901111")).toEqual(["森 健", "森 花"].sort())
  expect(await found(ctx, "花 林")).toEqual(["one@example.jp"])
  expect(await names("m 林")).toEqual([])
}, 60_000)
