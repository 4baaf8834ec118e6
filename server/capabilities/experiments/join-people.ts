import { clusterOf } from "#customers"
import type { Context } from "#kernel/context"
import { deleteArms, joinArms, movePerson, selectArmsOf } from "./storage.ts"

/** Two profiles are one person: she stays where she was assigned first, in every experiment (M25). */
export const joinPeople = (ctx: Context, { from, into }: { from: string; into: string }): Promise<void> =>
  joinArms(ctx, from, into)

/** They were two after all: each is counted by herself again, with the arm that she was treated by. */
export async function partPeople(ctx: Context, { from }: { from: string }): Promise<void> {
  await movePerson(ctx, await clusterOf(ctx, from), null, from)
}

/** A person is erased (F96): nothing says any more where she was. Results that were written down stay, as mere sums. */
export const forgetPeople = (ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> =>
  deleteArms(ctx, customerIds)

/** What somebody is compared in, for her own request (S72). */
export const armsAsPersonalData = {
  name: "experiments",
  read: async (ctx: Context, customerIds: readonly string[]) => ({ arms: await selectArmsOf(ctx, customerIds) }),
}
