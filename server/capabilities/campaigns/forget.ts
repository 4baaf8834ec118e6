import type { Context } from "#kernel/context"
import { deletePeople, joinPeople } from "./storage-people.ts"
import { deleteBinned } from "./storage.ts"

/** A person is erased: what she has heard of goes, too. Her letters are looked after by messages. */
export const forgetCustomer = (ctx: Context, { customerIds }: { readonly customerIds: readonly string[] }) =>
  deletePeople(ctx, customerIds)

export const followMerge = (ctx: Context, { from, into }: { readonly from: string; readonly into: string }) =>
  joinPeople(ctx, from, into)

const keptMs = 30 * 86_400_000
/** The bin is emptied of what has been in it for thirty days. */
export const emptyBin = async (ctx: Context): Promise<void> =>
  void (await deleteBinned(ctx, new Date(ctx.now().getTime() - keptMs)))
