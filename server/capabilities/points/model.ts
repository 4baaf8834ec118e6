import { z } from "zod"
import type { Day } from "#kernel/days"
import { isDay } from "#kernel/days"
import type { Text } from "#kernel/text"

/** `live`, or `ring:<uuid>` of a beta ring. Nothing ever moves between books. */
export type Book = string
export const liveBook: Book = "live"

export const originClasses = ["purchase", "action", "goodwill", "paid", "opening"] as const
/**
 * Where a lot came from. Paid points are customers' money: they never become free ones, nor free ones paid. `opening`: free
 * points that were brought along from the system before.
 */
export type OriginClass = (typeof originClasses)[number]

/** Why points move. Unique within brand, book and kind: the same again posts nothing, other content under it is refused. */
export type Cause = { readonly type: string; readonly id: string; readonly rule: string; readonly seq: number }
/** A cause as the key of a map. */
export const keyOf = ({ type, id, rule, seq }: Cause): string => JSON.stringify([type, id, rule, Number(seq)])

const day = z.custom<Day>(isDay, "a day: 2026-04-01")
export const ExpiryRule = z.discriminatedUnion("kind", [
  /** So many months after it became usable, at the end of that day. */
  z.strictObject({ kind: z.literal("months"), months: z.int().min(1).max(240) }),
  /** At the end of this day. */
  z.strictObject({ kind: z.literal("at"), on: day }),
  /** So many months after the member last earned or spent anything, at the end of that day. */
  z.strictObject({ kind: z.literal("sliding"), months: z.int().min(1).max(240) }),
  /** At the end of the next such day of a year after the day on which it became usable. */
  z.strictObject({ kind: z.literal("yearly"), month: z.int().min(1).max(12), day: z.int().min(1).max(31) }),
])
export type ExpiryRule = z.infer<typeof ExpiryRule>

export const shortagePolicies = ["debt", "floor_zero", "deduct_cash", "manual_review"] as const
/** What happens where fewer points are left than must be taken back. */
export type ShortagePolicy = (typeof shortagePolicies)[number]

export const accounts = [
  "issuance",
  "opening",
  "pending",
  "available",
  "held",
  "debt",
  "redeemed",
  "expired",
  "revoked",
  "adjustment",
  "moved",
] as const
/** Where points stand. `opening`: what was brought along from the system before comes from there. `pending`, `available`, `held` and `debt` are each member's own; `moved` is passed through by merges. */
export type Account = (typeof accounts)[number]

export const postingKinds = [
  "earned",
  "opened",
  "confirmed",
  "spent",
  "held",
  "captured",
  "released",
  "expired",
  "revoked",
  "returned",
  "adjusted",
  "merged",
  "unmerged",
] as const
export type PostingKind = (typeof postingKinds)[number]

export type Lines = readonly { readonly lineId: string; readonly points: number }[]

export type Earn = {
  readonly customerId: string
  readonly points: number
  readonly origin: OriginClass
  readonly cause: Cause
  /** Of the programme's document; null when no rule made it. */
  readonly programmeVersion: number | null
  /** Shown to the member and to the accountant. */
  readonly reason: Text
  readonly effectiveAt: Date
  /** When it becomes usable; past: at once; null: not known yet, until `confirmPoints`. */
  readonly confirmsAt: Date | null
  /** Null: never. */
  readonly expiry: ExpiryRule | null
  readonly orderId?: string | undefined
  readonly lines?: Lines | undefined
  readonly book?: Book | undefined
}
export type Earned = {
  readonly cause: Cause
  /** Null where nothing was to be earned. */
  readonly lotId: string | null
  readonly isNew: boolean
  /** What can be spent once all that was posted together stands. */
  readonly available: number
}

export const purposes = ["order", "reward", "donation", "till"] as const
export type Purpose = (typeof purposes)[number]

