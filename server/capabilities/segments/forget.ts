import { z } from "zod"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { anyEffect, backoff, enqueue, performedEffect } from "#kernel/effects"
import { forgetPeople } from "./facts-people.ts"
import { deletePeople } from "./storage-members.ts"

const Forgotten = z.object({ brandId: z.uuid(), customerIds: z.array(z.uuid()).min(1).optional() })

/** Removes people, or all of a brand, from what ClickHouse keeps for segments (F96). */
const forget = performedEffect({
  kind: "segments.forget-people",
  payload: Forgotten,
  concurrency: 1,
  leaseMs: 300_000,
  perform: async (ctx, { brandId, customerIds }, attempt) => {
    if (!ctx.facts.available()) return { kind: "retry", reason: "clickhouse_away", afterMs: backoff(ctx, attempt) }
    await forgetPeople(inBrand(ctx, brandId), customerIds)
    // What was reckoned before that may have moved them once more.
    if (customerIds) await inTransaction(inBrand(ctx, brandId), (ctx) => deletePeople(ctx, customerIds))
    return { kind: "done" }
  },
  settle: async () => {},
  lost: () => "retry",
})
export const forgetPeopleEffect = anyEffect(forget)

export async function forgetCustomer(
  ctx: Context,
  { customerId, customerIds }: { customerId: string; customerIds: string[] },
): Promise<void> {
  await deletePeople(ctx, customerIds)
  await enqueue(ctx, forget, { brandId: ctx.brandId, customerIds }, { key: customerId })
}

const laterMs = 60_000

/** A brand is gone; again after a while, for what was on its way. In the platform's context. */
export async function forgetBrand(ctx: Context, { brandId }: { brandId: string }): Promise<void> {
  await enqueue(ctx, forget, { brandId }, { key: brandId })
  const notBefore = new Date(ctx.now().getTime() + laterMs)
  await enqueue(ctx, forget, { brandId }, { key: `${brandId}:again`, notBefore })
}
