import { currentProgramme, expiryRule } from "#loyalty"
import { earnPoints } from "#points"
import { holderOf } from "#members"
import { type Context, inTransaction } from "#kernel/context"
import { TillError } from "./errors.ts"
import { bookOf, memberAt } from "./find-member.ts"
import type { Earning } from "./model.ts"
import { aheadMs } from "./sale-rules.ts"

/**
 * Points that a till has worked out itself, for shops that keep what they sell to themselves: once for each store and sale,
 * usable at once, ending as the programme says. Throws `till.NotYet`, `till.WhoseCard`, `members.UnknownCard`,
 * `members.NotAMember`, `points.LedgerConflict` where the same sale comes again with other content.
 */
export const earn = (ctx: Context, { storeId, saleId, at, points, ...who }: Earning) =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.now()
    if (at.getTime() > now.getTime() + aheadMs) throw TillError.NotYet({ field: "at" })
    const isByCard = who.code !== undefined && who.customerId === undefined
    const member = isByCard ? await holderOf(ctx, who.code ?? "") : await memberAt(ctx, who)
    const version = await currentProgramme(ctx)
    const effectiveAt = at < now ? at : now
    const [earned] = await earnPoints(ctx, [
      {
        customerId: member.customerId,
        book: bookOf(member),
        points,
        origin: "purchase",
        cause: { type: "till-earning", id: `${storeId}:${saleId}`, rule: "till", seq: 0 },
        programmeVersion: version?.version ?? null,
        reason: { ja: "店頭でのお買い物", en: "A purchase in the store" },
        effectiveAt,
        confirmsAt: effectiveAt,
        expiry: expiryRule(version?.programme.expiry ?? null),
      },
    ])
    return { points, isNew: earned?.isNew ?? false, available: earned?.available ?? 0 }
  })
