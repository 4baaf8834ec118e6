import { afterAll, beforeAll, expect, test } from "vitest"
import { defineProperty, eraseCustomer, exportCustomer, mergeCustomers, resolveCustomer } from "#customers"
import { recordEvents } from "#events"
import { applyOrder } from "#orders"
import { segmentFields } from "#segments"
import { inTransaction } from "#kernel/context"
import type { Caller } from "#kernel/doors"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { anOrder } from "#testing/orders"
import { keepPartnerValues, partnerValuesFor } from "./partner-values.ts"
import { beginWalk } from "./walk.ts"

let ctx: TestContext
let origin: string
let stop: () => Promise<void>
let rights = ["customers:read", "customers:write", "customers:personal"]
let staffId = ""

beforeAll(async () => {
  ctx = await testContext()
  staffId = ctx.id()
  const caller = (): Caller => ({
    actor: { kind: "staff", staffId },
    brandId: ctx.brandId,
    rights: new Set(rights),
    ambient: false,
    fresh: true,
  })
  const served = await serve({ platform: ctx.platform, identify: async () => caller() })
  ;[origin, stop] = [served.origin, served.stop]
})
afterAll(() => stop())

async function call(method: string, path: string, body?: object) {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
  })
  return { status: response.status, body: await response.json() }
}

let count = 0
async function somebody(email = `p${++count}@example.jp`, properties: Record<string, unknown> = {}) {
  const found = await inTransaction(ctx, (ctx) =>
    resolveCustomer(ctx, {
      identities: [{ kind: "email", issuer: "", value: email }],
      profile: { email, displayName: "渡邉 花子", properties },
      source: "test",
      at: ctx.now(),
    }),
  )
  return { customerId: found.customerId, email }
}

const buy = (email: string, day: string, externalId: string) =>
  inTransaction(ctx, (ctx) => {
    const at = new Date(`${day}T10:00:00+09:00`)
    const customer = { identities: [{ kind: "email" as const, issuer: "", value: email }], profile: { email } }
    return applyOrder(ctx, anOrder({ externalId, number: `#${externalId}`, placedAt: at, updatedAt: at, customer }))
  })

const profileOf = async (customerId: string) => (await call("GET", `/customers/${customerId}/profile`)).body

test("A06 A12 A13 T22: orders, visits, properties and answers add up on one page, without ClickHouse", async () => {
  await defineProperty(ctx, {
    key: "skin_worry",
    type: "list",
    label: { ja: "肌の悩み", en: "Skin worries" },
    choices: [{ value: "dry", label: { ja: "乾燥", en: "Dryness" } }],
    personal: false,
  })
  const { customerId, email } = await somebody(undefined, { skin_worry: ["dry"] })
  await buy(email, "2026-02-01", "a1")
  await buy(email, "2026-03-01", "a2")
  await inTransaction(ctx, (ctx) =>
    recordEvents(ctx, [
      {
        customerId,
        name: "Product Viewed",
        occurredAt: ctx.now(),
        source: "web",
        externalId: "v1",
        properties: { category: "クリーム", name: "ひなたクリーム" },
      },
      {
        customerId,
        name: "Survey Answered",
        occurredAt: ctx.now(),
        source: "web",
        externalId: "s1",
        properties: { score: 9 },
      },
    ]),
  )
  const profile = await profileOf(customerId)
  expect(profile.stage).toMatchObject({ stage: "repeat", reason: { en: "purchase number 2" } })
  expect(profile.rfm).toMatchObject({ bought: { frequency: 2, recencyDays: 30, currency: "JPY" }, scores: null })
  expect(profile.radar.map((spoke: { label: { ja: string } }) => spoke.label.ja)).toEqual(["乾燥", "クリーム"])
  expect(profile.radar[0].evidence).toMatchObject([{ at: "2026-04-01T00:00:00.000Z", what: { ja: "肌の悩み" } }])
  ctx.pass(180 * 24 * 3_600_000)
  const later = (await profileOf(customerId)).radar[0]
  expect(later).toMatchObject({ points: 2, evidence: [{ at: "2026-04-01T00:00:00.000Z" }] })
  ctx.moveTo("2026-04-01T09:00:00+09:00")
  expect(profile.engagement).toMatchObject({ points: 5, level: "warm" })
  expect(profile.mood.now).toBeCloseTo(0.8)
  expect(profile.mood.months).toHaveLength(12)
  expect(profile.mood.months.at(-2)).toMatchObject({ firstDay: "2026-03-01", orders: 1 })
  expect(profile.completeness.missing.map((one: { key: string }) => one.key)).toContain("bornOn")
  expect(profile.completeness.missing.map((one: { key: string }) => one.key)).not.toContain("property:skin_worry")
})

test("T06 A03 a conversation counts the days anew, moves the mood, stands on the timeline, and is written once", async () => {
  const { customerId } = await somebody()
  expect((await profileOf(customerId)).talk).toMatchObject({ daysSince: null, last: null })
  const said = {
    conversationId: ctx.id(),
    channel: "phone",
    at: "2026-03-22T10:00:00+09:00",
    mood: -2,
    text: "箱が壊れていた",
  }
  for (const _ of [1, 2]) expect((await call("POST", `/customers/${customerId}/conversations`, said)).status).toBe(200)
  const profile = await profileOf(customerId)
  expect(profile.talk).toMatchObject({ daysSince: 9, conversations: [{ channel: "phone", mood: -2, staffId }] })
  expect(profile.mood).toMatchObject({ now: -1, signals: [{ source: "staff", text: "箱が壊れていた" }] })
  rights = ["customers:read"]
  expect((await profileOf(customerId)).talk.last.text).toBeNull()
  expect((await call("POST", `/customers/${customerId}/conversations`, said)).status).toBe(403)
  rights = ["customers:read", "customers:write", "customers:personal"]
  expect((await call("GET", "/profile-rates")).body).toMatchObject({
    talks: { people: 1, within90: 1 },
    staff: [{ staffId, people: 1 }],
  })
  const late = await call("POST", `/customers/${customerId}/conversations`, {
    channel: "store",
    at: "2027-01-01T00:00:00Z",
  })
  expect(late.body).toMatchObject({ error: { code: "profiles.InFuture" } })
  expect((await call("DELETE", `/customers/${customerId}/conversations/${said.conversationId}`)).status).toBe(200)
  expect((await profileOf(customerId)).talk.daysSince).toBeNull()
})

