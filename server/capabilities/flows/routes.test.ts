import { afterAll, beforeAll, expect, test } from "vitest"
import { resolveCustomer } from "#customers"
import { projectionLag } from "#events"
import { inTransaction } from "#kernel/context"
import { day } from "#kernel/days"
import type { Caller } from "#kernel/doors"
import { projectAll } from "#testing/project-all"
import { type Analytics, analytics } from "#testing/analytics"
import type { TestContext } from "#testing/context"
import { templateId } from "#testing/flow-samples"
import { flowsContext, happens, launched, letterStep, lettersOf, settle } from "#testing/flows"
import { serve } from "#testing/http"
import type { FlowDocumentInput } from "./model.ts"
import { expectedFlowVolume } from "./expect.ts"
import { startByTime } from "./start-by-time.ts"

let engine: Analytics
let ctx: TestContext
let origin: string
let stop: () => Promise<void>
const everything = [
  "messages:read",
  "messages:write",
  "messages:send",
  "segments:read",
  "segments:write",
  "customers:personal",
]
let rights = everything
const people: string[] = []

beforeAll(async () => {
  engine = await analytics()
  ctx = await flowsContext({ at: "2026-04-01T09:00:00+09:00", facts: engine.facts })
  const caller = (): Caller => ({
    actor: { kind: "staff", staffId: ctx.id() },
    brandId: ctx.brandId,
    rights: new Set(rights),
    ambient: false,
    fresh: true,
  })
  const served = await serve({ platform: ctx.platform, identify: async () => caller() })
  ;[origin, stop] = [served.origin, served.stop]
  for (let i = 0; i < 3; i++) {
    const value = `p${i}@example.jp`
    const resolved = await inTransaction(ctx, (ctx) =>
      resolveCustomer(ctx, {
        identities: [{ kind: "email", issuer: "", value }],
        profile: { email: value, displayName: `客${i}`, bornOn: `1990-04-0${i + 1}` },
        source: "test",
        at: ctx.now(),
      }),
    )
    people.push(resolved.customerId)
  }
  await known()
})
afterAll(async () => {
  await stop()
  await engine.stop()
})

/** ClickHouse knows all that Postgres knows. */
async function known(): Promise<void> {
  const keep = ctx.assembled.loops.find((loop) => loop.name === "segments.keep")
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    await projectAll(ctx)
    let more = false
    while (await keep?.turn(ctx)) more = true
    if (!more && (await projectionLag(ctx)).since === null) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error("it did not settle")
}

async function call(method: string, path: string, body?: object) {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
  })
  return { status: response.status, body: JSON.parse(await response.text()) }
}

const name = { ja: "かごの忘れもの", en: "Cart left" }
const cart: FlowDocumentInput = {
  format: 1,
  trigger: { kind: "event", event: { names: ["Product Added"] } },
  holdoutBp: 0,
  first: "wait",
  steps: [
    { kind: "wait", id: "wait", until: { kind: "span", span: { n: 1, unit: "hours" } }, next: "mail" },
    letterStep("mail", "rest"),
    { kind: "wait", id: "rest", until: { kind: "span", span: { n: 1, unit: "days" } }, next: null },
  ],
}

test("G01 D12 a flow is drafted, checked, published, entered, counted, and every number leads to its people", async () => {
  const made = await call("POST", "/flows", { name, document: cart })
  expect(made.body.flow).toMatchObject({ state: "draft", liveVersion: null, trigger: { ja: "「カートに入れた」とき" } })
  const { flowId, revision } = made.body.flow
  const saved = await call("PUT", `/flows/${flowId}/draft`, { document: cart, revision })
  expect(saved.body.flow.revision).toBe(revision + 1)
  const stale = await call("PUT", `/flows/${flowId}/draft`, { document: cart, revision })
  expect([stale.status, stale.body.error.code]).toEqual([409, "flows.Stale"])
  expect((await call("POST", "/flows/check", { document: cart })).body).toMatchObject({ canLaunch: true })
  rights = ["messages:read", "messages:write"]
  expect((await call("POST", `/flows/${flowId}/publish`, { revision: revision + 1 })).status).toBe(403)
  rights = everything
  expect((await call("POST", `/flows/${flowId}/publish`, { revision: revision + 1 })).body.flow).toMatchObject({
    state: "live",
    liveVersion: 1,
  })

  const [one = "", two = ""] = people
  await happens(ctx, one, "Product Added", { productId: "p1" })
  expect(
    (await call("POST", `/flows/${flowId}/enter`, { customerIds: [two], key: "by-hand", facts: { why: "asked" } }))
      .body,
  ).toEqual({ asked: 1 })
  expect((await call("POST", `/flows/${flowId}/enter`, { customerIds: [two], key: "by-hand" })).body).toEqual({
    asked: 0,
  })
  await settle(ctx)
  ctx.pass(3_600_000)
  await settle(ctx)
  const numbers = (await call("GET", `/flows/${flowId}/numbers`)).body
  expect(numbers).toMatchObject({ entered: 2, inside: 2, reached: 0, refused: [] })
  const at = (step: string) => numbers.steps.find((one: { step: string }) => one.step === step)
  expect(at("wait")).toMatchObject({ entered: 2, waiting: 0, ways: [{ way: "next", outcome: "waited", count: 2 }] })
  expect(at("mail")).toMatchObject({ entered: 2, waiting: 0, letters: [{ state: "planned", count: 2 }] })
  expect(at("rest")).toMatchObject({ entered: 2, waiting: 2 })
  const page = (await call("GET", `/flows/${flowId}/people?step=rest&limit=1`)).body
  expect(page.items).toHaveLength(1)
  const rest = (await call("GET", `/flows/${flowId}/people?step=rest&limit=1&cursor=${page.cursor}`)).body
  expect([page.items[0].customerId, rest.items[0].customerId].sort()).toEqual([one, two].sort())
  expect((await call("GET", `/flows/${flowId}/people?step=wait&way=next`)).body.items).toHaveLength(2)
  rights = ["messages:read"]
  expect((await call("GET", `/flows/${flowId}/people`)).body.items[0].name).toBeNull()
  rights = everything
  const person = (await call("GET", `/flows/${flowId}/people/${one}`)).body
  expect(person.runs[0].steps.map((taken: { step: string }) => taken.step)).toEqual(["wait", "mail"])
  expect(person.now).toMatchObject({
    comesIn: false,
    reasons: expect.arrayContaining([expect.objectContaining({ code: "inside", isMet: false })]),
  })
  expect((await call("GET", `/customers/${one}/flows`)).body.items).toMatchObject([{ flowId, flowName: name }])
  expect((await call("GET", "/flows?query=cart")).body.items).toMatchObject([{ flowId, inside: 2, entered: 2 }])
  expect((await call("POST", `/flows/${flowId}/duplicate`)).body.flow).toMatchObject({
    state: "draft",
    name: { en: "Copy of Cart left" },
  })
  const added = (await call("GET", "/flow-steps")).body.items
  expect(added.find((one: { step: string }) => one.step === "samples.stamp")).toMatchObject({
    with: { type: "object", required: ["stamps"] },
  })
  expect((await call("GET", `/flows/${ctx.id()}`)).status).toBe(404)
})

