import type { Text } from "#kernel/text"
import { begin, type Desk, type DeskLot, finish, move, owe, repay, sumsOf, type Transaction } from "./desk-rules.ts"

const reasons = {
  merged: { ja: "同じ方としてまとめました", en: "Two profiles became one" },
  unmerged: { ja: "まとめたのを元に戻しました", en: "The two profiles are two again" },
} satisfies Record<string, Text>

/** All that one member has goes to the other, by entries: lots, what is held, what is owed (L20). */
export function merge(from: Desk, into: Desk, id: string, at: Date): void {
  const t = begin({
    kind: "merged",
    cause: { type: "merge", id, rule: "", seq: 0 },
    reason: reasons.merged,
    effectiveAt: at,
  })
  // What ended just now stays whose it was, as if it had been written down before: an un-merge finds by the entries what came.
  for (const lot of from.lots.values()) if (lot.pending + lot.available + lot.held > 0) carry(from, into, t, lot)
  for (const hold of from.holds.values()) {
    from.holds.delete(hold.holdId)
    into.holds.set(hold.holdId, Object.assign(hold, { customerId: into.customerId, isChanged: true }))
  }
  passDebt(from, into, t, from.debt)
  repay(into, t)
  close(from, into, t)
}

export type Undone = {
  /** The lots that had come along. */
  readonly lotIds: ReadonlySet<string>
  readonly debt: number
  /** What paid a debt the moment the two became one. */
  readonly repaid: readonly { readonly lotId: string; readonly points: number }[]
}

/** Gives back what had come along, as far as it is still there, and undoes what the merge itself had paid of a debt (I17). */
export function unmerge(root: Desk, from: Desk, undone: Undone, id: string, at: Date): void {
  const t = begin({
    kind: "unmerged",
    cause: { type: "merge", id, rule: "", seq: 0 },
    reason: reasons.unmerged,
    effectiveAt: at,
  })
  for (const { lotId, points } of undone.repaid) {
    const lot = root.lots.get(lotId)
    if (lot) move(root, t, lot, "debt", "available", points)
  }
  const open = [...root.holds.values()].filter((hold) => hold.state === "open")
  // A hold over lots of both stays where it is, with its lots.
  const stays = new Set(
    open
      .filter((hold) => hold.parts.some((part) => !undone.lotIds.has(part.lotId)))
      .flatMap((hold) => hold.parts.map((part) => part.lotId)),
  )
  for (const lot of root.lots.values())
    if (undone.lotIds.has(lot.lotId) && !stays.has(lot.lotId)) carry(root, from, t, lot)
  for (const hold of open) {
    if (!hold.parts.every((part) => from.lots.has(part.lotId))) continue
    root.holds.delete(hold.holdId)
    from.holds.set(hold.holdId, Object.assign(hold, { customerId: from.customerId, isChanged: true }))
  }
  passDebt(root, from, t, Math.min(undone.debt, root.debt))
  repay(root, t)
  repay(from, t)
  close(root, from, t)
}

function carry(from: Desk, into: Desk, t: Transaction, lot: DeskLot): void {
  const { pending, available, held } = lot
  for (const [place, points] of [
    ["pending", pending],
    ["available", available],
    ["held", held],
  ] as const) {
    move(from, t, lot, place, "moved", points)
    move(into, t, lot, "moved", place, points)
  }
  from.lots.delete(lot.lotId)
  into.lots.set(lot.lotId, Object.assign(lot, { customerId: into.customerId, isChanged: true }))
}

function passDebt(from: Desk, into: Desk, t: Transaction, points: number): void {
  owe(from, t, "moved", "debt", points)
  owe(into, t, "debt", "moved", points)
}

/** One transaction over both desks, put down once. */
function close(one: Desk, other: Desk, t: Transaction): void {
  finish(other, t)
  if (t.steps.length > 0) t.balance.set(one.customerId, sumsOf(one).available - one.debt)
}
