import { touchCustomers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import { memberEnrolled } from "./events.ts"
import { selectMembers } from "./storage.ts"
import { deleteCardsOf, deleteMembers, keepRing, selectRing } from "./storage-people.ts"

/** A beta ring is over and leaves no trace: who belonged by it alone never did. */
export const dropRing = (ctx: Context, ring: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const ids = await selectRing(ctx, ring)
    await deleteCardsOf(ctx, ids)
    await deleteMembers(ctx, ids)
    await touchCustomers(ctx, ids)
  })

/** A beta ring is kept: its people are members from when they joined it, and everybody hears of it now. */
export const commitRing = (ctx: Context, ring: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const roots = await keepRing(ctx, ring)
    await touchCustomers(ctx, roots)
    for (const { rootId, door, enrolledAt } of await selectMembers(ctx, roots))
      await announce(ctx, memberEnrolled, { customerId: rootId, by: door, at: enrolledAt, ring: null })
  })
