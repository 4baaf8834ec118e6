import fc from "fast-check"
import { beforeAll, expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { PointsModel, type ModelRule } from "#testing/points-model"
import { type TestContext, testContext } from "#testing/context"
import {
  balancesOf,
  captureHold,
  confirmPoints,
  type Earn,
  earnPoints,
  holdPoints,
  releaseHold,
  returnPoints,
  revokePoints,
  spendMany,
  verifyLedger,
} from "./index.ts"
import { joinPeople, partPeople } from "./join-people.ts"

const members = 12
const hour = 3_600_000
const reason = { ja: "理由", en: "reason" }

const who = fc.nat(members - 1)
const amount = fc.integer({ min: 1, max: 9 })
const pick = fc.nat(10_000)
const many = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 200, size: "max" })
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3, size: "max" })
const rule: fc.Arbitrary<ModelRule> = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant("months" as const), months: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant("sliding" as const), months: fc.integer({ min: 1, max: 2 }) }),
)
const earning = fc.record({
  who,
  points: amount,
  paid: fc.nat(9).map((n) => n === 0),
  // Known already, in some hours, or not yet.
  confirmsIn: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 }), fc.constant(null)),
  rule,
})
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("earn" as const), of: many(earning) }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("spend" as const), of: many(fc.record({ who, points: amount })) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("revoke" as const),
      of: many(fc.record({ pick, keeps: amount, mayOwe: fc.boolean() })),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("confirm" as const), of: many(pick) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("hold" as const),
      of: few(fc.record({ who, points: amount, hours: fc.integer({ min: 1, max: 200 }) })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("capture" as const), of: few(fc.record({ pick, part: amount })) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("release" as const), of: few(pick) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("return" as const),
      of: few(fc.record({ pick, points: amount, lost: fc.boolean() })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("merge" as const), of: few(fc.record({ who, into: who })) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("unmerge" as const), of: few(fc.record({ who, into: who })) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("pass" as const), of: fc.tuple(fc.integer({ min: 1, max: 900 })) }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

let ctx: TestContext
let commands = 0
beforeAll(async () => {
  ctx = await testContext()
})

/** The product's ledger and the model side by side, over members of their own. */
class Play {
  readonly ids = Array.from({ length: members }, () => ctx.id())
  readonly model = new PointsModel(ctx.now().getTime())
  readonly run = ctx.id()
  readonly earned: string[] = []
  readonly spent: string[] = []
  readonly held: { id: string; size: number; done?: number }[] = []
  count = 0

  id = (n: number) => this.ids[n] ?? ""
  cause = (type: string, id = `${this.run}-${++this.count}`) => ({ type, id, rule: "r", seq: 0 })
  any = <T>(of: readonly T[], n: number): T | undefined => of[n % Math.max(1, of.length)]

  async step({ kind, of }: Step): Promise<void> {
    commands += of.length
    if (kind === "earn") return this.earn(of)
    if (kind === "spend") return this.spend(of)
    if (kind === "revoke") return this.revoke(of)
    if (kind === "confirm") return this.confirm(of)
    if (kind === "pass") return this.pass(of[0])
    for (const one of of) await this.one(kind, one)
  }

  async earn(of: Extract<Step, { kind: "earn" }>["of"]): Promise<void> {
    const at = (hours: number | null) => (hours === null ? null : new Date(ctx.now().getTime() + hours * hour))
    const wanted = of.map(
      (one): Earn => ({
        customerId: this.id(one.who),
        points: one.points,
        origin: one.paid ? "paid" : "purchase",
        cause: this.cause("order"),
        programmeVersion: 1,
        reason,
        effectiveAt: ctx.now(),
        confirmsAt: at(one.confirmsIn),
        expiry: one.rule,
      }),
    )
    const lots = await earnPoints(ctx, [...wanted, ...wanted.slice(0, 9)])
    // INV13: the same again posts nothing and gives the lot there is.
    const again = await earnPoints(ctx, wanted.slice(5, 30))
    expect(again.map((lot) => [lot.lotId, lot.isNew])).toEqual(
      lots.slice(5, Math.min(30, wanted.length)).map((lot) => [lot.lotId, false]),
    )
    for (const [i, one] of of.entries()) {
      const cause = wanted[i]?.cause.id ?? ""
      this.earned.push(cause)
      const confirmsAt = at(one.confirmsIn)?.getTime() ?? null
      this.model.earn(cause, { ...one, id: lots[i]?.lotId ?? "", who: this.id(one.who), confirmsAt })
    }
  }

  async spend(of: Extract<Step, { kind: "spend" }>["of"]): Promise<void> {
    const wanted = of.map((one) => ({ ...one, customerId: this.id(one.who), cause: this.cause("buy") }))
    const asked = wanted.map((one) => ({ ...one, purpose: "order" as const, reason }))
    const outcomes = await spendMany(ctx, asked)
    await spendMany(ctx, asked.filter((_, i) => outcomes[i]?.posted).slice(0, 9))
    const expected = wanted.map((one) => this.model.spend(one.cause.id, one.customerId, one.points))
    expect(outcomes.map((one) => one.posted)).toEqual(expected)
    this.spent.push(...wanted.filter((_, i) => expected[i]).map((one) => `buy ${one.cause.id}`))
  }

  async revoke(of: Extract<Step, { kind: "revoke" }>["of"]): Promise<void> {
    const wanted = of.flatMap((one) => {
      const id = this.any(this.earned, one.pick)
      return id ? [{ ...one, of: { type: "order", id }, cause: this.cause("refund") }] : []
    })
    const asked = wanted.map((one) => ({
      ...one,
      customerId: this.id(0),
      effectiveAt: ctx.now(),
      shortage: one.mayOwe ? ("debt" as const) : ("floor_zero" as const),
      reason,
    }))
    await revokePoints(ctx, asked)
    // INV13, INV09: told again, nothing more is taken.
    const again = await revokePoints(ctx, asked)
    expect(again.filter((one) => one.isNew)).toEqual([])
    for (const one of wanted) this.model.revoke(one.of.id, one.keeps, one.mayOwe)
  }

  async confirm(of: readonly number[]): Promise<void> {
    const ids = [...new Set(of.flatMap((n) => this.any(this.earned, n) ?? []))]
    await confirmPoints(
      ctx,
      ids.map((id) => ({ cause: { type: "order", id }, confirmsAt: ctx.now() })),
    )
    for (const id of ids) this.model.confirmAt(id, ctx.now().getTime())
    this.model.pass(ctx.now().getTime())
  }

  async pass(hours: number): Promise<void> {
    ctx.pass(hours * hour)
    this.model.pass(ctx.now().getTime())
  }

  async one(kind: Step["kind"], one: unknown): Promise<void> {
    // safe: each kind of step carries its own shape, as generated above
    const of = one as {
      who: number
      into: number
      points: number
      hours: number
      pick: number
      part: number
      lost: boolean
    }
    if (kind === "hold") return this.hold(this.id(of.who), of.points, of.hours * hour)
    if (kind === "capture") return this.capture(of.pick, of.part)
    if (kind === "release") return this.release(one as number) // safe: a release is a number
    if (kind === "return") return this.giveBack(of.pick, of.points, of.lost)
    const pair = { from: this.id(of.who), into: this.id(of.into) }
    if (of.who === of.into) return
    if (kind === "merge") {
      await inTransaction(ctx, (ctx) => joinPeople(ctx, pair))
      this.model.merge(pair.from, pair.into)
    }
    if (kind === "unmerge") await this.partAfterMerge(pair)
  }

  /**
   * INV17: what is merged and parted at once is as it was. Where nothing went along, an earlier merge of the two that still
   * stands is what is undone.
   */
  async partAfterMerge(pair: { from: string; into: string }): Promise<void> {
    const before = [this.model.balance(pair.from), this.model.balance(pair.into)]
    await inTransaction(ctx, (ctx) => joinPeople(ctx, pair))
    await inTransaction(ctx, (ctx) => partPeople(ctx, pair))
    const carried = this.model.merge(pair.from, pair.into)
    this.model.unmerge(pair.from, pair.into)
    if (carried) expect([this.model.balance(pair.from), this.model.balance(pair.into)]).toEqual(before)
  }

  async hold(customerId: string, points: number, ttlMs: number): Promise<void> {
    const cause = this.cause("hold")
    const asked = { customerId, points, cause, purpose: "order" as const, reason, ttlMs }
    const held = await holdPoints(ctx, asked).catch(() => null)
    if (held) {
      expect((await holdPoints(ctx, asked)).holdId).toBe(held.holdId)
      this.held.push({ id: held.holdId, size: points })
      this.spent.push(`hold ${cause.id}`)
      this.holdCauses.set(held.holdId, cause.id)
    }
    expect(held !== null).toBe(
      this.model.holdInOrder(held?.holdId ?? "", customerId, points, ctx.now().getTime() + ttlMs),
    )
  }
  readonly holdCauses = new Map<string, string>()

  async capture(n: number, part: number): Promise<void> {
    const hold = this.any(this.held, n)
    if (!hold || hold.done) return
    const points = Math.min(part, hold.size)
    const captured = await captureHold(ctx, { holdId: hold.id, points }).then(
      () => true,
      () => false,
    )
    if (captured) hold.done = points
    expect(captured).toBe(this.model.capture(this.holdCauses.get(hold.id) ?? "", hold.id, points))
  }

  async release(n: number): Promise<void> {
    const hold = this.any(this.held, n)
    if (!hold || hold.done) return
    await releaseHold(ctx, { holdId: hold.id })
    this.model.release(hold.id)
  }

  async giveBack(n: number, points: number, lost: boolean): Promise<void> {
    const [type = "", id = ""] = (this.any(this.spent, n) ?? "").split(" ")
    const back = { spend: { type, id }, points, cause: this.cause("cancel"), effectiveAt: ctx.now() }
    await returnPoints(ctx, { ...back, ifExpired: lost ? "lost" : { graceDays: 7 } }).catch(() => null)
    this.model.giveBack(id, points, lost)
  }

  async compare(): Promise<void> {
    const balances = await balancesOf(ctx, this.ids)
    const seen = this.ids.map((id) => {
      const { available = 0, pending = 0, held = 0, debt = 0 } = balances.get(id) ?? {}
      return { available, pending, held, debt }
    })
    expect(seen).toEqual(this.ids.map((id) => this.model.balance(id)))
    for (const [i, { available, debt }] of seen.entries()) {
      const free = this.model.lots.filter((lot) => lot.owner === this.ids[i] && !lot.paid)
      const usable = free.reduce((sum, lot) => sum + lot.points.filter((point) => point.where === "usable").length, 0)
      // INV05: who owes has nothing free to use; what was paid for is never taken for it (INV20).
      expect(debt === 0 || usable === 0, `${available} usable and ${debt} owed`).toBe(true)
    }
  }
}

test("L40 INV01 INV02 INV03 INV04 INV05 INV07 INV08 INV09 INV12 INV13 INV17 INV20 the ledger in Postgres and a ledger of single points agree after every step", async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30, size: "max" }), async (steps) => {
    const play = new Play()
    for (const one of steps) {
      await play.step(one)
      await play.compare()
    }
  })
  while (commands < 10_000) await fc.assert(property, { numRuns: 4, interruptAfterTimeLimit: 60_000 })
  const [verdict] = await verifyLedger(ctx)
  expect(verdict).toMatchObject({ intact: true, lots: [], members: [] })
}, 120_000)
