import { beforeAll, beforeEach, expect, test } from "vitest"
import { eraseCustomer, exportCustomer, mergeCustomers, resolveCustomer } from "#customers"
import { recordEvents } from "#events"
import { flowSteps } from "#flows"
import { enrol } from "#members"
import { letterKnowledge } from "#messages"
import { applyOrder, applyRefund, type OrderSnapshot } from "#orders"
import { balancesOf, historyOf, spendPoints, verifyLedger } from "#points"
import { applyShipment, recordCarrierEvent } from "#shipments"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { anOrder } from "#testing/orders"
import { awardByTime } from "./by-time.ts"
import { defaultProgramme, plainAction } from "./default-programme.ts"
import { applyFix, lookAtFix, reverseFix } from "./fix-orders.ts"
import {
  awardAct,
  decideAct,
  type Programme,
  programmeVersions,
  publishProgramme,
  quoteOrder,
  saveProgramme,
} from "./index.ts"
import { showLoyalty, showPreview, showWaiting } from "./show-loyalty.ts"

let ctx: TestContext
let hanako: string
let mail: string
let count = 0

const base = "2026-04-01T09:00:00+09:00"
const days = (n: number) => new Date(new Date(base).getTime() + n * 86_400_000 + 3_600_000)

beforeAll(async () => {
  ctx = await testContext({ at: base })
})
beforeEach(async () => {
  ctx.pass(3_600_000)
  mail = `l${++count}@example.jp`
  hanako = await person(mail)
})

async function person(value: string): Promise<string> {
  const identities = [{ kind: "email" as const, issuer: "", value }]
  return (await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })).customerId
}

async function publish(changes: Partial<Programme> = {}): Promise<number> {
  const [newest] = await programmeVersions(ctx)
  const programme = { ...defaultProgramme, ...changes }
  const { revision } = await saveProgramme(ctx, {
    programme,
    basedOn: newest?.publishedAt === null ? newest.revision : 0,
  })
  return (await publishProgramme(ctx, { basedOn: revision })).version
}

/** 7,180 yen of goods: 6,300 of cream and 880 of soap, 550 for shipping. */
function bought(changes: Partial<OrderSnapshot> = {}): OrderSnapshot {
  const identities = [{ kind: "email" as const, issuer: "", value: mail }]
  return anOrder({
    externalId: `o-${count}`,
    number: `#L${count}`,
    placedAt: ctx.now(),
    updatedAt: ctx.now(),
    paymentApprovedAt: ctx.now(),
    customer: { identities, profile: {} },
    ...changes,
  })
}
const tell = (order: OrderSnapshot) =>
  inTransaction(ctx, async (ctx) => (await applyOrder(ctx, order)).orderId).then(async (orderId) => {
    await ctx.drain()
    return orderId
  })
const giveBack = async (externalId: string, amount: number) => {
  const name = { source: "shopify:test", externalId: `o-${count}` }
  await inTransaction(ctx, (ctx) => applyRefund(ctx, name, { externalId, at: ctx.now(), amount, lines: [] }))
  await ctx.drain()
}
const standing = async (id = hanako) => {
  const found = (await inTransaction(ctx, (ctx) => balancesOf(ctx, [id]))).get(id)
  return { available: found?.available ?? 0, pending: found?.pending ?? 0, debt: found?.debt ?? 0 }
}
const settleTime = async () => {
  const routine = ctx.assembled.routines.find(({ name }) => name === "points.settle")
  await inTransaction(ctx, async (ctx) => routine?.apply(ctx, ctx.now()))
  await ctx.drain()
}

const withoutSignUp = { actions: [] }

