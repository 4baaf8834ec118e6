import { beforeAll, describe, expect, test } from "vitest"
import { customersByIds, eraseCustomer, resolveCustomer } from "#customers"
import { currentProgramme } from "#loyalty"
import { currentRanks, membersOf } from "#members"
import { applyOrder, applyPastOrders, type OrderSnapshot } from "#orders"
import { balancesOf } from "#points"
import { refundSale, sell, voidSale } from "#till"
import { inTransaction } from "#kernel/context"
import { allCrashpoints, watchCrashpoints } from "#kernel/crashpoint"
import { type TestContext, testContext } from "#testing/context"
import { anOrder } from "#testing/orders"
import { addToRing, changeRing, decideRing, endRing, makeRing, startRing } from "./edit-rings.ts"
import { draftPlan, livePlan } from "./ground.ts"
import { measurePublished, showMeasured } from "./measure-run.ts"
import { Assumptions } from "./model.ts"
import { bookOf } from "./model-ring.ts"
import { Numbers } from "./model-numbers.ts"
import { planOf } from "./numbers-rules.ts"
import { publishRun } from "./publish-run.ts"
import { beginRehearsal, cancelRehearsal, knownRun } from "./rehearse.ts"
import { peopleOf, showRun } from "./show-runs.ts"
import { noteFeedback, noteIssue, settleIssue, showRing } from "./show-rings.ts"
import { suggestion } from "./suggest.ts"

let ctx: TestContext
const buyers = 150
const dayMs = 86_400_000
const assumptions = Assumptions.parse({ usersBp: 10_000, leastUse: 200 })
const mailOf = (n: number) => `buyer${n}@example.jp`

/** Buyer n buys 1 + n % 3 times, 3,000 to 12,000 yen each, two months apart. */
const ordersOf = (n: number): OrderSnapshot[] =>
  Array.from({ length: 1 + (n % 3) }, (_, i) => {
    const placedAt = new Date(ctx.now().getTime() - (300 - i * 60) * dayMs)
    const unitPrice = 3_000 * (1 + (n % 4))
    return {
      ...anOrder({ externalId: `${n}-${i}`, number: `#${n}-${i}`, placedAt, updatedAt: placedAt }),
      customer: { identities: [{ kind: "email", issuer: "", value: mailOf(n) }], profile: {} },
      lines: [{ externalId: "l", sku: "S", title: "石けん", quantity: 1, unitPrice, discount: 0, taxIncluded: true }],
      totals: { goods: unitPrice, discount: 0, shipping: 0, tax: 0, paid: unitPrice, refunded: 0 },
    }
  })

async function play(numbers: Numbers | null, name = "試し"): Promise<string> {
  const { runId } = await inTransaction(ctx, async (ctx) => {
    const ground = await draftPlan(ctx)
    const draft = numbers ? planOf(numbers, ground) : ground
    return beginRehearsal(ctx, { name, draft, live: await livePlan(ctx), assumptions, days: 365 })
  })
  await ctx.drain()
  return runId
}
const numbersWith = (change: Partial<Numbers>) => Numbers.parse({ signUp: 0, ...change })

beforeAll(async () => {
  ctx = await testContext({ at: "2026-04-01T09:00:00+09:00" })
  await inTransaction(ctx, (ctx) => applyPastOrders(ctx, Array.from({ length: buyers }, (_, n) => ordersOf(n)).flat()))
})

