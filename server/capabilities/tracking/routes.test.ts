import { expect, test } from "vitest"
import { applyOrder } from "#orders"
import { applyShipment } from "#shipments"
import { inTransaction } from "#kernel/context"
import { anOrder } from "#testing/orders"
import { testContext } from "#testing/context"
import { serve } from "#testing/http"
import { orderMessages } from "./order-messages.ts"

test("E10 staff open an order's tracking page as its buyer gets it; without the right they don't", async () => {
  const ctx = await testContext()
  const { orderId } = await applyOrder(ctx, anOrder(), { quiet: true })
  const rights = new Set(["orders:read"])
  const caller = {
    actor: { kind: "key" as const, keyId: ctx.id() },
    brandId: ctx.brandId,
    rights,
    ambient: false,
    fresh: true,
  }
  const { origin, stop } = await serve({ platform: ctx.platform, caller })
  const ask = async (id: string) => {
    const response = await fetch(`${origin}/api/v1/orders/${id}/tracking-link`)
    return { status: response.status, body: await response.json() }
  }
  const { body } = await ask(orderId)
  expect(body.path).toMatch(new RegExp(`^/s/${ctx.brand.slug}/orders/v1\\.`))
  expect(body.url.endsWith(body.path)).toBe(true)
  expect(await ask(ctx.id())).toMatchObject({ status: 404 })
  rights.clear()
  expect(await ask(orderId)).toMatchObject({ status: 403 })
  await stop()
})

test("E19 all that was written about an order is found with it: by order, by parcel, and nothing of another order", async () => {
  const ctx = await testContext({ at: "2026-04-01T12:00:00+09:00" })
  const { orderId } = await applyOrder(ctx, anOrder())
  await applyOrder(ctx, anOrder({ externalId: "5002", number: "#1002" }))
  await applyShipment(ctx, {
    source: "wms",
    externalId: "P-1",
    orderSource: "shopify:test",
    orderExternalId: "5001",
    carrier: "yamato",
    trackingNumber: "441028375561",
    origin: { kind: "dc", name: "平塚倉庫" },
    lines: [],
    shippedAt: new Date("2026-04-01T11:00:00+09:00"),
    updatedAt: new Date("2026-04-01T11:00:00+09:00"),
    isCancelled: false,
  })
  const { items } = await inTransaction(ctx, (ctx) => orderMessages(ctx, orderId))
  expect(items.map(({ kind }) => kind).sort()).toEqual(["tracking.order-received", "tracking.shipped"])
})
