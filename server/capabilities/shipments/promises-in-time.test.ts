import { expect, test } from "vitest"
import { applyOrder } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { when } from "#kernel/events"
import { assemble } from "#kernel/product"
import { anOrder } from "#testing/orders"
import { testContext } from "#testing/context"
import { capabilities } from "../../capabilities.ts"
import { applyShipment } from "./apply-shipment.ts"
import { seaDays } from "./carriers/islands.ts"
import { shipmentDelayed, type ShipmentNews } from "./events.ts"
import { shipmentsOf } from "./find-shipments.ts"
import { watchPromises } from "./watch-promises.ts"

const hourMs = 3_600_000

/** A parcel that leaves and is never heard of again, looked after every three hours by the routine. */
async function silent(wanted: {
  shippedAt: string
  carrier: string
  postalCode?: string
  prefecture?: string
  days: number
}) {
  const heard: (ShipmentNews & { seen: Date })[] = []
  const listener = {
    name: "listener",
    reactions: [
      when(shipmentDelayed, async (ctx: Context, news) => {
        const seen = ctx.now()
        ctx.afterCommit(() => heard.push({ ...news, seen }))
      }),
    ],
  }
  const until = capabilities.slice(0, capabilities.findIndex((c) => c.name === "shipments") + 1)
  const shippedAt = new Date(wanted.shippedAt)
  const ctx = await testContext({
    at: new Date(shippedAt.getTime() + hourMs).toISOString(),
    product: assemble([...until, listener], { plugs: [], wake: () => {} }),
  })
  const { shippingAddress } = anOrder()
  const { orderId } = await applyOrder(
    ctx,
    anOrder({
      placedAt: shippedAt,
      updatedAt: shippedAt,
      shippingAddress: {
        ...shippingAddress,
        ...(wanted.postalCode ? { postalCode: wanted.postalCode } : {}),
        ...(wanted.prefecture ? { prefecture: wanted.prefecture } : {}),
      },
    }),
  )
  await applyShipment(ctx, {
    source: "shopify:test",
    externalId: "f1",
    orderSource: "shopify:test",
    orderExternalId: "5001",
    carrier: wanted.carrier,
    trackingNumber: null,
    origin: { kind: "dc", name: "平塚倉庫" },
    lines: [],
    shippedAt,
    updatedAt: shippedAt,
    isCancelled: false,
  })
  const [parcel] = await inTransaction(ctx, (ctx) => shipmentsOf(ctx, orderId))
  for (let hours = 0; hours < wanted.days * 24; hours += 3) {
    ctx.pass(3 * hourMs)
    await inTransaction(ctx, watchPromises)
  }
  return { heard, promised: parcel?.promised }
}

test("E11 over Golden Week a freight parcel is promised past the holidays, called late on the day it breaks its promise, never before", async () => {
  const { heard, promised } = await silent({ shippedAt: "2026-05-02T11:00:00+09:00", carrier: "seino", days: 8 })
  // 3 to 6 May 2026: Constitution Day on a Sunday, Greenery Day, Children's Day and the day off that makes up for the Sunday.
  expect(promised?.firstDay).toBe("2026-05-07")
  expect(heard.length).toBeGreaterThan(0)
  const first = heard[0]?.seen ?? new Date(0)
  expect(first.getTime()).toBeGreaterThan(new Date("2026-05-07T00:00:00+09:00").getTime())
  expect(first.getTime()).toBeLessThanOrEqual(new Date(`${promised?.lastDay}T24:00:00+09:00`).getTime() + 3 * hourMs)
})

test("E11 the same parcel by a carrier that works on holidays is missed within the holidays, and told once for each new day", async () => {
  const { heard, promised } = await silent({ shippedAt: "2026-05-02T11:00:00+09:00", carrier: "yamato", days: 4 })
  expect((promised?.lastDay ?? "") < "2026-05-07").toBe(true)
  const broken = new Date(`${promised?.lastDay}T24:00:00+09:00`).getTime()
  expect(heard[0]?.seen.getTime()).toBeLessThanOrEqual(broken + 3 * hourMs)
})

test("E11 a remote island is promised by its ship: not late while the ship is at sea", async () => {
  const where = { shippedAt: "2026-04-01T11:00:00+09:00", carrier: "yamato", prefecture: "東京都", days: 4 }
  const mainland = await silent({ ...where, postalCode: "150-0001" })
  const ogasawara = await silent({ ...where, postalCode: "100-2101" })
  expect((ogasawara.promised?.lastDay ?? "") > (mainland.promised?.lastDay ?? "")).toBe(true)
  expect(mainland.heard.length).toBeGreaterThan(0)
  expect(ogasawara.heard).toEqual([])
})

test("J23 an island is known by its postal code, however it is written; without one nothing is added", () => {
  expect(seaDays("〒907－0022")).toEqual(seaDays("9070022"))
  expect(seaDays("907-0022").max).toBeGreaterThan(0)
  for (const code of ["150-0001", "900-0015", "100-0001", "100-6590", "890-0053", "", undefined])
    expect(seaDays(code)).toEqual({ min: 0, max: 0 })
})
