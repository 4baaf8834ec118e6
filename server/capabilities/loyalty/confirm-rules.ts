import type { Confirms } from "./model.ts"

const dayMs = 86_400_000
const later = (a: Date, b: Date): Date => (a > b ? a : b)

export type Parcel = {
  readonly shippedAt: Date
  readonly deliveredAt: Date | null
  readonly isCancelled: boolean
  /** Pieces in it; 0 when the shop did not say. */
  readonly pieces: number
}

export type Delivery = {
  readonly channel: "online" | "store"
  readonly placedAt: Date
  readonly paidAt: Date
  /** Pieces that are still to be delivered or were: returned ones left out. */
  readonly pieces: number
  readonly parcels: readonly Parcel[]
}

/**
 * When pending points become usable; null while nobody can tell (L10). With payment on delivery or by transfer the payment may
 * come last: never before it. An order in several parcels waits for the last of them.
 */
export function confirmsAt(order: Delivery, { when, days, inStore, atLatestDays }: Confirms): Date | null {
  const atLatest = atLatestDays === null ? null : plusDays(order.paidAt, atLatestDays)
  if (order.channel === "store") return inStore === "at-once" ? order.paidAt : plusDays(order.paidAt, days)
  if (when === "return-window") return plusDays(order.paidAt, days)
  const parcels = order.parcels.filter(({ isCancelled }) => !isCancelled)
  if (!areComplete(order, parcels)) return atLatest
  if (when === "shipped-and-paid") return parcels.reduce((at, { shippedAt }) => later(at, shippedAt), order.paidAt)
  const delivered = parcels.map(({ deliveredAt }) => deliveredAt)
  if (delivered.some((at) => at === null)) return atLatest
  const last = delivered.reduce<Date>((at, one) => (one ? later(at, one) : at), order.placedAt)
  return later(plusDays(last, days), order.paidAt)
}

/** Everything has left; parcels that name no pieces are taken for all of it. */
function areComplete({ pieces }: Delivery, parcels: readonly Parcel[]): boolean {
  if (parcels.length === 0) return false
  if (parcels.some((parcel) => parcel.pieces === 0)) return true
  return parcels.reduce((sum, parcel) => sum + parcel.pieces, 0) >= pieces
}

const plusDays = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs)
