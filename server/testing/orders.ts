import type { OrderSnapshot } from "#orders"

/** An order of two jars and a soap, as a shop would tell it; `changes` overlay it. */
export function anOrder(changes: Partial<OrderSnapshot> = {}): OrderSnapshot {
  return {
    source: "shopify:test",
    externalId: "5001",
    number: "#1001",
    placedAt: new Date("2026-04-01T08:50:00+09:00"),
    updatedAt: new Date("2026-04-01T08:50:00+09:00"),
    channel: "online",
    customer: {
      identities: [{ kind: "email", issuer: "", value: "hanako@example.jp" }],
      profile: { familyName: "渡邉", givenName: "花子", email: "hanako@example.jp", language: "ja" },
    },
    currency: "JPY",
    lines: [
      {
        externalId: "l1",
        sku: "CREAM-50",
        title: "ひなたクリーム",
        variantTitle: "50g",
        quantity: 2,
        unitPrice: 3_300,
        discount: 300,
        taxRate: 1_000,
        taxIncluded: true,
        productExternalId: "p1",
        variantExternalId: "v1",
      },
      { externalId: "l2", sku: "SOAP-1", title: "石けん", quantity: 1, unitPrice: 880, discount: 0, taxIncluded: true },
    ],
    totals: { goods: 7_480, discount: 300, shipping: 550, tax: 702, paid: 7_730, refunded: 0 },
    shippingAddress: {
      name: "渡邉 花子",
      country: "JP",
      postalCode: "150-0001",
      prefecture: "東京都",
      city: "渋谷区",
      street: "神宮前1-2-3",
    },
    refunds: [],
    ...changes,
  }
}
