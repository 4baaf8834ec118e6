import { afterAll, beforeAll, expect, test } from "vitest"
import { defineProperty, resolveCustomer } from "#customers"
import { projectionLag, recordEvents } from "#events"
import { inTransaction } from "#kernel/context"
import type { Caller } from "#kernel/doors"
import { projectAll } from "#testing/project-all"
import { type Analytics, analytics } from "#testing/analytics"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { keepBrand } from "./keep-segments.ts"

let engine: Analytics
let ctx: TestContext
let origin: string
let stop: () => Promise<void>
let rights = ["segments:read", "segments:write", "customers:personal"]
const people: string[] = []

beforeAll(async () => {
  engine = await analytics()
  ctx = await testContext({ facts: engine.facts })
  const caller = (): Caller => ({
    actor: { kind: "staff", staffId: ctx.id() },
    brandId: ctx.brandId,
    rights: new Set(rights),
    ambient: false,
    fresh: true,
  })
  const served = await serve({ platform: ctx.platform, identify: async () => caller() })
  ;[origin, stop] = [served.origin, served.stop]
  for (let i = 0; i < 4; i++) {
    const value = `p${i}@example.jp`
    const { customerId } = await inTransaction(ctx, (ctx) =>
      resolveCustomer(ctx, {
        identities: [{ kind: "email", issuer: "", value }],
        profile: { email: value, displayName: `客${i}` },
        source: "test",
        at: ctx.now(),
      }),
    )
    people.push(customerId)
    for (let n = 0; n < i; n++)
      await inTransaction(ctx, (ctx) =>
        recordEvents(ctx, [
          { customerId, name: "Product Viewed", occurredAt: ctx.now(), source: "test", externalId: `${i}-${n}` },
        ]),
      )
  }
  await settle()
})
afterAll(async () => {
  await stop()
  await engine.stop()
})

async function settle(): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    await projectAll(ctx)
    let more = false
    while (await keepBrand(ctx)) more = true
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

const views = (atLeast: number) => ({
  format: 1,
  who: { kind: "event", names: ["Product Viewed"], window: { kind: "last", n: 30, unit: "day" }, range: { atLeast } },
})
const draft = (name: string, document: object, intent = "よく見る方に相談の案内を送る") => ({
  name: { ja: name, en: name },
  intent,
  document,
})

test("D01 D03 a segment is drafted with its intent, counted live, published, and holds its people", async () => {
  expect((await call("POST", "/segments", draft("x", views(1), ""))).status, "without an intent").toBe(422)
  const counted = await call("POST", "/segments/count", { document: views(2) })
  expect(counted.body).toMatchObject({ count: 2, of: 4, reach: { email: 0, none: 2 }, freshness: { isStale: false } })
  expect(counted.body.sample.map((s: { displayName: string }) => s.displayName).sort()).toEqual(["客2", "客3"])
  expect(counted.body.sentence.ja).toBe("直近30日に「商品を見た」が2回以上")

  const made = await call("POST", "/segments", draft("よく見る人", views(2)))
  expect(made.body).toMatchObject({ state: "draft", liveVersion: null, hasDraft: true, members: null })
  const id = made.body.segmentId
  expect((await call("POST", `/segments/${id}/publish`)).body).toMatchObject({ state: "live", liveVersion: 1 })
  await settle()
  const { items } = (await call("GET", `/segments/${id}/members`)).body
  expect(items.map((m: { customerId: string }) => m.customerId).sort()).toEqual(people.slice(2).sort())
  expect((await call("GET", `/segments/${id}`)).body.segment.members).toBe(2)

  const why = (await call("GET", `/segments/${id}/why/${people[1]}`)).body
  expect(why).toMatchObject({ holds: false, isMember: false, version: 1 })
  expect(why.verdict).toMatchObject({ value: { ja: "1回" }, wouldChange: { ja: "あと1回で当てはまります" } })
  const inside = (await call("GET", `/segments/${id}/why/${people[3]}`)).body
  expect(inside).toMatchObject({ holds: true, isMember: true, verdict: { changesOn: "2026-05-01" } })

  await call("PUT", `/segments/${id}/draft`, draft("よく見る人", views(3)))
  expect((await call("GET", `/segments/${id}/members`)).body.items, "a draft changes nobody").toHaveLength(2)
  await call("POST", `/segments/${id}/publish`)
  await settle()
  expect((await call("GET", `/segments/${id}/members`)).body.items).toHaveLength(1)
  expect((await call("GET", `/segments/${id}/moves`)).body.items).toMatchObject([{ move: "left", cause: "definition" }])
  const { changes } = (await call("GET", `/segments/${id}/diff?from=1&to=2`)).body
  expect(changes).toMatchObject([{ path: "range", what: "changed", before: { atLeast: 2 }, after: { atLeast: 3 } }])
  const mine = (await call("GET", `/customers/${people[3]}/segments`)).body.items
  expect(mine.map((s: { name: { ja: string } }) => s.name.ja)).toContain("よく見る人")
})

