import { type Context, inTransaction } from "#kernel/context"
import { deletePlayed, deleteRunPeople, selectOldRuns } from "./storage-people.ts"
import { forgetRingPeople, moveRingPerson } from "./storage-rings.ts"

/** Two profiles are one person: who of them was in a ring is in it. What was played stays as it was. */
export const joinPeople = (ctx: Context, { from, into }: { from: string; into: string }): Promise<void> =>
  moveRingPerson(ctx, from, into)

/** A person is erased (F96): nothing played is about her, and she is in no ring. */
export async function forgetPeople(ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> {
  await deletePlayed(ctx, customerIds)
  await forgetRingPeople(ctx, customerIds)
}

const keptMs = 180 * 86_400_000

/** What was played of single people is kept for half a year; the sums stay. */
export const forgetOldPeople = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const old = await selectOldRuns(ctx, new Date(ctx.now().getTime() - keptMs))
    if (old.length > 0) await deleteRunPeople(ctx, old)
  })
