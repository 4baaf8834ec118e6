import type { Milestone, OrderBody, OrderFact, OrderFacts, OrderState, OrderStatus, Refund } from "./model.ts"

/** An order of which nothing is known yet. */
export const unknownOrder: OrderState = {
  snapshot: null,
  approvedAt: null,
  allocatedAt: null,
  cancelledAt: null,
  deletedAt: null,
  redactedAt: null,
  refunds: [],
}

/**
 * Adds what one message says to what is known. The same set of messages gives the same state in any order and with any
 * duplicates (G8): the latest snapshot wins, equal times are decided by the hash, milestones keep their earliest time,
 * and a refund once made stays.
 */
export function fold(state: OrderState, facts: OrderFacts): OrderState {
  const body = facts.snapshot?.body
  const redactedAt = earliest(state.redactedAt, facts.redactedAt)
  return {
    snapshot: redacted(newer(state.snapshot, facts.snapshot ?? null), redactedAt !== null),
    redactedAt,
    approvedAt: earliest(state.approvedAt, facts.approvedAt, body?.paymentApprovedAt),
    allocatedAt: earliest(state.allocatedAt, facts.allocatedAt, body?.stockAllocatedAt),
    cancelledAt: earliest(state.cancelledAt, facts.cancelledAt, body?.cancelledAt),
    deletedAt: earliest(state.deletedAt, facts.deletedAt),
    refunds: mergeRefunds(state.refunds, [...(body?.refunds ?? []), ...(facts.refunds ?? [])]),
  }
}

type Version = OrderState["snapshot"]

function newer(a: Version, b: Version): Version {
  if (!a || !b) return a ?? b
  const later = b.body.updatedAt.getTime() - a.body.updatedAt.getTime()
  return later > 0 || (later === 0 && b.hash > a.hash) ? b : a
}

const redacted = (version: Version, isRedacted: boolean): Version =>
  version && isRedacted ? { ...version, body: withoutPerson(version.body) } : version

/** The order without its buyer: goods and money stay, since the books need them. */
export function withoutPerson(body: OrderBody): OrderBody {
  const { shippingAddress, billingAddress: _billing, note: _note, statusUrl: _statusUrl, gift, ...rest } = body
  const prefecture = shippingAddress?.prefecture
  return {
    ...rest,
    customer: { identities: [], profile: {} },
    ...(prefecture ? { shippingAddress: { prefecture } } : {}),
    ...(gift ? { gift: { isGift: gift.isGift } } : {}),
  }
}

function earliest(...times: (Date | null | undefined)[]): Date | null {
  return times.reduce<Date | null>((first, at) => (at && (!first || at < first) ? at : first), null)
}

function mergeRefunds(known: readonly Refund[], said: readonly Refund[]): readonly Refund[] {
  if (said.length === 0) return known
  const byId = new Map(known.map((refund) => [refund.externalId, refund]))
  for (const refund of said) {
    const before = byId.get(refund.externalId)
    if (!before || rank(refund) > rank(before)) byId.set(refund.externalId, refund)
  }
  return [...byId.values()].sort((a, b) => (a.externalId < b.externalId ? -1 : 1))
}

// Of two accounts of one refund the later one stands; equal times are decided by the text, which is the same everywhere.
const rank = (r: Refund) =>
  JSON.stringify([
    r.at.toISOString(),
    String(r.amount).padStart(14, "0"),
    r.reason ?? "",
    r.lines.map((l) => [l.lineExternalId, l.quantity, l.amount]),
  ])

/** What is to be paid, in minor units: the shop's own figure, else goods − discounts + shipping + tax that is not in the prices. */
export function totalOf({ totals, lines }: Pick<OrderBody, "totals" | "lines">): number {
  const taxOnTop = lines.some((line) => !line.taxIncluded) ? totals.tax : 0
  return totals.total ?? totals.goods - totals.discount + totals.shipping + taxOnTop
}

