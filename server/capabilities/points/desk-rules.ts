import type { Text } from "#kernel/text"
import { expiresAt } from "./expiry-rules.ts"
import type { Account, Cause, Lot, LotPart, OriginClass, PostingKind } from "./model.ts"

type Writable<T> = { -readonly [K in keyof T]: T[K] }
/** A lot that lies on the desk; `isNew` and `isChanged` say what has to be written. */
export type DeskLot = Writable<Lot> & { isNew?: boolean; isChanged?: boolean }

export type Hold = {
  readonly holdId: string
  readonly customerId: string
  readonly points: number
  readonly parts: readonly LotPart[]
  readonly state: "open" | "captured" | "released" | "expired"
  readonly captured: number
  readonly cause: Cause
  readonly expiresAt: Date
  readonly reason: Text
  readonly purpose: string
  readonly orderId: string | null
}
export type DeskHold = Writable<Hold> & { isNew?: boolean; isChanged?: boolean }

export type Step = {
  readonly customerId: string
  readonly lotId: string | null
  readonly origin: OriginClass | null
  readonly from: Account
  readonly to: Account
  readonly points: number
}
export type Transaction = {
  readonly kind: PostingKind
  readonly cause: Cause
  readonly reason: Text
  readonly effectiveAt: Date
  readonly orderId: string | null
  readonly programmeVersion: number | null
  readonly steps: Step[]
  /** What can be spent by each member afterwards, debt taken off. */
  readonly balance: Map<string, number>
}

/** One member's points laid out to be worked on: the rules change what lies here and write down each step. */
export type Desk = {
  readonly customerId: string
  readonly zone: string
  debt: number
  readonly lots: Map<string, DeskLot>
  readonly holds: Map<string, DeskHold>
  readonly transactions: Transaction[]
}

export const openDesk = (customerId: string, zone: string, debt = 0): Desk => ({
  customerId,
  zone,
  debt,
  lots: new Map(),
  holds: new Map(),
  transactions: [],
})

export type Header = {
  readonly kind: PostingKind
  readonly cause: Cause
  readonly reason: Text
  readonly effectiveAt: Date
  readonly orderId?: string | null | undefined
  readonly programmeVersion?: number | null | undefined
}

export const begin = ({ orderId = null, programmeVersion = null, ...header }: Header): Transaction => ({
  ...header,
  orderId,
  programmeVersion,
  steps: [],
  balance: new Map(),
})

/** Puts a transaction down, unless nothing moved. */
export function finish(desk: Desk, transaction: Transaction): void {
  if (transaction.steps.length === 0) return
  transaction.balance.set(desk.customerId, sumsOf(desk).available - desk.debt)
  if (!desk.transactions.includes(transaction)) desk.transactions.push(transaction)
}

export type Sums = { readonly pending: number; readonly available: number; readonly held: number }

/** What all lots hold together. */
export function sumsOf(desk: Pick<Desk, "lots">): Sums {
  let [pending, available, held] = [0, 0, 0]
  for (const lot of desk.lots.values()) {
    pending += lot.pending
    available += lot.available
    held += lot.held
  }
  return { pending, available, held }
}

type Place = "pending" | "available" | "held"
const isPlace = (account: Account): account is Place =>
  account === "pending" || account === "available" || account === "held"

/** Moves points of a lot from one account to another, and writes the step down. Nothing for no points. */
export function move(desk: Desk, t: Transaction, lot: DeskLot, from: Account, to: Account, points: number): void {
  if (points === 0) return
  if (isPlace(from)) lot[from] -= points
  if (isPlace(to)) lot[to] += points
  if (to === "debt") desk.debt -= points
  if (from === "debt") desk.debt += points
  lot.isChanged = true
  t.steps.push({ customerId: desk.customerId, lotId: lot.lotId, origin: lot.origin, from, to, points })
}

/** The same for what is owed: no lot is concerned. */
export function owe(desk: Desk, t: Transaction, from: Account, to: Account, points: number): void {
  if (points === 0) return
  if (from === "debt") desk.debt += points
  if (to === "debt") desk.debt -= points
  t.steps.push({ customerId: desk.customerId, lotId: null, origin: null, from, to, points })
}

const time = (at: Date | null) => at?.getTime() ?? Number.POSITIVE_INFINITY
const compare = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0)

/** First ending, then first earned, first out (L18). */
export const byEnd = (a: DeskLot, b: DeskLot): number => compare(time(a.expiresAt), time(b.expiresAt)) || byAge(a, b)
export const byAge = (a: DeskLot, b: DeskLot): number =>
  compare(time(a.earnedAt), time(b.earnedAt)) || compare(a.lotId, b.lotId)

/** Lots from which can be taken, in the order in which it is taken. */
export const spendable = (desk: Desk): DeskLot[] =>
  [...desk.lots.values()].filter((lot) => lot.available > 0).sort(byEnd)

/** Of these lots so many points, in their order, as far as they go. */
export function share(lots: readonly DeskLot[], points: number, of: Place): { lot: DeskLot; points: number }[] {
  let left = points
  return lots.flatMap((lot) => {
    const taken = Math.min(left, lot[of])
    left -= taken
    return taken > 0 ? [{ lot, points: taken }] : []
  })
}

/** Whatever became free to use pays what is owed first; paid points are never touched for it (L16, I5, I20). */
export function repay(desk: Desk, t: Transaction): void {
  if (desk.debt === 0) return
  const free = spendable(desk).filter((lot) => lot.origin !== "paid")
  for (const { lot, points } of share(free, desk.debt, "available")) move(desk, t, lot, "available", "debt", points)
}

/** What lives on with each thing the member does, lives on from here; what is used up does not. */
export function keepAlive(desk: Desk, at: Date): void {
  for (const lot of desk.lots.values()) {
    if (lot.expiry?.kind !== "sliding" || !lot.expiresAt || lot.expiresAt <= at) continue
    if (lot.pending + lot.available + lot.held === 0) continue
    const later = expiresAt(lot.expiry, at, desk.zone)
    if (later && later > lot.expiresAt) Object.assign(lot, { expiresAt: later, isChanged: true })
  }
}
