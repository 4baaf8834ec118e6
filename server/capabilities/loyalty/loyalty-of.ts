import { type Member, membersOf } from "#members"
import { type Balance, balancesOf } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { currentProgramme } from "./programmes.ts"

export type Loyalty = {
  readonly points: Balance
  /** What the usable points take off, minor units. */
  readonly worthYen: number
  readonly isMember: boolean
  readonly rank: Member["rank"]
}

const nothing: Balance = { available: 0, pending: 0, held: 0, debt: 0, earnedEver: 0, nextExpiry: null }

/** Where each of these people stands in the programme, by the ids as given. */
export const loyaltyOf = (ctx: Context, customerIds: readonly string[]): Promise<ReadonlyMap<string, Loyalty>> =>
  inTransaction(ctx, async (ctx) => {
    const yen = (await currentProgramme(ctx))?.programme.yenPerPoint ?? 1
    const balances = await balancesOf(ctx, customerIds)
    const members = await membersOf(ctx, customerIds)
    return new Map(
      customerIds.map((id) => {
        const [points, member] = [balances.get(id) ?? nothing, members.get(id)]
        const isMember = member !== undefined && member.left === null
        return [id, { points, worthYen: points.available * yen, isMember, rank: member?.rank ?? null }]
      }),
    )
  })
