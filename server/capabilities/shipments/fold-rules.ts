import type { DeliveryMethod, LabelNote, ParcelState } from "./carriers/carrier.ts"
import { isDelivered } from "./carriers/carrier.ts"

export type Report = {
  readonly state: ParcelState
  readonly note: LabelNote | null
  readonly method: DeliveryMethod | null
  readonly isKnown: boolean
  readonly rawText: string
  readonly at: Date
  readonly place: string | null
}

export type Folded = {
  readonly state: ParcelState
  readonly stateAt: Date
  readonly note: LabelNote | null
  /** When the carrier first had it, as far as anyone reported. */
  readonly handedOverAt: Date | undefined
  readonly outForDeliveryAt: Date | null
  readonly deliveredAt: Date | null
  readonly deliveredBy: DeliveryMethod | null
}

// Reports of one moment have no order of their own; this one makes the fold the same whatever order they came in (G8).
const rank: Record<ParcelState, number> = {
  unknown: 0,
  label_created: 1,
  accepted: 2,
  in_transit: 3,
  held_at_branch: 4,
  out_for_delivery: 5,
  absent: 6,
  redelivery_requested: 7,
  investigating: 8,
  returning: 9,
  delivered: 10,
  delivered_locker: 11,
  delivered_okihai: 12,
  returned: 13,
  lost: 14,
}

/** Reports in the order in which they happened. */
export const inOrder = <R extends Report>(reports: readonly R[]): R[] =>
  [...reports].sort(
    (a, b) =>
      a.at.getTime() - b.at.getTime() ||
      rank[a.state] - rank[b.state] ||
      (a.rawText < b.rawText ? -1 : a.rawText > b.rawText ? 1 : 0),
  )

/**
 * A delivery that a return or an investigation follows within a day was none (J26). Japan Post says delivered of a parcel
 * that it then keeps at an office, so being held there takes it back too.
 */
const takesBack: readonly ParcelState[] = ["returning", "investigating", "held_at_branch"]
const takenBackWithinMs = 86_400_000

/** What all reports amount to: the same for every order in which they came in and any number of repeats (F50). */
export function foldReports(reports: readonly Report[], shippedAt: Date): Folded {
  const ordered = inOrder(reports)
  // A wording that we can't read changes nothing about what is known (J25); it is shown beside it.
  const known = ordered.filter((report) => report.state !== "unknown")
  const delivery = known.find((report) => isDelivered(report.state) && !isTakenBack(report, known))
  const latest = delivery ?? known.at(-1)
  const after = delivery
    ? known.findLast((r) => r.at > delivery.at && (r.state === "returning" || r.state === "returned"))
    : undefined
  const standing = after ?? latest
  return {
    state: standing?.state ?? "label_created",
    stateAt: standing?.at ?? shippedAt,
    note: standing?.note ?? null,
    handedOverAt: known.find((report) => report.state !== "label_created")?.at,
    outForDeliveryAt: known.findLast((report) => report.state === "out_for_delivery")?.at ?? null,
    deliveredAt: after ? null : (delivery?.at ?? null),
    deliveredBy: after ? null : (delivery?.method ?? null),
  }
}

const isTakenBack = (delivery: Report, known: readonly Report[]) =>
  known.some(
    (r) =>
      takesBack.includes(r.state) && r.at >= delivery.at && r.at.getTime() - delivery.at.getTime() <= takenBackWithinMs,
  )
