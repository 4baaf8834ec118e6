import { z } from "zod"
import { type Context, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { anyEffect, appliedEffect, enqueueAll } from "#kernel/effects"
import type { Book } from "./model.ts"
import { openDesks, putDown } from "./open-desks.ts"
import { type Due, selectDue } from "./storage-members.ts"

const crash = crashpoints("points.settle.written")

/** Writes down for these members what has come due. What a hand has moved meanwhile was settled by that. */
export const settleMembers = (ctx: Context, book: Book, customerIds: readonly string[]): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const desks = await openDesks(ctx, book, customerIds, [], { asGiven: true })
    await putDown(ctx, desks)
    crash("points.settle.written")
  })

const chunk = 500
/** So many are looked up at once; there may be any number of them. */
const page = 50_000
const Chunk = z.object({ book: z.string(), customerIds: z.array(z.uuid()) })

const settleChunk = appliedEffect({
  kind: "points.settle",
  payload: Chunk,
  concurrency: 1,
  title: { ja: "ポイントの確定と失効", en: "Confirm and expire points" },
  apply: (ctx, { book, customerIds }) => settleMembers(ctx, book, customerIds),
})
/** What has come due for several hundred members, in a transaction of its own: a crash repeats no more than that (F04). */
export const settleEffect = anyEffect(settleChunk)

/** Asks for everything that has come due by this occurrence: confirmations, holds whose time is over, points that end. */
export async function settleDue(ctx: Context, occurrence: Date): Promise<void> {
  const until = ctx.now()
  let asked = 0
  for (let after: Due | undefined; ; ) {
    const due: Due[] = await selectDue(ctx, until, page, { after })
    const chunks = [...Map.groupBy(due, (one) => one.book)].flatMap(([book, ones]) =>
      Array.from({ length: Math.ceil(ones.length / chunk) }, (_, i) => ({
        book,
        customerIds: ones.slice(i * chunk, (i + 1) * chunk).map((one) => one.customerId),
      })),
    )
    await enqueueAll(
      ctx,
      settleChunk,
      chunks.map((payload) => ({ payload, key: `${occurrence.toISOString()}:${asked++}` })),
    )
    after = due.at(-1)
    if (due.length < page) return
  }
}
