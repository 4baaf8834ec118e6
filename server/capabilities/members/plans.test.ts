import { beforeAll, beforeEach, expect, test } from "vitest"
import { resolveCustomer } from "#customers"
import { timelineOf } from "#events"
import { applyOrder } from "#orders"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { anOrder } from "#testing/orders"
import { plansOf } from "./documents.ts"
import { makePlan, publishPlan, showPlans } from "./edit-plans.ts"
import { benefitsOf, enrolAll, membersOf } from "./index.ts"
import { PlanDocument } from "./model-plans.ts"
import { circlePart } from "./my-page.ts"
import { askForPlan, decideRequest, endPlansOver } from "./plans.ts"

let ctx: TestContext
let hanako: string
let people = 0
const mailOf = (n: number) => `p${n}@example.jp`

beforeAll(async () => {
  ctx = await testContext({ at: "2026-04-01T09:00:00+09:00" })
})
beforeEach(async () => {
  hanako = await person()
})

async function person(mail = mailOf(++people)): Promise<string> {
  const identities = [{ kind: "email" as const, issuer: "", value: mail }]
  return (await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })).customerId
}

let orders = 0
/** 7,180 yen of goods and 550 for shipping. */
async function buys(n: number, more: object = {}): Promise<string> {
  const paid = { placedAt: ctx.now(), updatedAt: ctx.now(), paymentApprovedAt: ctx.now() }
  const identities = [{ kind: "email" as const, issuer: "", value: mailOf(n) }]
  const externalId = `m-${++orders}`
  const order = anOrder({ externalId, ...paid, customer: { identities, profile: {} }, ...more })
  await inTransaction(ctx, (ctx) => applyOrder(ctx, order))
  await ctx.drain()
  return externalId
}
const factsOf = async (id: string) =>
  (await inTransaction(ctx, (ctx) => timelineOf(ctx, id, { limit: 50 }))).items.map(({ name }) => name)

const plan = async (document: object): Promise<string> => {
  const { planId } = await makePlan(ctx, PlanDocument.parse({ months: 12, ...document }))
  await publishPlan(ctx, planId, 1)
  return planId
}

test("H15 H18 student plans are told to everybody, begin by a school's address, else by staff; they end by the clock", async () => {
  const name = { ja: "学割", en: "Students" }
  const proof = { kind: "mail-domain", domains: ["ac.jp"] }
  const planId = await plan({ name, kind: "student", proof, benefits: [{ kind: "points-bonus", bonusBp: 1_000 }] })
  const shown = await inTransaction(ctx, async (ctx) => circlePart.read(ctx, "ja"))
  expect(shown?.sections).toMatchObject([{ id: "plans", pieces: [{ items: [{ title: "学割" }] }] }])
  const student = await person(`taro${++people}@cs.hinata.ac.jp`)
  await expect(askForPlan(ctx, { customerId: student, planId, key: "1" })).rejects.toThrow("members.NotAMember")
  await enrolAll(
    ctx,
    [student, hanako].map((customerId) => ({ customerId, by: "page" as const })),
  )
  const asked = await Promise.all([1, 2].map(() => askForPlan(ctx, { customerId: student, planId, key: "1" })))
  expect(asked).toEqual([{ state: "active" }, { state: "active" }])
  expect((await membersOf(ctx, [student])).get(student)?.plans).toMatchObject([{ planId, kind: "student", name }])
  expect((await benefitsOf(ctx, [student])).get(student)).toContainEqual({ kind: "points-bonus", bonusBp: 1_000 })
  expect(await askForPlan(ctx, { customerId: hanako, planId, key: "1", evidence: { school: "ひなた大学" } })).toEqual({
    state: "waiting",
  })
  const [request] = (await showPlans(ctx)).requests
  await decideRequest(ctx, { holdingId: request?.holdingId ?? "", isGranted: true, reason: "学生証" })
  expect((await membersOf(ctx, [hanako])).get(hanako)?.plans).toHaveLength(1)
  await expect(
    decideRequest(ctx, { holdingId: request?.holdingId ?? "", isGranted: false, reason: "" }),
  ).rejects.toThrow("members.UnknownRequest")
  const facts = await factsOf(student)
  expect(facts.filter((fact) => fact === "Plan Begun")).toHaveLength(1)
  const now = ctx.now()
  ctx.moveTo("2027-04-02T00:00:00+09:00")
  await endPlansOver(ctx)
  expect((await membersOf(ctx, [student])).get(student)?.plans).toEqual([])
  expect(await factsOf(student)).toContain("Plan Ended")
  ctx.moveTo(now)
})

test("H15 H18 whoever buys the article of a paid plan is a member with it, until the order is cancelled", async () => {
  const name = { ja: "ひなた会", en: "Club" }
  const planId = await plan({ name, kind: "paid", skus: ["CLUB-1"], proof: { kind: "order" } })
  const lines = [{ externalId: "l1", sku: "CLUB-1", title: "ひなた会", quantity: 1, unitPrice: 3_300 }]
  const externalId = await buys(people, { lines })
  const member = (await membersOf(ctx, [hanako])).get(hanako)
  expect(member).toMatchObject({
    by: "shop",
    plans: [{ planId, kind: "paid", until: new Date("2027-04-02T00:00:00+09:00") }],
  })
  ctx.pass(60_000)
  await buys(people, { externalId, lines, cancelledAt: ctx.now() })
  expect((await membersOf(ctx, [hanako])).get(hanako)?.plans).toEqual([])
  expect((await inTransaction(ctx, plansOf)).map((one) => one.planId)).toContain(planId)
})
