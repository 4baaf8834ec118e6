import { afterAll, beforeAll, expect, test } from "vitest"
import type { Caller } from "#kernel/doors"
import { planFor, segmentOf } from "#testing/campaign-scene"
import { serve } from "#testing/http"
import { type TestContext, testContext } from "#testing/context"

let ctx: TestContext
let origin: string
let stop: () => Promise<void>
let rights: readonly string[] = []
let segmentId = ""

const reads = ["messages:read", "segments:read"]
const writes = [...reads, "messages:write"]

beforeAll(async () => {
  ctx = await testContext({ at: "2026-04-01T10:00:00+09:00" })
  const staffId = ctx.id()
  const caller = (): Caller => ({
    actor: { kind: "staff", staffId },
    brandId: ctx.brandId,
    rights: new Set(rights),
    ambient: false,
    fresh: true,
  })
  const served = await serve({ platform: ctx.platform, identify: async () => caller() })
  ;[origin, stop] = [served.origin, served.stop]
  segmentId = await segmentOf(ctx, [])
})
afterAll(() => stop())

async function ask(method: string, path: string, body?: unknown) {
  const reply = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: { "content-type": "application/json", "x-maido-csrf": "1" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  // safe: what is read of it is compared below
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
}

test("S20 writing, approving and sending are rights of their own", async () => {
  const campaignId = ctx.id()
  rights = reads
  const draft = { campaignId, name: "春の便り", plan: planFor(segmentId) }
  expect((await ask("POST", "/campaigns", draft)).status).toBe(403)
  rights = writes
  expect(await ask("POST", "/campaigns", draft)).toMatchObject({
    status: 200,
    body: { campaignId, state: "draft", revision: 1 },
  })
  // The same once more, as after a lost answer: one campaign.
  expect((await ask("POST", "/campaigns", draft)).status).toBe(200)
  expect((await ask("GET", "/campaigns")).body).toMatchObject({ items: [{ campaignId, segments: [{ segmentId }] }] })
  for (const [step, body] of [
    ["approve", { revision: 1 }],
    ["launch", { revision: 1 }],
    ["stop", {}],
  ] as const)
    expect((await ask("POST", `/campaigns/${campaignId}/${step}`, body)).status).toBe(403)
  rights = [...writes, "messages:send"]
  const refused = await ask("POST", `/campaigns/${campaignId}/launch`, { revision: 1 })
  expect(refused).toMatchObject({ status: 409, body: { error: { code: "campaigns.NotChecked" } } })
})

test("S03 a plan with unknown fields or two variants of one key is refused; an unknown campaign is not found", async () => {
  rights = writes
  const plan = planFor(segmentId)
  expect((await ask("POST", "/campaigns", { name: "x", plan: { ...plan, sendToAll: true } })).status).toBe(422)
  const twice = { ...plan, variants: [plan.variants[0], plan.variants[0]] }
  expect((await ask("POST", "/campaigns", { name: "x", plan: twice })).status).toBe(422)
  expect((await ask("GET", `/campaigns/${ctx.id()}`)).status).toBe(404)
  expect(await ask("GET", "/campaigns/calendar?from=2026-04-01&until=2026-04-03")).toMatchObject({
    status: 200,
    body: { days: [{ day: "2026-04-01", campaigns: [] }, { day: "2026-04-02" }, { day: "2026-04-03" }] },
  })
  expect(await ask("POST", "/campaigns/audience", { include: [segmentId] })).toMatchObject({
    status: 200,
    body: { count: 0, before: 0, reach: null },
  })
})
