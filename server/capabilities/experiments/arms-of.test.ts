import { beforeAll, expect, test } from "vitest"
import { eraseCustomer, exportCustomer, mergeCustomers, resolveCustomers, unmergeCustomer } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { armsOf, ensureExperiment, knownArmsOf, wholeBrand, wouldBeArmsOf } from "./index.ts"
import { changeExperimentSettings, experimentSettings } from "./settings.ts"
import { selectArmsOf } from "./storage.ts"

let ctx: TestContext
let ids: string[]

beforeAll(async () => {
  ctx = await testContext()
  ids = await people(ctx, "a", 300)
})

async function people(ctx: Context, name: string, count: number): Promise<string[]> {
  const facts = Array.from({ length: count }, (_, i) => ({
    identities: [{ kind: "email" as const, issuer: "", value: `${name}${i}@example.jp` }],
    profile: {},
    source: "test",
    at: ctx.now(),
  }))
  return (await inTransaction(ctx, (ctx) => resolveCustomers(ctx, facts))).map((one) => one.customerId)
}

const flow = (id: string) => ({ kind: "flow" as const, id })
const rowsOf = (id: string) => inTransaction(ctx, (ctx) => selectArmsOf(ctx, [id]))

test("M25 an arm is written down before the decision and stays, whatever the share becomes", async () => {
  await ensureExperiment(ctx, { ...flow("sticky"), holdoutBp: 2_000 })
  const foreseen = await wouldBeArmsOf(ctx, flow("sticky"), ids)
  expect((await knownArmsOf(ctx, flow("sticky"), ids)).size).toBe(0)
  const first = await armsOf(ctx, flow("sticky"), ids)
  expect(first).toEqual(foreseen)
  expect(first.size).toBe(300)
  const held = [...first.values()].filter((arm) => arm === "holdout").length
  expect(held).toBeGreaterThan(30)
  expect(held).toBeLessThan(95)

  // Published again, under another share, by another process.
  await ensureExperiment(ctx, { ...flow("sticky"), holdoutBp: 0, name: { ja: "お礼", en: "Thanks" } })
  const later = await people(ctx, "later", 20)
  ctx.pass(86_400_000)
  const again = await armsOf(ctx, flow("sticky"), [...ids, ...later])
  expect(new Map(ids.map((id) => [id, again.get(id)]))).toEqual(first)
  expect(new Set(later.map((id) => again.get(id)))).toEqual(new Set(["treated"]))
})

test("M25 those who ask at the same moment are told the same", async () => {
  await ensureExperiment(ctx, { ...flow("race"), holdoutBp: 5_000, arms: [{ name: "a", weight: 1 }] })
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, i) => armsOf(ctx, flow("race"), i % 2 ? ids : ids.toReversed())),
  )
  for (const answer of answers) expect(Object.fromEntries(answer)).toEqual(Object.fromEntries(answers[0] ?? new Map()))
})

test("M25 a share is another's to make: unknown experiments are refused, strangers are missing", async () => {
  await expect(armsOf(ctx, flow("nobody made it"), ids)).rejects.toThrow("experiments.Unknown")
  await expect(ensureExperiment(ctx, { ...flow("bad"), holdoutBp: 10_000 })).rejects.toThrow()
  await ensureExperiment(ctx, { ...flow("strangers"), holdoutBp: 0 })
  expect((await armsOf(ctx, flow("strangers"), [ctx.id()])).size).toBe(0)
  const other = await testContext()
  expect((await armsOf(other, wholeBrand, ids)).size).toBe(0)
})

test("M25 F72 whoever was assigned first says the arm of a merged person, and parting gives each their own back", async () => {
  const [one = "", two = "", three = ""] = await people(ctx, "m", 3)
  await ensureExperiment(ctx, { ...flow("merge"), holdoutBp: 9_000 })
  await armsOf(ctx, flow("merge"), [one])
  ctx.pass(1_000)
  await ensureExperiment(ctx, { ...flow("merge"), holdoutBp: 0 })
  await armsOf(ctx, flow("merge"), [two])
  const early = (await armsOf(ctx, flow("merge"), [one])).get(one)
  expect((await armsOf(ctx, flow("merge"), [two])).get(two)).toBe("treated")

  await mergeCustomers(ctx, one, two)
  expect(Object.fromEntries(await armsOf(ctx, flow("merge"), [one, two]))).toEqual({ [one]: early, [two]: early })
  expect(await rowsOf(two)).toMatchObject([{ id: "merge", arm: early }])
  expect(await rowsOf(one)).toEqual([])

  // Into somebody who was in nothing yet.
  await mergeCustomers(ctx, two, three)
  expect((await armsOf(ctx, flow("merge"), [three])).get(three)).toBe(early)
  expect(await rowsOf(three)).toHaveLength(1)

  await unmergeCustomer(ctx, one)
  expect(await rowsOf(one)).toHaveLength(1)
  expect(await rowsOf(three)).toHaveLength(1)
})

test("M25 F96 an erased person is in nothing any more, and her own request says where she was", async () => {
  const [one = ""] = await people(ctx, "e", 1)
  await ensureExperiment(ctx, { ...flow("erase"), holdoutBp: 1_000 })
  await armsOf(ctx, flow("erase"), [one])
  expect(await exportCustomer(ctx, one)).toMatchObject({ experiments: { arms: [{ kind: "flow", id: "erase" }] } })
  await eraseCustomer(ctx, one, "asked")
  expect(await rowsOf(one)).toEqual([])
})

test("X02 the whole brand keeps nobody apart until it says so", async () => {
  expect((await experimentSettings(ctx)).holdoutBp).toBe(1_000)
  expect(new Set((await armsOf(ctx, wholeBrand, ids)).values())).toEqual(new Set(["treated"]))
  const settings = { ...(await experimentSettings(ctx)), brandHoldoutBp: 3_000 }
  await changeExperimentSettings(ctx, settings, 0)
  expect(new Set((await armsOf(ctx, wholeBrand, ids)).values())).toEqual(new Set(["treated", "holdout"]))
  await expect(changeExperimentSettings(ctx, settings, 0)).rejects.toThrow("brands.SettingsMoved")
})
