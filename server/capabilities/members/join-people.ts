import { rootIdsOf } from "#customers"
import { touchCustomers } from "#segments"
import type { Context } from "#kernel/context"
import { judgeMembers } from "./judge.ts"
import { deleteMembers, selectOwn, selectRowsUnder, settleRoots } from "./storage-people.ts"

/**
 * Two profiles are one person: one membership counts, the one that began first; both cards open it. Undone, each has her
 * own again, since nothing was moved.
 */
export async function joinPeople(ctx: Context, { from, into }: { from: string; into: string }): Promise<void> {
  const rows = await selectRowsUnder(ctx, [from, into])
  if (rows.length === 0) return
  const roots = await rootIdsOf(ctx, rows)
  await settleRoots(ctx, roots, [from, into])
  const now = [...new Set(roots.values())]
  await judgeMembers(ctx, now)
  await touchCustomers(ctx, now)
}

/** A person is erased (F96): nothing says that she was a member; her card's number is never given again. */
export const forgetPeople = (ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> =>
  deleteMembers(ctx, customerIds)

/** What is kept of somebody, for her own request (S72). */
export const membershipAsPersonalData = {
  name: "members",
  read: (ctx: Context, customerIds: readonly string[]) => selectOwn(ctx, customerIds),
}