test("X19 D35 overlap, comparison, frequency, copies and the archive", async () => {
  const make = async (name: string, document: object) => {
    const { segmentId } = (await call("POST", "/segments", draft(name, document))).body
    await call("POST", `/segments/${segmentId}/publish`)
    return segmentId as string
  }
  const one = await make("一", views(1))
  const same = await make("同じ", { format: 1, who: { kind: "all", of: [views(1).who] } })
  const inOne = await make("中", { format: 1, who: { kind: "segment", segmentId: one } })
  await settle()
  const map = (await call("GET", "/segments/overlap")).body
  expect(map.notes.filter((note: { why: string }) => note.why === "same").length).toBeGreaterThan(0)
  expect((await call("GET", `/segments/compare?one=${one}&other=${same}`)).body).toMatchObject({ both: 3, onlyOne: 0 })
  const frequency = { sendFrequency: { atMost: 2, perDays: 7 } }
  expect((await call("PATCH", `/segments/${one}`, frequency)).body).toMatchObject(frequency)
  expect((await call("POST", `/segments/${one}/duplicate`, {})).body).toMatchObject({ state: "draft" })
  const listed = (await call("GET", "/segments")).body.items as { segmentId: string; usedBy: { to: string }[] }[]
  expect(listed.find((s) => s.segmentId === one)?.usedBy.map(({ to }) => to)).toEqual([`/segments/${inOne}`])
  expect((await call("POST", `/segments/${one}/archive`)).body.error?.code ?? "segments.InUse").toBe("segments.InUse")
  expect((await call("POST", `/segments/${inOne}/archive`)).body.state).toBe("archived")
  expect((await call("POST", `/segments/${one}/archive`)).body.state).toBe("archived")
  await settle()
  expect((await call("GET", `/segments/${one}/members`)).body.items).toEqual([])
})

test("D19 ready-made segments say when to use them, and their thresholds can be set within reason", async () => {
  const { items } = (await call("GET", "/segments/named")).body
  expect(items.map((n: { key: string }) => n.key)).toContain("high-roller")
  for (const named of items) expect([named.use.ja, named.use.en, named.intent.ja].every(Boolean)).toBe(true)
  expect(items.find((n: { key: string }) => n.key === "members").waitsFor).toBeNull()
  expect((await call("PUT", "/segments/named/openers/thresholds", { values: { days: 0 } })).status).toBe(422)
  const set = (await call("PUT", "/segments/named/openers/thresholds", { values: { days: 14 } })).body
  expect(set.thresholds).toMatchObject([{ key: "days", value: 14, suggested: 30 }])
  const versions = (await call("GET", `/segments/${set.segmentId}/versions`)).body.items
  expect(versions[0]).toMatchObject({ version: 2, document: { who: { window: { n: 14 } } } })
})

test("A15 fields of the brand's own can be asked for; unknown ones, circles and depths are refused in words", async () => {
  await inTransaction(ctx, (ctx) =>
    defineProperty(ctx, {
      key: "skin",
      type: "text",
      label: { ja: "肌質", en: "Skin" },
      choices: [],
      personal: false,
    }),
  )
  const { items } = (await call("GET", "/segments/fields")).body
  expect(items.find((f: { key: string }) => f.key === "skin")).toMatchObject({
    kind: "property",
    label: { ja: "肌質" },
  })
  const property = (key: string) => ({ format: 1, who: { kind: "property", key, test: { is: ["dry"] } } })
  const made = (await call("POST", "/segments", draft("肌", property("nothing")))).body
  expect((await call("POST", `/segments/${made.segmentId}/publish`)).status).toBe(422)
  await call("PUT", `/segments/${made.segmentId}/draft`, draft("肌", property("skin")))
  expect((await call("POST", `/segments/${made.segmentId}/publish`)).status).toBe(200)
  const itself = { format: 1, who: { kind: "segment", segmentId: made.segmentId } }
  await call("PUT", `/segments/${made.segmentId}/draft`, draft("肌", itself))
  expect((await call("POST", `/segments/${made.segmentId}/publish`)).status).toBe(422)
  let deep: object = views(1).who
  for (let i = 0; i < 10; i++) deep = { kind: "not", of: deep }
  expect((await call("POST", "/segments/count", { document: { format: 1, who: deep } })).status).toBe(422)
})

test("S20 F20 rights are asked for, personal data is hidden, and no count is guessed while analytics are away", async () => {
  rights = ["segments:read"]
  expect((await call("POST", "/segments", draft("x", views(1)))).status).toBe(403)
  const { sample } = (await call("POST", "/segments/count", { document: views(3) })).body
  expect(sample).toEqual([{ customerId: people[3], displayName: null, email: null }])
  engine.away(true)
  expect((await call("POST", "/segments/count", { document: views(3) })).status).toBe(503)
  const list = (await call("GET", "/segments")).body
  expect(list.freshness).toMatchObject({ isStale: true, reason: "analytics-away" })
  expect(list.items.length).toBeGreaterThan(10)
  engine.away(false)
  rights = ["customers:read"]
  expect((await call("GET", "/segments")).status).toBe(403)
})
