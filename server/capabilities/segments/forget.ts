import { z } from "zod"
import { type Context, inBrand, inTransaction, lock } from "#kernel/context"
import { anyEffect, backoff, enqueue, performedEffect } from "#kernel/effects"
import { forgetPeople } from "./facts-people.ts"
import type { Difference } from "./facts-answers.ts"
import { deleteForgotten, insertForgotten, selectForgotten } from "./storage-forgotten.ts"
import { deletePeople } from "./storage-members.ts"

const Forgotten = z.object({
  brandId: z.uuid(),
  customerIds: z.array(z.uuid()).min(1).optional(),
  /** The second time, when nothing of before can be under way any more. */
  isLast: z.boolean().default(false),
})

/** Removes people, or all of a brand, from what ClickHouse keeps for segments (F96). */
const forget = performedEffect({
  kind: "segments.forget-people",
  title: { ja: "消去した方をセグメントから消す", en: "Erasing people from segments" },
  payload: Forgotten,
  concurrency: 1,
  leaseMs: 300_000,
  perform: async (ctx, { brandId, customerIds, isLast }, attempt) => {
    if (!ctx.facts.available()) return { kind: "retry", reason: "clickhouse_away", afterMs: backoff(ctx, attempt) }
    await forgetPeople(inBrand(ctx, brandId), customerIds)
    // What was reckoned before that may have moved them once more.
    if (customerIds)
      await inTransaction(inBrand(ctx, brandId), async (ctx) => {
        await whileNobodyMoves(ctx)
        await deletePeople(ctx, customerIds)
        if (isLast) await deleteForgotten(ctx, customerIds)
      })
    return { kind: "done" }
  },
  settle: async () => {},
  lost: () => "retry",
})
export const forgetPeopleEffect = anyEffect(forget)

/** Waits for whoever is moving people of the brand, and has others wait until the transaction ends. */
const whileNobodyMoves = (ctx: Context): Promise<void> => lock(ctx, "segments.moves")

/**
 * Differences without those who were erased since they were reckoned. In the transaction that writes them: an erasure that
 * commits after it removes what was written, one that committed before it is seen here.
 */
export async function withoutErased(ctx: Context, different: readonly Difference[]): Promise<readonly Difference[]> {
  if (different.length === 0) return different
  await whileNobodyMoves(ctx)
  const forgotten = await selectForgotten(ctx)
  return forgotten.size === 0 ? different : different.filter(({ customerId }) => !forgotten.has(customerId))
}

const laterMs = 300_000

export async function forgetCustomer(
  ctx: Context,
  { customerId, customerIds }: { customerId: string; customerIds: string[] },
): Promise<void> {
  await insertForgotten(ctx, customerIds)
  await deletePeople(ctx, customerIds)
  const payload = { brandId: ctx.brandId, customerIds }
  await enqueue(ctx, forget, { ...payload, isLast: false }, { key: customerId })
  const notBefore = new Date(ctx.now().getTime() + laterMs)
  await enqueue(ctx, forget, { ...payload, isLast: true }, { key: `${customerId}:again`, notBefore })
}

/** A brand is gone; again after a while, for what was on its way. In the platform's context. */
export async function forgetBrand(ctx: Context, { brandId }: { brandId: string }): Promise<void> {
  await enqueue(ctx, forget, { brandId, isLast: false }, { key: brandId })
  const notBefore = new Date(ctx.now().getTime() + laterMs)
  await enqueue(ctx, forget, { brandId, isLast: true }, { key: `${brandId}:again`, notBefore })
}
