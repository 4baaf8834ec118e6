import { rootIdsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { shownCode } from "./code-rules.ts"
import { depthBp } from "./offer-rules.ts"
import { selectOffers } from "./storage.ts"
import { forgetCodes, moveCodes, selectCodesOf } from "./storage-codes.ts"
import { selectGivenTo } from "./storage-redemptions.ts"

/** Two profiles are one person: her codes are together, and uses of both count against her limit. */
export const joinPeople = (ctx: Context, { from, into }: { from: string; into: string }): Promise<void> =>
  moveCodes(ctx, from, into)

/** A person is erased (F96): her codes open nothing any more, and nothing says that they were hers. */
export const forgetPeople = (ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> =>
  forgetCodes(ctx, customerIds)

/** What somebody was given, for her own request (S72). */
export const codesAsPersonalData = {
  name: "offers",
  read: async (ctx: Context, customerIds: readonly string[]) => ({
    codes: (await selectCodesOf(ctx, customerIds)).map((row) => ({ ...row, code: row.code && shownCode(row.code) })),
  }),
}

export type DiscountsGiven = {
  /** Codes since then, and how many of them were used. */
  readonly codes: number
  readonly used: number
  /** The deepest of them, in basis points; fixed amounts are taken of an order of the offer's minimum. */
  readonly deepestBp: number
}

/** How often and how deeply each of these people was given discounts since then (G42). Ids as given. */
export const discountsGiven = (
  ctx: Context,
  customerIds: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, DiscountsGiven>> =>
  inTransaction(ctx, async (ctx) => {
    const roots = await rootIdsOf(ctx, customerIds)
    const given = new Map((await selectGivenTo(ctx, [...new Set(roots.values())], since)).map((g) => [g.customerId, g]))
    const depths = new Map(
      (await selectOffers(ctx)).map(({ offerId, terms }) => [offerId, depthBp(terms.benefit, terms.minimum)]),
    )
    return new Map(
      [...roots].map(([id, root]) => {
        const found = given.get(root)
        const deepestBp = Math.max(0, ...(found?.offerIds ?? []).map((offerId) => depths.get(offerId) ?? 0))
        return [id, { codes: found?.codes ?? 0, used: found?.used ?? 0, deepestBp }]
      }),
    )
  })
