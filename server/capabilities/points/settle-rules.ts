import type { Text } from "#kernel/text"
import { begin, type Desk, type DeskHold, type DeskLot, finish, move, repay, type Transaction } from "./desk-rules.ts"
import { expiresAt } from "./expiry-rules.ts"

const reasons = {
  confirmed: { ja: "使えるようになりました", en: "Became usable" },
  expired: { ja: "有効期限が切れました", en: "Expired" },
  released: { ja: "確保の時間が過ぎました", en: "The time to use what was kept is over" },
} satisfies Record<string, Text>

type Due = { readonly at: Date; readonly rank: number; readonly id: string; readonly carryOut: (at: Date) => void }

/**
 * Carries out everything that has come due by then, each at its own time and in one order, whoever asks first: holds whose
 * time is over, lots to be confirmed, lots that end. Settling twice is the same as once (INV11).
 */
export function settle(desk: Desk, until: Date): void {
  for (;;) {
    const next = nextDue(desk)
    if (!next || next.at > until) return
    next.carryOut(next.at)
  }
}

/** When something comes due next. */
export const dueAt = (desk: Desk): Date | null => nextDue(desk)?.at ?? null

function nextDue(desk: Desk): Due | undefined {
  let first: Due | undefined
  const offer = (due: Due) => {
    if (!first || isBefore(due, first)) first = due
  }
  for (const hold of desk.holds.values())
    if (hold.state === "open")
      offer({ at: hold.expiresAt, rank: 0, id: hold.holdId, carryOut: (at) => endHold(desk, hold, "expired", at) })
  for (const lot of desk.lots.values()) {
    if (lot.pending > 0 && lot.confirmsAt)
      offer({ at: lot.confirmsAt, rank: 1, id: lot.lotId, carryOut: (at) => confirm(desk, lot, at) })
    if (lot.available > 0 && lot.expiresAt)
      offer({ at: lot.expiresAt, rank: 2, id: lot.lotId, carryOut: (at) => expire(desk, lot, at) })
  }
  return first
}

const isBefore = (a: Due, b: Due): boolean =>
  a.at.getTime() !== b.at.getTime() ? a.at < b.at : a.rank !== b.rank ? a.rank < b.rank : a.id < b.id

function confirm(desk: Desk, lot: DeskLot, at: Date): void {
  const t = begin({
    kind: "confirmed",
    cause: { type: "lot", id: lot.lotId, rule: "confirm", seq: 0 },
    reason: reasons.confirmed,
    effectiveAt: at,
  })
  move(desk, t, lot, "pending", "available", lot.pending)
  lot.confirmedAt = at
  lot.expiresAt = expiresAt(lot.expiry, at, desk.zone)
  repay(desk, t)
  finish(desk, t)
}

function expire(desk: Desk, lot: DeskLot, at: Date): void {
  const t = begin({
    kind: "expired",
    cause: { type: "lot", id: lot.lotId, rule: "expiry", seq: at.getTime() },
    reason: reasons.expired,
    effectiveAt: at,
  })
  move(desk, t, lot, "available", "expired", lot.available)
  finish(desk, t)
}

/** Gives back what a hold keeps; what has ended meanwhile ends now (L18). */
export function endHold(desk: Desk, hold: DeskHold, state: "released" | "expired", at: Date): void {
  const t = begin({
    kind: "released",
    cause: hold.cause,
    reason: state === "expired" ? reasons.released : hold.reason,
    effectiveAt: at,
    orderId: hold.orderId,
  })
  for (const { lotId, points } of hold.parts) freeOf(desk, t, lotId, points, at)
  Object.assign(hold, { state, isChanged: true })
  repay(desk, t)
  finish(desk, t)
}

/** Lets go of held points of one lot. */
export function freeOf(desk: Desk, t: Transaction, lotId: string, points: number, at: Date): void {
  const lot = desk.lots.get(lotId)
  if (!lot) throw new Error(`lot ${lotId} is not on the desk`)
  move(desk, t, lot, "held", lot.expiresAt && lot.expiresAt <= at ? "expired" : "available", points)
}