test("H01 L10 L15 L17 an order is pending when paid, usable 14 days after delivery, and what is given back is taken back", async () => {
  await publish(withoutSignUp)
  await enrol(ctx, { customerId: hanako, by: "mail" })
  await tell(bought())
  expect(await standing()).toEqual({ available: 0, pending: 71, debt: 0 })
  const parcel = {
    source: "shopify:test",
    externalId: `f-${count}`,
    orderSource: "shopify:test",
    orderExternalId: `o-${count}`,
    carrier: "ヤマト運輸",
    trackingNumber: `4410283756${count + 10}`,
    origin: { kind: "dc" as const, name: "平塚倉庫" },
    lines: [],
    shippedAt: ctx.now(),
    updatedAt: ctx.now(),
    isCancelled: false,
  }
  await inTransaction(ctx, (ctx) => applyShipment(ctx, parcel))
  ctx.moveTo(days(2))
  const { trackingNumber, carrier } = parcel
  const report = { source: "test", externalId: `d-${count}`, carrier, trackingNumber, rawText: "配達完了" }
  await inTransaction(ctx, (ctx) =>
    recordCarrierEvent(ctx, { ...report, occurredAt: ctx.now(), shipment: null, place: null }),
  )
  await ctx.drain()
  ctx.moveTo(days(15))
  await settleTime()
  expect((await standing()).pending).toBe(71)
  ctx.moveTo(days(16.01))
  await settleTime()
  expect(await standing()).toEqual({ available: 71, pending: 0, debt: 0 })
  await giveBack("r1", 150)
  await giveBack("r2", 150)
  expect((await standing()).available).toBe(68)
  await giveBack("r2", 150)
  expect((await standing()).available).toBe(68)
  await giveBack("r3", 7_430)
  expect(await standing()).toEqual({ available: 0, pending: 0, debt: 0 })
  const history = await inTransaction(ctx, (ctx) => historyOf(ctx, hanako, { limit: 20 }))
  expect(history.filter(({ kind }) => kind === "revoked").map(({ points }) => points)).toEqual([-68, -2, -1])
})

test("INV06 L11 L17 the same facts in another order, twice, and points used on it come to the same", async () => {
  await publish(withoutSignUp)
  const outcomes: unknown[] = []
  const paid = ctx.now()
  for (const reversed of [false, true]) {
    mail = `perm${++count}@example.jp`
    const id = await person(mail)
    await enrol(ctx, { customerId: id, by: "line", at: paid })
    const order = bought({ placedAt: paid, updatedAt: paid, paymentApprovedAt: paid, channel: "store" })
    const facts = [() => tell(order).then(() => {}), () => giveBack("a", 1_000), () => giveBack("b", 500)]
    const told = reversed ? [...facts.toReversed(), ...facts] : facts
    for (const fact of told) await fact()
    outcomes.push(await standing(id))
  }
  expect(outcomes[0]).toEqual({ available: 56, pending: 0, debt: 0 })
  expect(outcomes[1]).toEqual(outcomes[0])
  const orderId = await tell(bought({ externalId: `o-${++count}`, channel: "store" }))
  const [, id] = [orderId, await person(mail)]
  expect((await standing(id)).available).toBe(56 + 71)
  await inTransaction(ctx, (ctx) =>
    spendPoints(ctx, {
      customerId: id,
      points: 100,
      cause: { type: "order", id: orderId, rule: "till", seq: 0 },
      purpose: "order",
      reason: { ja: "お買い物", en: "A purchase" },
    }),
  )
  await ctx.drain()
  expect((await standing(id)).available).toBe(56 + 70 - 100)
  await giveBack("all", 7_730)
  expect(await standing(id)).toEqual({ available: 56, pending: 0, debt: 0 })
})

test("B05 B06 B09 joining by mail and LINE is worth 500 once, also when two profiles turn out to be one", async () => {
  await publish()
  await enrol(ctx, { customerId: hanako, by: "mail" })
  await enrol(ctx, { customerId: hanako, by: "line" })
  expect((await standing()).available).toBe(500)
  const other = await person(`other${count}@example.jp`)
  await enrol(ctx, { customerId: other, by: "line" })
  expect((await standing(other)).available).toBe(500)
  await inTransaction(ctx, (ctx) => mergeCustomers(ctx, other, hanako))
  await ctx.drain()
  expect((await standing()).available).toBe(500)
})