test("G41 segments say which flows use them; what is expected is counted on own data", async () => {
  const who = { kind: "event", names: ["Product Viewed"], window: { kind: "ever" }, range: { atLeast: 1 } } as const
  const draft = { name: { ja: "見た人", en: "Viewers" }, intent: "見た方に届ける", document: { format: 1, who } }
  const { segmentId } = (await call("POST", "/segments", draft)).body
  await call("POST", `/segments/${segmentId}/publish`)
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "segment", segmentId, move: "entered" },
    entry: { exclusion: { format: 1, who: { kind: "orders", measure: "count", range: { atLeast: 1 } } } },
    first: "mail",
    steps: [letterStep("mail", null)],
  })
  const [one = ""] = people
  await happens(ctx, one, "Product Viewed")
  await known()
  const listed = (await call("GET", "/segments")).body.items as { segmentId: string; usedBy: { to: string }[] }[]
  expect(listed.find((one) => one.segmentId === segmentId)?.usedBy.map(({ to }) => to)).toEqual([`/flows/${flowId}`])
  const document = {
    ...cart,
    trigger: { kind: "event", event: { names: ["Product Viewed"] } },
    entry: { audience: { format: 1, who } },
  }
  const expected = (await call("POST", "/flows/audience", { document })).body
  expect(expected, "today counts, too").toMatchObject({ fits: 1, last30Days: 1, perDay: 0 })
})

test("F61 D08 a birthday lets in whose it is, on the day in Japan, by asking everybody at once", async () => {
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "date", of: { kind: "birthday" }, days: -1, at: "00:00" },
    entry: { reentry: { kind: "after-days", days: 300 } },
    first: "mail",
    steps: [letterStep("mail", null, { template: { templateId, version: 1 } })],
  })
  ctx.moveTo("2026-04-01T23:59:59.999+09:00")
  await inTransaction(ctx, startByTime)
  await settle(ctx)
  expect(await lettersOf(ctx, flowId)).toEqual([])
  ctx.moveTo("2026-04-02T00:00:00.000+09:00")
  for (let i = 0; i < 2; i++) await inTransaction(ctx, startByTime)
  engine.away(true)
  await settle(ctx)
  expect(await lettersOf(ctx, flowId), "nobody is guessed at while nobody can be asked").toEqual([])
  engine.away(false)
  await settle(ctx)
  expect((await lettersOf(ctx, flowId)).map(({ customerId }) => customerId)).toEqual([people[2]])
})

test("G41 a flow that has just been launched is expected to send by what would have set it off", async () => {
  const [one = ""] = people
  for (let i = 0; i < 15; i++) await happens(ctx, one, "Wishlist Viewed")
  await known()
  ctx.pass(24 * 3_600_000)
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "event", event: { names: ["Wishlist Viewed"] } },
    entry: {},
    first: "mail",
    steps: [letterStep("mail", null)],
  })
  const days = { first: day("2026-04-03"), last: day("2026-04-04") }
  const expected = await inTransaction(ctx, (ctx) => expectedFlowVolume(ctx, days))
  expect(expected.filter(({ id }) => id === flowId).map(({ day, count }) => [day, count])).toEqual([
    ["2026-04-03", 0.5],
    ["2026-04-04", 0.5],
  ])
})
