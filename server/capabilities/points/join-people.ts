import { clusterOf } from "#customers"
import type { Context } from "#kernel/context"
import { sumsOf } from "./desk-rules.ts"
import { merge, unmerge } from "./merge-rules.ts"
import { liveBook } from "./model.ts"
import { openDesks, putDown } from "./open-desks.ts"
import { closeDown } from "./spend-rules.ts"
import { forgetReasons, moveAdjustments, selectAdjustmentsOf } from "./storage-adjustments.ts"
import { selectLastMerge } from "./storage-journal.ts"
import { passEarned, selectBooksOf } from "./storage-members.ts"
import { selectHistory } from "./storage-read.ts"
import { balancesOf } from "./read-points.ts"

type Pair = { readonly from: string; readonly into: string }

/** Two profiles are one person: what one has goes to the other by entries, debt and what is held included (L20). */
export async function joinPeople(ctx: Context, { from, into }: Pair): Promise<void> {
  for (const book of await selectBooksOf(ctx, [from])) {
    const desks = await openDesksOf(ctx, book, from, into)
    merge(desks.from, desks.into, ctx.id(), ctx.now())
    await putDown(ctx, desks.both)
    await passEarned(ctx, book, from, into, null)
  }
  await moveAdjustments(ctx, from, into)
}

/** That was undone: whoever it was has back what had come along, as far as it is still there (I17). */
export async function partPeople(ctx: Context, { from, into }: Pair): Promise<void> {
  for (const book of await selectBooksOf(ctx, [from])) {
    const last = await selectLastMerge(ctx, book, from, [into, ...(await clusterOf(ctx, into))])
    if (!last) continue
    // What paid a debt may be empty since: it is laid out, too, or nothing could come back to it.
    const lotIds = [...last.lotIds, ...last.repaid.map(({ lotId }) => lotId)]
    const desks = await openDesksOf(ctx, book, from, into, lotIds)
    const undone = { lotIds: new Set(last.lotIds), debt: last.debt, repaid: last.repaid }
    unmerge(desks.into, desks.from, undone, ctx.id(), ctx.now())
    await putDown(ctx, desks.both)
    const { available, held } = sumsOf(desks.from)
    await passEarned(ctx, book, into, from, available + held)
  }
}

/** Both desks under their own ids, though the profiles point at each other already. */
async function openDesksOf(ctx: Context, book: string, from: string, into: string, lotIds: readonly string[] = []) {
  const both = await openDesks(ctx, book, [from, into], lotIds, { asGiven: true })
  return { both, from: both.of(from), into: both.of(into) }
}

/** A person is erased (F96): what she had ends, and the words that staff wrote go. The entries stay; they name nobody. */
export async function forgetPeople(
  ctx: Context,
  { customerIds }: { readonly customerIds: readonly string[] },
): Promise<void> {
  for (const book of await selectBooksOf(ctx, customerIds)) {
    const desks = await openDesks(ctx, book, customerIds, [], { asGiven: true })
    for (const desk of desks.all) closeDown(desk, ctx.id(), ctx.now())
    await putDown(ctx, desks)
  }
  await forgetReasons(ctx, customerIds)
}

/** What is kept of somebody's points, for her own request (S72). */
export const pointsAsPersonalData = {
  name: "points",
  read: async (ctx: Context, customerIds: readonly string[]) => ({
    balances: Object.fromEntries(await balancesOf(ctx, customerIds)),
    history: (await Promise.all(customerIds.map((id) => selectHistory(ctx, liveBook, id, { limit: 1_000 })))).flat(),
    adjustments: await selectAdjustmentsOf(ctx, customerIds),
  }),
}
