import {
  begin,
  byAge,
  type Desk,
  type DeskLot,
  finish,
  type Header,
  move,
  owe,
  repay,
  share,
  spendable,
  type Transaction,
} from "./desk-rules.ts"
import type { ShortagePolicy } from "./model.ts"

export type Taken = { readonly revoked: number; readonly debt: number; readonly shortage: number }

/**
 * Takes back what a cause earned beyond what it is still worth, over all that was taken back before (L15): from what is
 * pending of it, from the same lots, from the oldest others, and what is then missing by the policy (L16).
 */
export function revoke(
  desk: Desk,
  header: Header,
  own: readonly DeskLot[],
  keeps: number,
  policy: ShortagePolicy,
): Taken {
  const earned = own.reduce((sum, lot) => sum + lot.qty, 0)
  const clawed = own.reduce((sum, lot) => sum + lot.clawed, 0)
  const due = Math.max(0, earned - Math.max(0, keeps)) - clawed
  if (due <= 0) return { revoked: 0, debt: 0, shortage: 0 }
  const t = begin(header)
  const taken = takeLots(desk, t, own, due)
  const missing = due - taken
  const debt = policy === "debt" ? missing : 0
  owe(desk, t, "debt", "revoked", debt)
  // What was paid for is made good by free points, too, but only as a debt: nobody owes and has at once (I5).
  repay(desk, t)
  // Who reviews it by hand decides what becomes of the rest: it stays due.
  attribute(own, policy === "manual_review" ? taken : due)
  finish(desk, t)
  return { revoked: taken + debt, debt, shortage: missing - debt }
}

function takeLots(desk: Desk, t: Transaction, own: readonly DeskLot[], due: number): number {
  let left = due
  const from = (lots: readonly DeskLot[], place: "pending" | "available") => {
    for (const { lot, points } of share(lots, left, place)) {
      move(desk, t, lot, place, "revoked", points)
      left -= points
    }
  }
  const mine = [...own].filter((lot) => desk.lots.has(lot.lotId)).sort(byAge)
  from(mine, "pending")
  from(mine, "available")
  const ids = new Set(own.map((lot) => lot.lotId))
  // Free points never pay for paid ones, nor paid ones for free ones (I20).
  const isPaid = own.some((lot) => lot.origin === "paid")
  const others = spendable(desk).filter((lot) => !ids.has(lot.lotId) && (lot.origin === "paid") === isPaid)
  from(others.sort(byAge), "available")
  return due - left
}

/** What a person decides of points that were missing: she owes them, or they are let go; they are due no more either way. */
export function decideMissing(
  desk: Desk,
  header: Header,
  own: readonly DeskLot[],
  points: number,
  decision: "owed" | "forgiven" | "paid",
): void {
  const t = begin(header)
  owe(desk, t, "debt", "revoked", decision === "owed" ? points : 0)
  repay(desk, t)
  attribute(own, points)
  finish(desk, t)
}

/** Notes on the lots that were to be taken back how much of them was, never more than they held. */
function attribute(own: readonly DeskLot[], points: number): void {
  let left = points
  for (const lot of [...own].sort(byAge)) {
    const part = Math.min(left, lot.qty - lot.clawed)
    if (part === 0) continue
    lot.clawed += part
    lot.isChanged = true
    left -= part
  }
}
