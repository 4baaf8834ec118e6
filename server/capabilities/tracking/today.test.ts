import { expect, test } from "vitest"
import { applyOrder } from "#orders"
import { inTransaction } from "#kernel/context"
import { anOrder } from "#testing/orders"
import { testContext } from "#testing/context"
import { changeTrackingSettings, trackingSettings, versionedTrackingSettings } from "./settings.ts"
import { today } from "./today.ts"

test("the brand's day begins at its own midnight, and what was placed before is not of today", async () => {
  const ctx = await testContext()
  ctx.moveTo("2026-04-02T08:00:00+09:00")
  const placed = (externalId: string, at: string) =>
    applyOrder(
      ctx,
      anOrder({ externalId, number: `#${externalId}`, placedAt: new Date(at), updatedAt: new Date(at) }),
      {
        quiet: true,
      },
    )
  await placed("1", "2026-04-01T23:59:59+09:00")
  await placed("2", "2026-04-02T00:00:00+09:00")
  await placed("3", "2026-04-02T07:30:00+09:00")
  const { day, orders, messages, parcels } = await inTransaction(ctx, today)
  expect([day, orders.count, orders.hours[0], orders.hours[7], orders.usual]).toEqual(["2026-04-02", 2, 1, 1, null])
  expect(orders.money).toEqual([{ currency: "JPY", total: 15_460 }])
  expect([messages.sent, parcels.onTheRoad]).toEqual([0, 0])
})

test("a mail that the brand switches off is off, and a change on an old version is refused", async () => {
  const ctx = await testContext()
  const { settings, version } = await versionedTrackingSettings(ctx)
  await changeTrackingSettings(ctx, { ...settings, delivered: false }, version)
  expect((await trackingSettings(ctx)).delivered).toBe(false)
  await expect(changeTrackingSettings(ctx, settings, version)).rejects.toMatchObject({ name: "brands.SettingsMoved" })
})
