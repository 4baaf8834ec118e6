import type { Context } from "#kernel/context"
import { endDoubles, forgetPeople, moveBack, movePeople } from "./storage-people.ts"

/** Two turned out to be one: her runs are under the id that she is known by now, and of two in one flow the earlier goes on. */
export async function onMerge(ctx: Context, { from, into }: { from: string; into: string }): Promise<void> {
  await movePeople(ctx, from, into)
  await endDoubles(ctx, into)
}

/** It was undone: she takes the runs along that she came with. */
export const onUnmerge = (ctx: Context, { from }: { from: string; into: string }): Promise<void> => moveBack(ctx, from)

/** Erased: her runs end and are forgotten with all that was noted of them; sums without names stay. */
export const onErase = (ctx: Context, { customerIds }: { customerId: string; customerIds: string[] }): Promise<void> =>
  forgetPeople(ctx, customerIds)
