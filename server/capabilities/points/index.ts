export { adjustPoints, approveAdjustment, refuseAdjustment, reverseAdjustment } from "./adjust-points.ts"
export { type Carried, type CarriedAs, carryOver } from "./carry-over.ts"
export { closedUntil, closePeriod, commitBook, dropBook } from "./books.ts"
export { earnPoints } from "./earn-points.ts"
export { PointsError } from "./errors.ts"
export { pointsExpiring, pointsMoved } from "./events.ts"
export { expiresAt } from "./expiry-rules.ts"
export { captureHold, holdPoints, releaseHold } from "./hold-points.ts"
export {
  type Account,
  accounts,
  type Balance,
  type Book,
  type Cause,
  type Earn,
  type Earned,
  type Entry,
  ExpiryRule,
  type Held,
  type HistoryEntry,
  type HoldAsked,
  liveBook,
  type Lot,
  type OriginClass,
  originClasses,
  type PostingKind,
  type Purpose,
  type Return,
  type Returned,
  type Revoke,
  type Revoked,
  type ShortagePolicy,
  shortagePolicies,
  type Spend,
  type SpendOutcome,
  type Spent,
} from "./model.ts"
export { balancesOf, earnedBy, expiringLots, historyOf, journalAfter, journalSums, lotsOf } from "./read-points.ts"
export { confirmPoints, returnPoints, revokePoints, usedUnder } from "./revoke-points.ts"
export { spendMany, spendPoints } from "./spend-points.ts"
export type { Expiring, JournalPlace, JournalSum, LotRow, PlacedEntry } from "./storage-read.ts"
export { type LedgerVerdict, verifyLedger } from "./verify-ledger.ts"
export {
  type AccountMove,
  selectAccountMoves as accountMoves,
  selectCohortEnds as cohortEnds,
  selectEarnedOrders as earnedOrders,
  selectHolders as pointHolders,
  selectLotSums as lotSums,
  selectPaidPoints as paidPoints,
  selectPendingMoves as pendingMoves,
  selectPointsOf as pointsOf,
  selectReach as reachOf,
} from "./storage-accounts.ts"
export { selectHold as holdById } from "./storage-lots.ts"
export { type Earning, selectEarnings as earnings } from "./storage-earnings.ts"
