import { expect, test } from "vitest"
import { allRights } from "#brands"
import { anOrder } from "#testing/orders"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"

const jst = (text: string) => `2026-04-${text}+09:00`

/** The doors with a key that holds these rights. */
async function doors(ctx: TestContext, rights: readonly string[] = allRights) {
  const caller = {
    actor: { kind: "key" as const, keyId: ctx.id() },
    brandId: ctx.brandId,
    rights: new Set(rights),
    ambient: false,
    fresh: true,
  }
  const { origin, stop } = await serve({ platform: ctx.platform, caller })
  const ask = async (method: string, path: string, body?: object) => {
    const headers = body ? { "content-type": "application/json" } : {}
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  return { ask, stop }
}

const { source, externalId, ...order } = anOrder()
const parcel = {
  orderSource: source,
  orderExternalId: externalId,
  carrier: "ヤマト運輸",
  trackingNumber: "4410-2837-5561",
  origin: { kind: "dc", name: "平塚倉庫" },
  lines: [{ orderLineExternalId: "l1", quantity: 2 }],
  shippedAt: jst("01T11:00:00"),
  updatedAt: jst("01T11:00:00"),
}
const report = {
  source: "wms",
  externalId: "e1",
  carrier: "yamato",
  trackingNumber: "441028375561",
  rawText: "荷物受付",
  occurredAt: jst("01T18:00:00"),
}

test("U10 a warehouse tells of a parcel and its carrier's reports by API, each once, and reads them back", async () => {
  const ctx = await testContext({ at: jst("01T20:00:00") })
  const { ask, stop } = await doors(ctx)
  const {
    status,
    body: { orderId },
  } = await ask("PUT", `/orders/${source}/${externalId}`, { ...order, quiet: true })
  expect(status).toBe(200)
  const made = await ask("PUT", "/shipments/wms/P-1", parcel)
  expect(await ask("PUT", "/shipments/wms/P-1", parcel)).toEqual(made)
  expect((await ask("POST", "/carrier-events", report)).body).toEqual({ isNew: true })
  expect((await ask("POST", "/carrier-events", report)).body).toEqual({ isNew: false })
  const unknown = { ...report, externalId: "e2", rawText: "ただいま宇宙を旅しています", occurredAt: jst("01T19:00:00") }
  expect((await ask("POST", "/carrier-events", unknown)).body).toEqual({ isNew: true })
  const { body: one } = await ask("GET", `/shipments/${made.body.shipmentId}`)
  expect(one).toMatchObject({
    orderId,
    orderNumber: "#1001",
    carrier: "yamato",
    state: "accepted",
    standing: "on_time",
    promised: { firstDay: "2026-04-02" },
    unread: 1,
    trackingUrl: expect.stringMatching(/^https:\/\/member\.kms\.kuronekoyamato\.co\.jp\//),
    events: [
      { state: "accepted", rawText: "荷物受付", isKnown: true, carrier: "yamato" },
      { state: "unknown", rawText: "ただいま宇宙を旅しています", isKnown: false },
    ],
  })
  expect((await ask("GET", "/shipments?number=4410&onTheRoad=yes&unread=yes")).body).toMatchObject({
    items: [{ shipmentId: made.body.shipmentId }],
    cursor: null,
  })
  expect((await ask("GET", "/unread-labels")).body).toMatchObject({
    items: [{ carrier: "yamato", rawText: unknown.rawText, reports: 1 }],
  })
  expect((await ask("GET", "/shipment-counts")).body).toMatchObject({ onTheRoad: 1, needAttention: 0 })
  await stop()
})

test("a report that names no parcel, a parcel that is not there and an unknown field are refused in words", async () => {
  const ctx = await testContext()
  const { ask, stop } = await doors(ctx)
  const nameless = await ask("POST", "/carrier-events", { ...report, trackingNumber: null })
  expect(nameless).toMatchObject({
    status: 422,
    body: { error: { code: "shipments.NoParcelNamed", field: "trackingNumber" } },
  })
  expect(nameless.body.error.message.ja).toContain("trackingNumber")
  expect(await ask("GET", `/shipments/${ctx.id()}`)).toMatchObject({
    status: 404,
    body: { error: { code: "shipments.Unknown" } },
  })
  expect(await ask("PUT", "/shipments/wms/P-1", { ...parcel, colour: "red" })).toMatchObject({
    status: 422,
    body: { error: { field: "colour" } },
  })
  await stop()
})

test("how the brand ships is changed with a version, audited, and two who change it at once are told", async () => {
  const ctx = await testContext()
  const { ask, stop } = await doors(ctx)
  const { body: before } = await ask("GET", "/shipping-settings")
  expect(before).toMatchObject({ version: 0, settings: { cutOff: "12:00", carrier: "yamato" } })
  const settings = { ...before.settings, cutOff: "15:00", closedDays: ["2026-12-31"] }
  expect((await ask("PUT", "/shipping-settings", { settings, basedOn: 0 })).body).toMatchObject({ version: 1 })
  expect((await ask("GET", "/shipping-settings")).body).toEqual({ version: 1, settings })
  expect(await ask("PUT", "/shipping-settings", { settings, basedOn: 0 })).toMatchObject({ status: 409 })
  const bad = { settings: { ...settings, processingDays: { min: 3, max: 1 } }, basedOn: 1 }
  expect(await ask("PUT", "/shipping-settings", bad)).toMatchObject({
    status: 422,
    body: { error: { field: "settings.processingDays.max" } },
  })
  expect((await ask("GET", "/settings/shipping/history")).body).toMatchObject({
    items: [{ version: 1, value: settings }],
  })
  await stop()
})

test("who may not see parcels or change settings is refused", async () => {
  const ctx = await testContext()
  const { ask, stop } = await doors(ctx, ["customers:read"])
  for (const [method, path] of [
    ["GET", "/shipments"],
    ["GET", "/unread-labels"],
    ["GET", "/shipping-settings"],
  ] as const)
    expect(await ask(method, path)).toMatchObject({ status: 403 })
  expect(await ask("PUT", "/shipments/wms/P-1", parcel)).toMatchObject({ status: 403 })
  await stop()
})
