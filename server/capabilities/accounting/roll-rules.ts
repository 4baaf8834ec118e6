/**
 * What changes the points that members hold. `carried`: brought along from the system before. `returned`:
 * used points that came back with a returned order.
 */
export const moveKinds = ["issued", "carried", "redeemed", "returned", "expired", "revoked", "adjusted"] as const
export type MoveKind = (typeof moveKinds)[number]

/** Points by where they come from: class, the month of issue and the month in which they expire; null: never. */
export type Origin = {
  readonly origin: string
  readonly issueMonth: string
  readonly expiryMonth: string | null
}
/** `points`: what members hold more or, less than 0, fewer. */
export type Move = Origin & { readonly kind: MoveKind; readonly points: number }
export type Stock = Origin & { readonly points: number }

export type RollLine = Origin & {
  readonly opening: number
  readonly issued: number
  /** Less what came back with returned orders. */
  readonly redeemed: number
  readonly expired: number
  readonly revoked: number
  readonly adjusted: number
  readonly closing: number
}

export type Roll = { readonly lines: readonly RollLine[]; readonly total: Omit<RollLine, keyof Origin> }

const sums = ["opening", "issued", "redeemed", "expired", "revoked", "adjusted", "closing"] as const

/**
 * Opening + issued − redeemed − expired − revoked ± adjusted = closing, for each origin, issue month and expiry month
 * (L30, I15). Lines come in one order whatever the order of what they are made of; those of nothing but zeros are left out.
 */
export function rollForward(opening: readonly Stock[], moves: readonly Move[]): Roll {
  const lines = new Map<string, { -readonly [K in keyof RollLine]: RollLine[K] }>()
  const lineOf = ({ origin, issueMonth, expiryMonth }: Origin) => {
    const key = keyOf({ origin, issueMonth, expiryMonth })
    const found = lines.get(key)
    if (found) return found
    const fresh = { origin, issueMonth, expiryMonth, ...zeros() }
    lines.set(key, fresh)
    return fresh
  }
  for (const stock of opening) {
    const line = lineOf(stock)
    line.opening += stock.points
    line.closing += stock.points
  }
  for (const move of moves) {
    const line = lineOf(move)
    line.closing += move.points
    if (move.kind === "issued" || move.kind === "adjusted") line[move.kind] += move.points
    else if (move.kind === "carried") line.issued += move.points
    else line[move.kind === "returned" ? "redeemed" : move.kind] -= move.points
  }
  const sorted = [...lines.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
  const kept = sorted.filter((line) => sums.some((sum) => line[sum] !== 0))
  const total = zeros()
  for (const line of kept) for (const sum of sums) total[sum] += line[sum]
  return { lines: kept.map((line) => positive(line)), total: positive(total) }
}

const zeros = () => ({ opening: 0, issued: 0, redeemed: 0, expired: 0, revoked: 0, adjusted: 0, closing: 0 })
const keyOf = ({ origin, issueMonth, expiryMonth }: Origin) => `${origin}|${issueMonth}|${expiryMonth ?? "9999-12"}`
/** −0 would be written as 0 but compared as another number. */
const positive = <L extends object>(line: L): L => {
  const plain = Object.entries(line).map(([key, value]) => [key, value === 0 ? 0 : value])
  return Object.fromEntries(plain) as L // safe: the same keys with the same values
}

/** Holds for every line and for their total. */
export const isBalanced = (line: Omit<RollLine, keyof Origin>): boolean =>
  line.opening + line.issued - line.redeemed - line.expired - line.revoked + line.adjusted === line.closing

/** What waits to be confirmed, rolled forward by itself. */
export type PendingRoll = {
  readonly opening: number
  readonly earned: number
  readonly confirmed: number
  readonly revoked: number
  readonly closing: number
}
