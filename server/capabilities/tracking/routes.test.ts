import { expect, test } from "vitest"
import { applyOrder } from "#orders"
import { anOrder } from "#testing/orders"
import { testContext } from "#testing/context"
import { serve } from "#testing/http"

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
