import type { OrderSnapshot } from "#orders"
import type { Operation, Sale, SaleLine } from "./model.ts"

/** How far a till's clock may go ahead of ours. */
export const aheadMs = 10 * 60_000

/** What a line comes to, minor units. */
export const lineAmount = ({ quantity, unitPrice, discount }: SaleLine): number =>
  Math.max(0, quantity * unitPrice - discount)

export const goodsOf = (lines: readonly SaleLine[]): number => lines.reduce((sum, line) => sum + lineAmount(line), 0)

/** By what an order of this till is known to everybody else. */
export const orderName = ({ storeId, saleId }: { storeId: string; saleId: string }) => ({
  source: `till:${storeId}`,
  externalId: saleId,
})

/** The issuer under which a member's card is an identity of hers. */
export const cardIssuer = "member-card"

/** A sale as an order of a store, paid on the spot: whatever holds for orders holds for it (O17). */
export function orderOfSale(
  sale: Sale,
  identities: OrderSnapshot["customer"]["identities"],
  currency: string,
): OrderSnapshot {
  const goods = sale.lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0)
  const discount = sale.lines.reduce((sum, line) => sum + line.discount, 0)
  return {
    ...orderName(sale),
    number: sale.receipt ?? sale.saleId,
    placedAt: sale.at,
    updatedAt: sale.at,
    paymentApprovedAt: sale.at,
    channel: "store",
    storeId: sale.storeId,
    customer: { identities, profile: {} },
    currency,
    lines: sale.lines.map(({ lineId, product, taxRate, ...line }) => ({
      ...line,
      externalId: lineId,
      ...(taxRate === undefined ? {} : { taxRate }),
      ...(product === undefined ? {} : { productExternalId: product }),
    })),
    totals: { goods, discount, paid: Math.max(0, goods - discount) },
    refunds: [],
    ...(sale.codes.length > 0 ? { discountCodes: sale.codes.map((code) => ({ code })) } : {}),
  }
}

const places = { sale: 0, refund: 1, void: 2, release: 3 } as const

/** Operations in the order in which they are carried out: by their time, a sale before what undoes it. */
export const inOrder = (operations: readonly Operation[]): Operation[] =>
  operations.toSorted(
    (a, b) => timeOf(a) - timeOf(b) || places[a.kind] - places[b.kind] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )

/** Holds are released last: what a sale took of them is taken by then. */
function timeOf(operation: Operation): number {
  switch (operation.kind) {
    case "sale":
      return operation.sale.at.getTime()
    case "refund":
      return operation.refund.at.getTime()
    case "void":
      return operation.void.at.getTime()
    case "release":
      return Number.MAX_SAFE_INTEGER
  }
}