test("A04 A06 the night's walk writes stages and moods for segments to ask, and goes over everybody", async () => {
  const { customerId, email } = await somebody()
  await buy(email, "2026-03-20", "w1")
  await call("POST", `/customers/${customerId}/conversations`, { channel: "store", mood: 2 })
  await inTransaction(ctx, (ctx) => beginWalk(ctx, ctx.now()))
  await ctx.drain()
  const read = async (key: string) => {
    const field = ctx.product.contributed(segmentFields).find((one) => one.key === key)
    return inTransaction(ctx, async (ctx) => (await field?.read(ctx, [customerId]))?.get(customerId))
  }
  expect([await read("profiles.stage"), await read("profiles.mood")]).toEqual(["first", 100])
  const rates = (await call("GET", "/profile-rates")).body
  expect(rates.stages.reduce((sum: number, one: { people: number }) => sum + one.people, 0)).toBe(rates.people)
  expect(rates.completeness).toBeGreaterThan(0)
})

test("A09 a partner's data is used only as agreed, vanishes at its end, and a withdrawal stands", async () => {
  const { customerId } = await somebody()
  const word = {
    customerId,
    partner: "温泉宿まつ",
    key: "興味",
    value: "旅行",
    purposes: ["service", "segmentation"],
    obtainedAt: "2026-03-01T00:00:00Z",
    expiresAt: "2026-05-01T00:00:00Z",
  }
  const usable = () => inTransaction(ctx, (ctx) => partnerValuesFor(ctx, [customerId], "segmentation"))
  expect((await call("POST", "/partner-values", { values: [word] })).status).toBe(200)
  expect((await profileOf(customerId)).partner).toMatchObject([{ state: "not-agreed", partner: "温泉宿まつ" }])
  expect(await usable()).toEqual([])
  const agreed = {
    ...word,
    obtainedAt: "2026-03-02T00:00:00Z",
    agreedAt: "2026-03-02T00:00:00Z",
    evidence: "宿の申込書",
  }
  await call("POST", "/partner-values", { values: [agreed] })
  expect((await profileOf(customerId)).radar).toMatchObject([{ label: { ja: "旅行" }, group: "interest" }])
  expect(await usable()).toHaveLength(1)
  const { valueId } = (await profileOf(customerId)).partner[0]
  expect(
    (await call("POST", `/customers/${customerId}/partner-values/${valueId}/withdraw`, {})).body.partner[0].state,
  ).toBe("withdrawn")
  expect(await usable()).toEqual([])
  const other = await somebody()
  await keepPartnerValues(ctx, [
    {
      ...word,
      purposes: ["segmentation"],
      customerId: other.customerId,
      obtainedAt: ctx.now(),
      agreedAt: ctx.now(),
      evidence: null,
      expiresAt: new Date(ctx.now().getTime() + 1_000),
    },
  ])
  ctx.pass(2_000)
  expect(await inTransaction(ctx, (ctx) => partnerValuesFor(ctx, [other.customerId], "segmentation"))).toEqual([])
  await inTransaction(ctx, (ctx) => beginWalk(ctx, ctx.now()))
  expect((await profileOf(other.customerId)).partner).toEqual([])
  const bad = await call("POST", "/partner-values", { values: [{ ...word, expiresAt: "2026-01-01T00:00:00Z" }] })
  expect(bad.body).toMatchObject({ error: { code: "profiles.EndsBeforeItBegins", field: "values.0.expiresAt" } })
})

test("A07 F96 S72 a merge brings both histories together; export holds them; erasure leaves nothing", async () => {
  const [one, other] = [await somebody(), await somebody()]
  await call("POST", `/customers/${other.customerId}/conversations`, { channel: "store", mood: 1, text: "よかった" })
  await mergeCustomers(ctx, other.customerId, one.customerId)
  expect((await profileOf(one.customerId)).talk.daysSince).toBe(0)
  expect(await exportCustomer(ctx, one.customerId)).toMatchObject({
    conversations: [{ text: "よかった" }],
    partnerData: [],
  })
  await inTransaction(ctx, (ctx) => eraseCustomer(ctx, one.customerId, "本人の希望"))
  expect((await call("GET", `/customers/${one.customerId}/profile`)).status).toBe(404)
  const rates = (await call("GET", "/profile-rates")).body
  const again = await inTransaction(ctx, (ctx) => partnerValuesFor(ctx, [one.customerId, other.customerId], "service"))
  expect([rates.talks.people, again]).toEqual([1, []])
})

test("S23 a profile of another brand is unknown here", async () => {
  const elsewhere = await testContext()
  const { customerId } = await inTransaction(elsewhere, (ctx) =>
    resolveCustomer(ctx, {
      identities: [{ kind: "email", issuer: "", value: "x@example.jp" }],
      source: "test",
      at: ctx.now(),
    }),
  )
  expect((await call("GET", `/customers/${customerId}/profile`)).status).toBe(404)
})
