import { z } from "zod"
import { identitiesOf } from "#customers"
import type { Context } from "#kernel/context"
import { anyEffect, backoff, enqueue, performedEffect } from "#kernel/effects"
import { deleteFactsOf } from "./facts-projection.ts"
import { deleteEventsOf } from "./storage.ts"
import { deleteDeadLettersWith } from "./storage-dead-letters.ts"

const Forgotten = z.object({ customerIds: z.array(z.uuid()).min(1), isHard: z.boolean() })

/**
 * Removes somebody from ClickHouse (F96): at once so that no question finds them, and after a while from its files, which
 * also takes what was on its way there when they were erased.
 */
const forgetFacts = performedEffect({
  kind: "events.forget-facts",
  title: { ja: "消去した方のできごとの消去", en: "Erasing the events of a person" },
  payload: Forgotten,
  concurrency: 1,
  leaseMs: 300_000,
  perform: async (ctx, { customerIds, isHard }, attempt) => {
    if (!ctx.facts.available()) return { kind: "retry", reason: "clickhouse_away", afterMs: backoff(ctx, attempt) }
    await deleteFactsOf(ctx, customerIds, isHard)
    return { kind: "done" }
  },
  settle: async () => {},
  lost: () => "retry",
})
export const forgetFactsEffect = anyEffect(forgetFacts)

const laterMs = 10 * 60_000

/** A person is erased: nothing of what they did stays under their ids, in no store. */
export async function forgetCustomer(
  ctx: Context,
  erased: { customerId: string; customerIds: string[] },
): Promise<void> {
  const { customerId, customerIds } = erased
  const identities = await identitiesOf(ctx, customerId)
  await deleteDeadLettersWith(
    ctx,
    identities.map((identity) => identity.value),
  )
  await deleteEventsOf(ctx, customerIds)
  await enqueue(ctx, forgetFacts, { customerIds, isHard: false }, { key: customerId })
  const notBefore = new Date(ctx.now().getTime() + laterMs)
  await enqueue(ctx, forgetFacts, { customerIds, isHard: true }, { key: `${customerId}:hard`, notBefore })
}