/** What was given back, in minor units: the sum of the refunds, or the shop's own figure when it knows of more. */
export function refundedOf(state: Pick<OrderState, "snapshot" | "refunds">): number {
  const sum = state.refunds.reduce((total, refund) => total + refund.amount, 0)
  return Math.max(sum, state.snapshot?.body.totals.refunded ?? 0)
}

/** Pieces given back, by line. Never more than were bought. */
export function refundedQuantities(state: Pick<OrderState, "snapshot" | "refunds">): Map<string, number> {
  const pieces = new Map<string, number>()
  for (const { lineExternalId, quantity } of state.refunds.flatMap((refund) => refund.lines))
    pieces.set(lineExternalId, (pieces.get(lineExternalId) ?? 0) + quantity)
  const bought = state.snapshot?.body.lines ?? []
  return new Map(bought.map((line) => [line.externalId, Math.min(line.quantity, pieces.get(line.externalId) ?? 0)]))
}

export function statusOf(state: OrderState): OrderStatus {
  if (!state.snapshot) return "unknown"
  if (state.deletedAt) return "deleted"
  if (state.cancelledAt) return "cancelled"
  if (state.approvedAt && state.allocatedAt) return "confirmed"
  if (state.approvedAt) return "payment-approved"
  return state.allocatedAt ? "stock-allocated" : "received"
}

/**
 * Whether the order counts as a purchase (D26): not when it was cancelled or deleted, nor when all of its money or all
 * of its pieces were given back.
 */
export function countsAsPurchase(state: OrderState): boolean {
  const body = state.snapshot?.body
  if (!body || state.cancelledAt || state.deletedAt) return false
  const total = totalOf(body)
  if (total > 0 && refundedOf(state) >= total) return false
  const bought = body.lines.reduce((sum, line) => sum + line.quantity, 0)
  const returned = [...refundedQuantities(state).values()].reduce((sum, quantity) => sum + quantity, 0)
  return bought === 0 || returned < bought
}

const milestoneNames: readonly [Milestone, string][] = [
  ["approvedAt", "payment-approved"],
  ["allocatedAt", "stock-allocated"],
  ["cancelledAt", "cancelled"],
  ["deletedAt", "deleted"],
]

/** Everything that has become of the order, in the order in which it is told. Nothing while the order itself is unknown. */
export function factsOf(state: OrderState): OrderFact[] {
  if (!state.snapshot) return []
  return [
    { fact: "received", at: state.snapshot.body.placedAt },
    ...milestoneNames.flatMap(([key, fact]) => {
      const at = state[key]
      return at ? [{ fact, at }] : []
    }),
    ...state.refunds.map((refund) => ({ fact: `refunded:${refund.externalId}`, at: refund.at, refund })),
  ]
}

/** Older than this when first seen, a fact changes the order but sends nothing (F52). */
export const maxAgeMs = 24 * 3_600_000

/**
 * Whether it is too late to tell the buyer: the fact is old, or the order was already over when we heard of it, or the
 * order itself is old and this is the first we hear of it (F52). Shops do not say when a payment was approved, only that
 * it was: of an order that we saw unpaid before, that is news; of one that we never saw, it may be weeks old.
 */
export function isLate(fact: OrderFact, state: OrderState, now: Date, firstSight: boolean): boolean {
  const isOld = (at: Date) => now.getTime() - at.getTime() > maxAgeMs
  if (state.deletedAt || state.redactedAt || isOld(fact.at)) return true
  if (fact.fact === "cancelled" || fact.refund) return false
  const placedAt = state.snapshot?.body.placedAt
  return state.cancelledAt !== null || (firstSight && placedAt !== undefined && isOld(placedAt))
}

/** An order number as it is compared: "＃1001", "#1001 " and "1001" are one. */
export const numberKey = (number: string): string =>
  number
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^\s*(?:no\.?|#)?\s*/, "")
    .replace(/\s+/g, "")