describe("X05 a programme played over the brand's own past", () => {
  test("X05 numbers are suggested from the orders there are", async () => {
    const found = await suggestion(ctx, { days: 365, marginBp: 4_000 })
    expect(found).toMatchObject({ fromPast: true, buyers, orders: 300, isLive: false })
    expect(found.numbers.ranks).toHaveLength(4)
    expect(Numbers.parse(found.numbers)).toEqual(found.numbers)
  })

  test("X05 the wizard's numbers are played by the live rules, published as played, and compared with what comes true (H12)", async () => {
    const runId = await play(numbersWith({ perHundred: 2 }), "はじめて")
    const { run, result, isOutOfReach, canPublish } = await showRun(ctx, runId)
    expect(run).toMatchObject({ state: "done", people: buyers, orders: 300 })
    const sold = Array.from({ length: buyers }, (_, n) => ordersOf(n))
      .flat()
      .reduce((sum, { totals }) => sum + totals.goods, 0)
    expect(result?.draft).toMatchObject({ people: buyers, orders: 300, revenue: sold })
    // What is paid with points earns nothing: all sales less what was used, two points for a hundred yen.
    const { issued, used, expired, open } = result?.draft ?? {}
    expect(issued?.value).toBeCloseTo(((sold - (used?.value ?? 0)) / 100) * 2, -2)
    expect((used?.value ?? 0) + (expired?.value ?? 0) + (open?.value ?? 0)).toBeCloseTo(issued?.value ?? 0, 6)
    expect([isOutOfReach, canPublish, result?.live]).toEqual([expect.any(Boolean), true, null])

    const { version } = await publishRun(ctx, runId)
    expect(await publishRun(ctx, runId)).toEqual({ version })
    const live = await inTransaction(ctx, (ctx) => currentProgramme(ctx))
    expect(live?.programme.base).toMatchObject({ points: 2, perYen: 100 })
    await measurePublished(ctx)
    const measured = await showMeasured(ctx, runId)
    expect(measured.figures.map(({ verdict }) => verdict)).toEqual(["too-early", "too-early", "too-early", "too-early"])
    expect(measured.history).toHaveLength(1)
  })

  test("X05 a change is played beside what is live: whom it changes something for, and how", async () => {
    const runId = await play(
      numbersWith({
        perHundred: 1,
        ranks: [
          { key: "regular", name: { ja: "レギュラー", en: "Regular" }, needs: 0, bonusBp: 0 },
          { key: "gold", name: { ja: "ゴールド", en: "Gold" }, needs: 30_000, bonusBp: 5_000 },
        ],
      }),
    )
    const { result } = await showRun(ctx, runId)
    expect(result?.live?.issued.value).toBeGreaterThan(result?.draft.issued.value ?? 0)
    expect((result?.changed ?? 0) + (result?.unchanged ?? 0)).toBe(buyers)
    expect(result?.migration.reduce((sum, { people }) => sum + people, 0)).toBe(buyers)
    expect(result?.kinds.find(({ kind }) => kind === "fewer")?.people).toBe(buyers)
    const { items } = await peopleOf(ctx, runId, { limit: 10, kind: "fewer" })
    expect(items).toHaveLength(10)
    for (const { draft, live } of items) expect(draft.issued).toBeLessThan(live?.issued ?? 0)
    // The same again is the same, chance included.
    const again = await knownRunOf(runId)
    expect(again.result?.draft.people).toBe(buyers)
  })

  test("X05 H13 before publishing it is said which live ranks would change; they stay, or are replaced, as is chosen, and nothing is done unsaid", async () => {
    const names = async () =>
      (await inTransaction(ctx, (ctx) => currentRanks(ctx)))?.document.ranks.map(({ key, needs }) => [key, needs])
    const regular = { key: "regular", name: { ja: "レギュラー", en: "Regular" }, needs: 0, bonusBp: 0 }
    const best = { key: "best", name: { ja: "特別", en: "Best" }, needs: 44_000, bonusBp: 5_000 }
    const gold = { key: "gold", name: { ja: "ゴールド", en: "Gold" }, needs: 30_000, bonusBp: 2_500 }
    const first = await play(numbersWith({ perHundred: 2, ranks: [regular, gold] }))
    // Where none are live there is nothing to choose: the first ranks begin with the programme.
    expect((await showRun(ctx, first)).rankChange).toBeNull()
    await publishRun(ctx, first, "as-live")
    const before = await names()
    expect(before).toEqual([
      ["regular", 0],
      ["gold", 30_000],
    ])
    const runId = await play(numbersWith({ perHundred: 3, ranks: [regular, best] }))
    const { rankChange } = await showRun(ctx, runId)
    expect(rankChange?.ranks.find(({ key }) => key === "best")).toMatchObject({
      live: null,
      played: { needs: 44_000, benefits: [{ en: "50% more points" }] },
    })
    expect(rankChange?.ranks.filter(({ live }) => live).map(({ key, live }) => [key, live?.needs])).toEqual(before)
    // Said is nothing: neither the ranks nor the rules are touched, and it can still be published.
    await expect(publishRun(ctx, runId)).rejects.toMatchObject({
      code: "rehearsal.RanksNotChosen",
      details: { field: "ranks" },
    })
    expect(await names()).toEqual(before)
    expect((await showRun(ctx, runId)).canPublish).toBe(true)
    await publishRun(ctx, runId, "as-live")
    expect(await names()).toEqual(before)
    expect((await inTransaction(ctx, (ctx) => currentProgramme(ctx)))?.programme.base.points).toBe(3)
    const again = await play(numbersWith({ perHundred: 2, ranks: [regular, best] }))
    await publishRun(ctx, again, "as-played")
    expect(await names()).toEqual([
      ["regular", 0],
      ["best", 44_000],
    ])
    expect((await showRun(ctx, again)).rankChange).toBeNull()
  })

  test("X05 F04 a rehearsal that dies at any point comes to what it would have", async () => {
    const points = allCrashpoints().filter((name) => name.startsWith("rehearsal."))
    expect(points).toEqual(["rehearsal.piece.moved", "rehearsal.piece.played"])
    const numbers = numbersWith({ perHundred: 2 })
    // One chance for all of them: then even the intervals are the same.
    const runWith = (name: string) =>
      inTransaction(ctx, async (tx) => {
        const draft = planOf(numbers, await draftPlan(tx))
        return beginRehearsal({ ...tx, random: () => 0.5 }, { name, draft, live: null, assumptions, days: 365 })
      })
    const { runId: whole } = await runWith("そのまま")
    await ctx.drain()
    for (const point of points) {
      const { runId } = await runWith(point)
      let died = 0
      watchCrashpoints((name) => {
        if (name === point && ++died === 1) throw new Error("died here")
      })
      try {
        await ctx.drain()
      } finally {
        watchCrashpoints(undefined)
      }
      ctx.pass(3_600_000)
      await ctx.drain()
      expect([point, died]).toEqual([point, 1])
      const [a, b] = [await knownRunOf(whole), await knownRunOf(runId)]
      expect([b.state, b.people, b.orders, b.result]).toEqual([a.state, a.people, a.orders, a.result])
    }
  })

  test("X05 a rehearsal that is cancelled keeps nobody; who is erased is in none (F96)", async () => {
    const { runId } = await inTransaction(ctx, async (ctx) =>
      beginRehearsal(ctx, { name: "やめる", draft: await draftPlan(ctx), live: null, assumptions, days: 365 }),
    )
    await cancelRehearsal(ctx, runId)
    await ctx.drain()
    expect(await knownRunOf(runId)).toMatchObject({ state: "cancelled", people: 0 })
    const kept = await play(null)
    const [first] = (await peopleOf(ctx, kept, { limit: 1 })).items
    const all = await peopleOf(ctx, kept, { limit: 200 })
    if (first) await eraseCustomer(ctx, first.customerId, "asked")
    expect((await peopleOf(ctx, kept, { limit: 200 })).items.length).toBe(
      Math.max(0, all.items.length - (first ? 1 : 0)),
    )
  })
})