export type Spend = {
  readonly customerId: string
  readonly points: number
  readonly cause: Cause
  readonly purpose: Purpose
  readonly reason: Text
  /** Now, when left out. */
  readonly effectiveAt?: Date | undefined
  readonly orderId?: string | undefined
  readonly book?: Book | undefined
}
export type Spent = {
  readonly transactionId: string
  readonly isNew: boolean
  readonly lots: readonly LotPart[]
  /** What can be spent afterwards; of a repeat: now. */
  readonly available: number
}
export type LotPart = { readonly lotId: string; readonly points: number }
export type SpendOutcome =
  | ({ readonly posted: true } & Spent)
  | { readonly posted: false; readonly reason: "not-enough" | "unknown-customer"; readonly available: number }

export type HoldAsked = Spend & { readonly ttlMs: number }
export type Held = { readonly holdId: string; readonly expiresAt: Date; readonly isNew: boolean }

export type Revoke = {
  readonly customerId: string
  /** What earned them. */
  readonly of: Pick<Cause, "type" | "id">
  /** What that is still worth, in points: what was earned beyond it is taken back, all told (L15). */
  readonly keeps: number
  readonly cause: Cause
  readonly effectiveAt: Date
  readonly shortage: ShortagePolicy
  readonly reason: Text
  readonly book?: Book | undefined
}
export type Revoked = {
  readonly cause: Cause
  /** Taken back by this: from lots, and as debt. */
  readonly revoked: number
  readonly debt: number
  /** What could not be taken back and was not made a debt. */
  readonly shortage: number
  readonly isNew: boolean
}

export type Return = {
  /** What was spent: the type and id of its cause. */
  readonly spend: Pick<Cause, "type" | "id">
  readonly points: number
  readonly cause: Cause
  readonly effectiveAt: Date
  readonly ifExpired: "lost" | { readonly graceDays: number }
  readonly reason?: Text | undefined
  readonly book?: Book | undefined
}
export type Returned = { readonly returned: number; readonly lost: number; readonly isNew: boolean }

export type Balance = {
  readonly available: number
  readonly pending: number
  readonly held: number
  /** What the next points earned repay first. */
  readonly debt: number
  /** All that ever became usable, less what was taken back. */
  readonly earnedEver: number
  readonly nextExpiry: { readonly points: number; readonly at: Date } | null
}

/** A lot as it is kept; `qty` = what is still in it + what was spent, expired and revoked of it. */
export type Lot = {
  readonly lotId: string
  readonly customerId: string
  readonly origin: OriginClass
  readonly qty: number
  readonly pending: number
  readonly available: number
  readonly held: number
  /** Taken back on its account, from whichever lot. */
  readonly clawed: number
  readonly earnedAt: Date
  readonly confirmsAt: Date | null
  readonly confirmedAt: Date | null
  readonly expiresAt: Date | null
  readonly expiry: ExpiryRule | null
}

/** What happened at once, as a person reads it. */
export type HistoryEntry = {
  readonly transactionId: string
  readonly postedAt: Date
  readonly effectiveAt: Date
  /** When it happened, where the books of that time were closed already. */
  readonly lateFrom: Date | null
  readonly kind: PostingKind
  /** What it is about, signed: earned and returned are more, spent, expired and revoked less. */
  readonly points: number
  /** What could be spent afterwards, debt taken off. */
  readonly balanceAfter: number
  readonly reason: Text
  readonly cause: Cause
  readonly orderId: string | null
}

/** One step of the journal: points that go from one account to another, so that every transaction sums to zero. */
export type Entry = {
  readonly seq: number
  readonly book: Book
  readonly transactionId: string
  readonly line: number
  readonly kind: PostingKind
  readonly customerId: string
  readonly lotId: string | null
  readonly origin: OriginClass | null
  readonly from: Account
  readonly to: Account
  readonly points: number
  readonly effectiveAt: Date
  readonly recordedAt: Date
  readonly lateFrom: Date | null
  readonly cause: Cause
  readonly orderId: string | null
  readonly programmeVersion: number | null
  readonly reason: Text
}
