import type { customerErased, PersonalData } from "#customers"
import type { z } from "zod"
import type { Context } from "#kernel/context"
import { applyMilestone } from "./apply-order.ts"
import { ordersOfIds } from "./find-order.ts"
import { selectNamesOf } from "./storage-privacy.ts"

/** A person is erased: their orders keep goods and money, for the books, and nothing that says whose they were. */
export async function forgetBuyer(
  ctx: Context,
  { customerIds }: z.output<typeof customerErased.payload>,
): Promise<void> {
  for (const name of await selectNamesOf(ctx, customerIds)) await applyMilestone(ctx, name, "redactedAt", ctx.now())
}

/** What a person may ask to see: every order of theirs as it is kept. */
export const ordersAsPersonalData: PersonalData = {
  name: "orders",
  read: (ctx, customerIds) => ordersOfIds(ctx, customerIds),
}