test("B10 H07 H08 H10 H16 fields and consents once each; acts with proof wait for staff; any fact with conditions and caps", async () => {
  await publish({
    actions: [
      {
        ...plainAction,
        key: "birthday-known",
        title: { ja: "誕生日", en: "Birthday" },
        points: 30,
        on: { kind: "profile", field: "birthday" },
      },
      {
        ...plainAction,
        key: "post",
        title: { ja: "投稿する", en: "Post" },
        points: 80,
        on: { kind: "act", act: "post" },
        once: "fact",
        proof: "staff",
      },
      {
        ...plainAction,
        key: "long-watch",
        title: { ja: "動画を見る", en: "Watch" },
        points: 20,
        on: {
          kind: "event",
          names: ["Video Watched"],
          filters: [{ field: "properties.seconds", test: { atLeast: 60 } }],
        },
        once: "fact",
        caps: { perDay: 40, perPerson: null, inAll: null },
      },
    ],
  })
  await enrol(ctx, { customerId: hanako, by: "page" })
  for (const _again of [1, 2])
    await resolveCustomer(ctx, {
      identities: [{ kind: "email", issuer: "", value: mail }],
      profile: { bornOn: "1990-04-02" },
      source: "test",
      at: ctx.now(),
    })
  expect((await standing()).available).toBe(30)
  const claim = {
    customerId: hanako,
    action: "post",
    causeId: "p1",
    at: ctx.now(),
    proof: { url: "https://example.jp/p/1" },
  }
  const waiting = await awardAct(ctx, claim)
  expect(waiting.kind).toBe("waiting")
  expect((await standing()).available).toBe(30)
  const { items } = await showWaiting(ctx)
  expect(items.map(({ action, proof }) => [action, proof])).toEqual([["post", { url: "https://example.jp/p/1" }]])
  if (waiting.kind === "waiting") await decideAct(ctx, { actId: waiting.actId, approve: true })
  expect((await standing()).available).toBe(110)
  expect(await awardAct(ctx, claim)).toMatchObject({ kind: "awarded", isNew: false })
  const watched = (n: number, seconds: number) => ({
    customerId: hanako,
    name: "Video Watched",
    occurredAt: ctx.now(),
    source: "web",
    externalId: `v${count}-${n}`,
    properties: { seconds },
  })
  await inTransaction(ctx, (ctx) => recordEvents(ctx, [watched(1, 90), watched(2, 10), watched(3, 61), watched(4, 99)]))
  await ctx.drain()
  expect((await standing()).available).toBe(150)
  expect(await awardAct(ctx, { ...claim, action: "nothing" })).toMatchObject({
    kind: "refused",
    reason: "unknown-action",
  })
})