const knownRunOf = (runId: string) => inTransaction(ctx, (ctx) => knownRun(ctx, runId))

describe("X18 a beta ring", () => {
  const ends = () => new Date(ctx.now().getTime() + 30 * dayMs)
  let orders = 0

  async function person(name: string): Promise<string> {
    const identities = [{ kind: "email" as const, issuer: "", value: `${name}@example.jp` }]
    return (await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })).customerId
  }
  const buys = (name: string, yen: number, change: Partial<OrderSnapshot> = {}) => {
    const externalId = change.externalId ?? `ring-${++orders}`
    const at = ctx.now()
    return applyOrder(ctx, {
      ...anOrder({ externalId, number: externalId, placedAt: at, updatedAt: at }),
      customer: { identities: [{ kind: "email", issuer: "", value: `${name}@example.jp` }], profile: {} },
      lines: [
        { externalId: "l", sku: "S", title: "石けん", quantity: 2, unitPrice: yen / 2, discount: 0, taxIncluded: true },
      ],
      totals: { goods: yen, discount: 0, shipping: 0, tax: 0, paid: yen, refunded: 0 },
      paymentApprovedAt: at,
      ...change,
    })
  }
  const heldIn = async (ringId: string, customerId: string) => {
    const found = await balancesOf(ctx, [customerId], bookOf(ringId))
    const balance = found.get(customerId)
    return balance ? balance.available + balance.pending - balance.debt : 0
  }
  async function ringOf(names: readonly string[], numbers: Partial<Numbers> = {}) {
    const ids = await Promise.all(names.map(person))
    const { ringId } = await makeRing(ctx, {
      name: "お得意さま",
      goal: "続けて買うか",
      numbers: numbersWith({ signUp: 100, ...numbers }),
      ends: ends(),
    })
    await addToRing(ctx, ringId, { customerIds: ids })
    await startRing(ctx, ringId)
    return { ringId, ids }
  }

  test("U01 U07 X18 only those in the ring earn, in a book of its own; changed rules move no balance, refunds go by the old ones", async () => {
    const { ringId, ids } = await ringOf(["ring-a", "ring-b"], { perHundred: 5 })
    const [a = ""] = ids
    await buys("ring-a", 10_000, { externalId: "ring-first" })
    await buys("ring-stranger", 10_000)
    await ctx.drain()
    expect(await heldIn(ringId, a)).toBe(100 + 500)
    expect((await showRing(ctx, ringId)).people.map(({ customerId }) => customerId).toSorted()).toEqual(ids.toSorted())

    await changeRing(ctx, ringId, { numbers: numbersWith({ perHundred: 1 }) }, 1)
    expect(await heldIn(ringId, a)).toBe(600)
    await expect(changeRing(ctx, ringId, { name: "別" }, 1)).rejects.toMatchObject({ code: "rehearsal.RingMoved" })
    ctx.pass(60_000)
    const refund = {
      externalId: "r1",
      at: ctx.now(),
      amount: 5_000,
      lines: [{ lineExternalId: "l", quantity: 1, amount: 5_000 }],
    }
    await buys("ring-a", 10_000, { externalId: "ring-first", refunds: [refund] })
    await buys("ring-a", 10_000)
    await ctx.drain()
    // Half of the first order stays worth five for a hundred; the second one earns by the new rules.
    expect(await heldIn(ringId, a)).toBe(100 + 250 + 100)
    await expect(
      addToRing(ctx, (await makeRing(ctx, { name: "次", goal: "", numbers: numbersWith({}), ends: ends() })).ringId, {
        customerIds: [a],
      }),
    ).rejects.toMatchObject({ code: "rehearsal.InAnotherRing" })
  })

  test("U01 X18 O17 L17 who is in a ring uses its points at the till; they come back with a sale that was none", async () => {
    const { ringId, ids } = await ringOf(["till-a"], { perHundred: 5 })
    const [a = ""] = ids
    const card = (await inTransaction(ctx, (ctx) => membersOf(ctx, [a], { ring: ringId }))).get(a)?.card ?? ""
    const start = await heldIn(ringId, a)
    const line = {
      lineId: "1",
      title: "石けん",
      sku: "S",
      quantity: 1,
      unitPrice: 1_000,
      discount: 0,
      taxIncluded: true,
    }
    const name = { storeId: "ginza", saleId: "ring-sale" }
    const sale = { ...name, code: card, at: ctx.now(), lines: [line], usePoints: 80, codes: [] }
    // Of a thousand yen eighty were paid with points: five for each hundred of the rest.
    expect(await sell(ctx, sale)).toMatchObject({ available: start - 80 + 46 })
    expect((await balancesOf(ctx, [a])).get(a)?.earnedEver).toBe(0)
    await ctx.drain()
    await voidSale(ctx, { ...name, at: ctx.now() })
    await ctx.drain()
    expect(await heldIn(ringId, a)).toBe(start)

    // Money first: of 960 yen that go back 920 were money, so 40 of the 80 points come home; the rest with the rest.
    const other = { ...name, saleId: "ring-part" }
    await sell(ctx, { ...sale, ...other })
    await ctx.drain()
    const refund = { ...other, refundId: "r1", at: ctx.now(), amount: 960, reason: "" }
    await refundSale(ctx, { ...refund, lines: [{ lineId: "1", quantity: 0, amount: 960 }] })
    await ctx.drain()
    expect(await heldIn(ringId, a)).toBe(start - 40)
    await voidSale(ctx, { ...other, at: ctx.now() })
    await ctx.drain()
    expect(await heldIn(ringId, a)).toBe(start)
    await expect(sell(ctx, { ...sale, saleId: "ring-more", usePoints: 900 })).rejects.toThrow("points.NotEnoughPoints")
  })

  test("U02 U03 U04 U05 U06 U07 X18 its report, feedback and issues; wiped, it leaves no trace", async () => {
    const { ringId, ids } = await ringOf(["wipe-a"])
    const [a = ""] = ids
    await buys("wipe-a", 8_000)
    await ctx.drain()
    await noteFeedback(ctx, { ringId, customerId: a, score: 9, words: "うれしい" })
    const { issueId } = await noteIssue(ctx, { ringId, title: "期限が分かりにくい", words: "", weight: "hurts" })
    await settleIssue(ctx, { ringId, issueId, isSettled: true })
    ctx.pass(31 * dayMs)
    await endRing(ctx, ringId)
    const { report, issues } = await showRing(ctx, ringId)
    expect(report?.checks.map(({ key }) => key)).toEqual(["personal", "timely", "data", "incentive"])
    expect(report).toMatchObject({
      people: 1,
      points: { issued: 180, open: 180 },
      feedback: { answers: 1, mean: 9, nps: 100 },
    })
    expect(issues).toMatchObject([{ settledIn: 1, weight: "hurts" }])
    expect((await inTransaction(ctx, (ctx) => membersOf(ctx, [a], { ring: ringId }))).size).toBe(1)
    await decideRing(ctx, ringId, "wipe")
    expect(await heldIn(ringId, a)).toBe(0)
    expect((await inTransaction(ctx, (ctx) => membersOf(ctx, [a], { ring: ringId }))).size).toBe(0)
    expect((await showRing(ctx, ringId)).people).toEqual([])
    expect((await inTransaction(ctx, (ctx) => customersByIds(ctx, [a]))).size).toBe(1)
  })

  test("X18 committed, its points are everybody's and its people members for good", async () => {
    const { ringId, ids } = await ringOf(["keep-a"])
    const [a = ""] = ids
    await expect(decideRing(ctx, ringId, "commit")).rejects.toMatchObject({ code: "rehearsal.RingNotEnded" })
    const ranks = await inTransaction(ctx, (ctx) => currentRanks(ctx))
    await endRing(ctx, ringId)
    await decideRing(ctx, ringId, "commit")
    await ctx.drain()
    expect((await inTransaction(ctx, (ctx) => membersOf(ctx, [a]))).get(a)?.ring ?? null).toBeNull()
    const held = (await balancesOf(ctx, [a])).get(a)
    expect((held?.available ?? 0) + (held?.pending ?? 0)).toBeGreaterThanOrEqual(100)
    expect(await inTransaction(ctx, (ctx) => currentRanks(ctx))).toEqual(ranks)
  })
})
