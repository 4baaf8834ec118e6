import { captureHold, holdPoints, releaseHold } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { type Asked, bookOf, memberAt } from "./find-member.ts"

export type Holding = Pick<Asked, "code" | "customerId"> & {
  readonly storeId: string
  readonly saleId: string
  readonly points: number
  readonly minutes: number
  /** Counts what was held for the same sale before and released: another number of points is another hold. */
  readonly attempt: number
}

/**
 * Keeps points for the sale that is being rung up (L04): nobody else can spend them meanwhile, and they do not end. The same
 * sale again gets the same hold. Throws `members.UnknownCard`, `points.NotEnoughPoints`, `points.PointsExpired`, `points.LedgerConflict`.
 */
export const hold = (ctx: Context, { storeId, saleId, points, minutes, attempt, ...who }: Holding) =>
  inTransaction(ctx, async (ctx) => {
    const member = await memberAt(ctx, who)
    const { customerId } = member
    const { holdId, expiresAt } = await holdPoints(ctx, {
      customerId,
      book: bookOf(member),
      points,
      cause: { type: "till-hold", id: `${storeId}:${saleId}`, rule: "hold", seq: attempt },
      purpose: "till",
      reason: { ja: "店頭でのご利用", en: "Used at the till" },
      ttlMs: minutes * 60_000,
    })
    return { holdId, expiresAt }
  })

/** Spends held points where the till does not tell what was sold. Throws `points.HoldEnded`, `points.UnknownHold`. */
export const capture = async (ctx: Context, { holdId, points }: { holdId: string; points?: number | undefined }) => {
  const { available } = await captureHold(ctx, { holdId, ...(points === undefined ? {} : { points }) })
  return { available }
}

/** Frees them. Throws `points.HoldEnded` when they were spent, `points.UnknownHold`. */
export const release = (ctx: Context, { holdId }: { holdId: string }): Promise<void> => releaseHold(ctx, { holdId })
