import type { Text } from "#kernel/text"
import {
  begin,
  type Desk,
  type DeskHold,
  type DeskLot,
  finish,
  type Header,
  keepAlive,
  move,
  repay,
  share,
  spendable,
  type Transaction,
} from "./desk-rules.ts"
import { expiresAt, graceEnds } from "./expiry-rules.ts"
import type { LotPart } from "./model.ts"
import { endHold, freeOf } from "./settle-rules.ts"

export type Fresh = Pick<DeskLot, "lotId" | "origin" | "qty" | "earnedAt" | "confirmsAt" | "expiry">

/** `opening`: brought along, which is nothing that the member has done. */
export type Source = "issuance" | "adjustment" | "opening"

/** A new lot: pending until it is confirmed, usable at once where that is past. */
export function earn(desk: Desk, header: Header, fresh: Fresh, from: Source, now: Date): DeskLot {
  const usable = fresh.confirmsAt !== null && fresh.confirmsAt <= now
  const zero = { customerId: desk.customerId, pending: 0, available: 0, held: 0, clawed: 0 }
  const confirmedAt = usable ? fresh.confirmsAt : null
  const ends = confirmedAt ? expiresAt(fresh.expiry, confirmedAt, desk.zone) : null
  const lot: DeskLot = { ...fresh, ...zero, confirmedAt, expiresAt: ends, isNew: true }
  desk.lots.set(lot.lotId, lot)
  const t = begin(header)
  if (from !== "opening") keepAlive(desk, header.effectiveAt)
  move(desk, t, lot, from, usable ? "available" : "pending", fresh.qty)
  repay(desk, t)
  finish(desk, t)
  return lot
}

/** Takes points, first ending first. Null when there are not enough: nothing is taken then. */
export function take(
  desk: Desk,
  header: Header,
  points: number,
  to: "redeemed" | "held" | "adjustment",
): LotPart[] | null {
  const lots = spendable(desk).filter((lot) => to !== "adjustment" || lot.origin !== "paid")
  const parts = share(lots, points, "available")
  if (parts.reduce((sum, part) => sum + part.points, 0) < points) return null
  const t = begin(header)
  for (const { lot, points } of parts) move(desk, t, lot, "available", to, points)
  if (to === "redeemed") keepAlive(desk, header.effectiveAt)
  finish(desk, t)
  return parts.map(({ lot, points }) => ({ lotId: lot.lotId, points }))
}

/** Spends what was held, or less of it; the rest is free again. The hold must be open. */
export function capture(desk: Desk, hold: DeskHold, points: number, at: Date): void {
  const { cause, reason, orderId } = hold
  const t = begin({ kind: "captured", cause, reason, effectiveAt: at, orderId })
  let left = points
  for (const part of hold.parts) {
    const lot = desk.lots.get(part.lotId)
    if (!lot) throw new Error(`lot ${part.lotId} is not on the desk`)
    const taken = Math.min(left, part.points)
    left -= taken
    move(desk, t, lot, "held", "redeemed", taken)
    freeOf(desk, t, part.lotId, part.points - taken, at)
  }
  Object.assign(hold, { state: "captured", captured: points, isChanged: true })
  keepAlive(desk, at)
  repay(desk, t)
  finish(desk, t)
}

export const release = (desk: Desk, hold: DeskHold, at: Date): void => endHold(desk, hold, "released", at)

export type GivesBack = "lost" | { readonly graceDays: number }

/**
 * Gives spent points back to their own lots with their own end, what was taken last first (L17). What has ended is lost,
 * or lives on for some days where the brand says so.
 */
export function giveBack(
  desk: Desk,
  t: Transaction,
  parts: readonly LotPart[],
  ifExpired: GivesBack,
  at: Date,
): { returned: number; lost: number } {
  let [returned, lost] = [0, 0]
  for (const { lotId, points } of parts) {
    const lot = desk.lots.get(lotId)
    if (!lot) throw new Error(`lot ${lotId} is not on the desk`)
    const isOver = lot.expiresAt !== null && lot.expiresAt <= at
    if (isOver && ifExpired === "lost") {
      move(desk, t, lot, "redeemed", "expired", points)
      lost += points
      continue
    }
    if (isOver && ifExpired !== "lost") lot.expiresAt = graceEnds(at, ifExpired.graceDays, desk.zone)
    move(desk, t, lot, "redeemed", "available", points)
    returned += points
  }
  repay(desk, t)
  finish(desk, t)
  return { returned, lost }
}

const erasedReason: Text = { ja: "お客様の情報を消したため", en: "The customer was erased" }

/** A person is erased: nothing can be spent or earned any more, and nothing is owed. */
export function closeDown(desk: Desk, id: string, at: Date): void {
  for (const hold of desk.holds.values()) if (hold.state === "open") endHold(desk, hold, "released", at)
  const cause = { type: "erasure", id, rule: "", seq: 0 }
  const t = begin({ kind: "revoked", cause, reason: erasedReason, effectiveAt: at })
  for (const lot of desk.lots.values()) {
    move(desk, t, lot, "pending", "revoked", lot.pending)
    move(desk, t, lot, "available", "revoked", lot.available)
  }
  if (desk.debt > 0) {
    const points = desk.debt
    desk.debt = 0
    t.steps.push({ customerId: desk.customerId, lotId: null, origin: null, from: "adjustment", to: "debt", points })
  }
  finish(desk, t)
}
