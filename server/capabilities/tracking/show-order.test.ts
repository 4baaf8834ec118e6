import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { plug } from "#kernel/ports"
import { applyOrder } from "#orders"
import { applyShipment, recordCarrierEvent } from "#shipments"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { trackingPortal } from "../../../portal/server.ts"
import { trackingLink } from "./link.ts"
import { trackingPages } from "./ports.ts"

const at = (text: string) => new Date(`2026-04-${text}+09:00`)
let ctx: TestContext
let origin = ""
let stop = async () => {}
let path = ""

beforeAll(async () => {
  ctx = await testContext({ plugs: [plug(trackingPages, trackingPortal)] })
  const served = await serve({ platform: ctx.platform })
  origin = served.origin
  stop = served.stop
  const { orderId } = await applyOrder(ctx, {
    source: "test",
    externalId: "1",
    number: "H-1",
    placedAt: at("01T08:00"),
    updatedAt: at("01T08:00"),
    channel: "online",
    customer: {
      identities: [{ kind: "email", value: "misaki@example.jp" }],
      profile: { familyName: "佐藤", givenName: "美咲", email: "misaki@example.jp", phone: "090-1234-5678" },
    },
    currency: "JPY",
    refunds: [],
    lines: [{ externalId: "l1", title: "<img src=x onerror=alert(1)>乳液", quantity: 1, unitPrice: 3080 }],
    totals: { goods: 3080, total: 3080 },
    shippingAddress: {
      name: "佐藤 美咲",
      postalCode: "248-0006",
      prefecture: "神奈川県",
      city: "鎌倉市",
      street: "小町2-14-6",
    },
    paymentApprovedAt: at("01T08:00"),
  })
  await applyShipment(ctx, {
    source: "wms",
    externalId: "p1",
    orderSource: "test",
    orderExternalId: "1",
    carrier: "yamato",
    trackingNumber: "441028375561",
    origin: { kind: "dc", name: "近江の蔵" },
    lines: [{ orderLineExternalId: "l1", quantity: 1 }],
    shippedAt: at("01T08:30"),
    updatedAt: at("01T08:30"),
    isCancelled: false,
  })
  path = trackingLink(ctx, ctx.brand.slug, orderId)
})
afterAll(() => stop())

const page = async (where: string, init: RequestInit = {}) => {
  const reply = await fetch(origin + where, { redirect: "manual", ...init })
  return { status: reply.status, headers: reply.headers, text: await reply.text() }
}

test("E10 E11 the page says where the parcel is and when it arrives, in the reader's language", async () => {
  const ja = await page(path)
  expect(ja.status).toBe(200)
  for (const words of ["近江の蔵", "鎌倉市", "4410-2837-5561", "3,080円"]) expect(ja.text).toContain(words)
  expect(ja.text).toMatch(/<b>4<\/b>月<b>2<\/b>日\(木\)/)
  const en = await page(`${path}?lang=en`)
  expect(en.text).toContain('lang="en"')
  expect(en.text).toContain("Delivery")
})

test("S-LINK4 a forwarded link shows the way of the parcel, not whom it goes to", async () => {
  const { text } = await page(path)
  for (const secret of ["佐藤", "美咲", "misaki", "小町", "248-0006", "090-1234-5678"])
    expect(text).not.toContain(secret)
})

test("S44 what a shop calls its goods is text, never markup", async () => {
  const { text, headers } = await page(path)
  expect(text).not.toContain("<img src=x")
  expect(headers.get("content-security-policy")).toContain("default-src 'none'")
  expect(headers.get("referrer-policy")).toBe("no-referrer")
})

test("S-LINK2 a scanner that asks for every link again and again changes nothing", async () => {
  const state = () =>
    inTransaction(ctx, async (ctx) => {
      const { rows } = await sql<{ state: string }>`
        select md5(string_agg(t::text, '')) as state from (
          select x::text as t from orders.orders x union all select x::text from shipments.shipments x
          union all select x::text from messages.messages x union all select x::text from kernel.outbox x) s`.execute(
        ctx.db,
      )
      return rows[0]?.state
    })
  const before = await state()
  for (let i = 0; i < 3; i++)
    for (const method of ["HEAD", "GET"])
      for (const where of [path, `${path}.ics`, `/s/${ctx.brand.slug}/track`])
        expect((await page(where, { method })).status).toBe(200)
  expect(await state()).toBe(before)
})

test("S-LINK1 a changed link, another brand's and an old one lead to the look-up, not to an order", async () => {
  const other = await testContext()
  const foreign = await page(path.replace(ctx.brand.slug, other.brand.slug))
  expect([foreign.status, foreign.text.includes("H-1")]).toEqual([400, false])
  const changed = await page(`${path.slice(0, -3)}AAA`)
  expect(changed.status).toBe(400)
  expect(changed.text).toContain(`/s/${ctx.brand.slug}/track`)
  ctx.pass(181 * 86_400_000)
  expect((await page(path)).status).toBe(410)
  ctx.pass(-181 * 86_400_000)
})

const lookUp = (number: string, proof: string) =>
  page(`/s/${ctx.brand.slug}/track`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ number, proof }).toString(),
  })

test("S17 an unknown number and a wrong proof give the same answer; the right ones lead to the page", async () => {
  const unknown = await lookUp("H-999", "248-0006")
  const wrong = await lookUp("H-1", "100-0001")
  expect([unknown.status, wrong.status]).toEqual([422, 422])
  expect(wrong.text.replace("H-1", "")).toBe(unknown.text.replace("H-999", ""))
  const right = await lookUp("h-1", "２４８ー０００６")
  expect(right.status).toBe(303)
  expect((await page(right.headers.get("location") ?? "")).status).toBe(200)
})

test("S17 who tries too often is asked in words to wait, and shown the way to a person", async () => {
  const rate = {
    count: async () => {
      throw KernelError.TooManyRequests({ retryAfterSeconds: 50 })
    },
  }
  const busy = await serve({ platform: ctx.platform, rate })
  const reply = await fetch(`${busy.origin}/s/${ctx.brand.slug}/track?lang=ja`, { method: "POST", body: "number=1" })
  expect([reply.status, reply.headers.get("retry-after")]).toEqual([429, "50"])
  const text = await reply.text()
  expect(text).toContain("1分ほど待って")
  expect(text).toContain('id="help"')
  await busy.stop()
})

test("E11 a late parcel's page says so first, with the old promise struck through", async () => {
  ctx.moveTo("2026-04-03T12:00:00+09:00")
  await recordCarrierEvent(ctx, {
    source: "yamato",
    externalId: "e1",
    carrier: "yamato",
    trackingNumber: "441028375561",
    shipment: null,
    rawText: "作業店通過",
    occurredAt: at("03T11:00"),
    place: "岐阜",
  })
  const { text } = await page(path)
  expect(text.indexOf('role="status"')).toBeGreaterThan(0)
  expect(text.indexOf('role="status"')).toBeLessThan(text.indexOf("荷物の歩み"))
  expect(text).toMatch(/<s>はじめのご案内 4月2日\(木\)<\/s>/)
})
