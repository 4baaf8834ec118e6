import { rootIdsOf } from "#customers"
import { touchCustomers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import type { Text } from "#kernel/text"
import { insertBoosts } from "./storage-orders.ts"

export type WantedBoost = {
  readonly customerId: string
  /** Hundredths of a per cent on top of the base: 10,000 is double points. */
  readonly bonusBp: number
  readonly days: number
  readonly name: Text
  /** Given once for each cause. */
  readonly cause: string
}

/** Gives people a bonus of their own from now on for some days: double points to win somebody back. */
export const giveBoosts = (ctx: Context, wanted: readonly WantedBoost[]): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const roots = await rootIdsOf(
      ctx,
      wanted.map(({ customerId }) => customerId),
    )
    const from = ctx.now()
    const boosts = wanted.flatMap(({ customerId, bonusBp, days, name, cause }) => {
      const root = roots.get(customerId)
      if (root === undefined) return []
      const until = new Date(from.getTime() + days * 86_400_000)
      return [{ boostId: ctx.id(), customerId: root, bonusBp, nameJa: name.ja, nameEn: name.en, from, until, cause }]
    })
    if (boosts.length === 0) return
    await insertBoosts(ctx, boosts)
    await touchCustomers(ctx, [...new Set(boosts.map(({ customerId }) => customerId))])
  })
