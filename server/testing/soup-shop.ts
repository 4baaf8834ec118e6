import { applyOrder, applyRefund } from "#orders"
import { applyShipment, recordCarrierEvent } from "#shipments"
import type { TestContext } from "./context.ts"
import { anOrder } from "./orders.ts"

type Bought = {
  readonly total?: number
  readonly codes?: readonly string[]
  readonly home?: string
}
export type Purchase = { readonly orderId: string; readonly externalId: string }

/** A shop of soups: whoever has an address buys one, at a home of its own unless told; it arrives, or goes back. */
export function aSoupShop(ctx: () => TestContext) {
  let orders = 0
  return {
    buy: async (email: string, { total = 5_000, codes = [], home }: Bought = {}): Promise<Purchase> => {
      const externalId = String(++orders)
      const line = { externalId: "l1", sku: "SOUP", title: "スープ", quantity: 1, unitPrice: total, discount: 0 }
      const order = anOrder({
        source: "test",
        externalId,
        number: `#${externalId}`,
        placedAt: ctx().now(),
        updatedAt: ctx().now(),
        customer: { identities: [{ kind: "email", issuer: "", value: email }], profile: { email } },
        lines: [{ ...line, taxIncluded: true }],
        totals: { goods: total, discount: 0, shipping: 0, tax: 0, paid: total, refunded: 0 },
        shippingAddress: {
          country: "JP",
          postalCode: "150-0001",
          prefecture: "東京都",
          street: home ?? `神宮前${externalId}-1`,
        },
        discountCodes: codes.map((code) => ({ code })),
      })
      return { orderId: (await applyOrder(ctx(), order)).orderId, externalId }
    },
    deliver: async ({ externalId }: Purchase): Promise<void> => {
      const trackingNumber = `44102837${externalId.padStart(4, "0")}`
      const parcel = { carrier: "sagawa" as const, trackingNumber }
      await applyShipment(ctx(), {
        ...parcel,
        source: "wms",
        externalId: `p${externalId}`,
        orderSource: "test",
        orderExternalId: externalId,
        origin: { kind: "dc", name: "蔵" },
        lines: [],
        shippedAt: ctx().now(),
        updatedAt: ctx().now(),
        isCancelled: false,
      })
      await recordCarrierEvent(ctx(), {
        ...parcel,
        source: "sagawa",
        externalId: `d${externalId}`,
        shipment: null,
        rawText: "配達完了",
        occurredAt: ctx().now(),
        place: null,
      })
    },
    giveBack: ({ externalId }: Purchase, amount = 5_000) =>
      applyRefund(
        ctx(),
        { source: "test", externalId },
        {
          externalId: `r${externalId}`,
          at: ctx().now(),
          amount,
          lines: [{ lineExternalId: "l1", quantity: 1, amount }],
        },
      ),
  }
}