test("H03 H09 an order keeps its version; a flow's bonus and a campaign add up; every order can be explained", async () => {
  await publish(withoutSignUp)
  await enrol(ctx, { customerId: hanako, by: "mail" })
  const orderId = await tell(bought())
  const campaign = {
    key: "haru",
    name: { ja: "春の2倍", en: "Spring double" },
    bonusBp: 10_000,
    from: null,
    until: days(400),
    segmentId: null,
    products: ["p1"],
    categories: [],
    channels: [],
    caps: { perOrder: null, perPerson: 130, inAll: null },
    priority: 0,
    isOn: true,
  }
  ctx.pass(60_000)
  const doubled = await publish({ actions: [], multipliers: [campaign] })
  await giveBack("r", 100)
  expect((await standing()).pending).toBe(70)
  const step = ctx.product.contributed(flowSteps).find(({ step }) => step === "points.multiplier")
  const visit = {
    customerId: hanako,
    key: `k${count}`,
    with: { bonusBp: 5_000, days: 7, name: { ja: "お礼", en: "Thanks" } },
  }
  const flow = { flowId: ctx.id(), version: 1, step: "a" }
  await inTransaction(ctx, async (ctx) => step?.act(ctx, [{ ...visit, flow, facts: {} as never }]))
  const second = await tell(bought({ externalId: `o-${++count}` }))
  const { found } = await showPreview(ctx, { orderId: second })
  expect(found?.judged.steps.map(({ rule, points }) => [rule.split(":")[0], points])).toEqual([
    ["base", 71],
    ["multiplier", 63],
    ["boost", 36],
  ])
  expect(found?.stands).toEqual({ points: 170, version: doubled })
  expect(found?.judged.lines.reduce((sum, { points }) => sum + points, 0)).toBe(170)
  await tell(bought({ externalId: `o-${++count}` }))
  expect((await standing()).pending).toBe(70 + 170 + 170)
  const quote = await quoteOrder(ctx, { customerId: null, lines: [{ lineId: "a", amount: 1_000, product: "p1" }] })
  expect(quote.points).toBe(20)
  // L22: the first order is judged by the doubled version after all: looked at, posted, taken back.
  const wanted = {
    version: doubled,
    from: new Date(ctx.now().getTime() - 120_000),
    until: days(400),
    reason: "告知の誤り",
  }
  const fix = await lookAtFix(ctx, wanted)
  // 130 at most for one person: 126 are used.
  expect(fix).toMatchObject({ orders: 1, people: 1, more: 4, fewer: 0 })
  const before = await standing()
  await applyFix(ctx, fix.fixId)
  expect((await standing()).pending).toBe(before.pending + fix.more)
  await expect(applyFix(ctx, fix.fixId)).rejects.toThrow()
  await reverseFix(ctx, fix.fixId)
  expect(await standing()).toEqual(before)
  expect((await showPreview(ctx, { orderId })).found?.stands?.points).toBe(70)
})

test("I07 I08 letters name live rules; the overview counts; anniversaries come once a year; erasure and export", async () => {
  await publish({
    actions: [
      {
        ...plainAction,
        key: "year",
        title: { ja: "入会記念日", en: "Anniversary" },
        points: 100,
        on: { kind: "anniversary" },
        once: "year",
      },
      {
        ...plainAction,
        key: "review",
        title: { ja: "口コミ", en: "Review" },
        points: 50,
        on: { kind: "act", act: "review" },
      },
    ],
  })
  await enrol(ctx, { customerId: hanako, by: "shop" })
  const knowledge = async () => {
    let all: Record<string, unknown> = {}
    for (const { read } of ctx.product.contributed(letterKnowledge))
      all = { ...all, ...(await inTransaction(ctx, (ctx) => read(ctx, [hanako]))).get(hanako) }
    return all["loyalty"]
  }
  expect(await knowledge()).toMatchObject({
    rate: "100円につき1ポイント",
    actionsLine: "入会記念日 +100、口コミ（PR・特典付き） +50",
  })
  const then = ctx.now()
  ctx.moveTo(new Date(then.getTime() + 365 * 86_400_000))
  await awardByTime(ctx)
  await awardByTime(ctx)
  expect((await standing()).available).toBe(100)
  const overview = await showLoyalty(ctx)
  expect(overview.actions.find(({ action }) => action === "year")).toMatchObject({ people: expect.any(Number) })
  const exported = await inTransaction(ctx, (ctx) => exportCustomer(ctx, hanako))
  expect(JSON.stringify(exported)).toContain('"year"')
  await inTransaction(ctx, (ctx) => eraseCustomer(ctx, hanako, "test"))
  expect(JSON.stringify(await inTransaction(ctx, (ctx) => showWaiting(ctx)))).not.toContain(hanako)
  expect((await verifyLedger(ctx)).every(({ intact }) => intact)).toBe(true)
})
