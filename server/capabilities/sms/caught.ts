import { identitiesOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { smsSize } from "./segments-rules.ts"
import { deleteCaughtOf, deleteLinksBefore, insertCaught } from "./storage.ts"

/** Keeps what a test brand would have sent. */
export const keepCaughtSms = (ctx: Context, { number, text }: { number: string; text: string }): Promise<void> =>
  inTransaction(ctx, (ctx) =>
    insertCaught(ctx, { caughtId: ctx.id(), number, text, parts: smsSize(text).parts, caughtAt: ctx.now() }),
  )

/** A person is erased (F96): what was caught for their number goes, too. */
export async function forgetCaught(ctx: Context, { customerId }: { readonly customerId: string }): Promise<void> {
  const identities = await identitiesOf(ctx, customerId)
  const numbers = identities.filter(({ kind }) => kind === "phone").map(({ value }) => value)
  await deleteCaughtOf(ctx, numbers)
}

const linksHoldMs = 180 * 86_400_000

/** Short addresses are gone after half a year. */
export const forgetOldLinks = (ctx: Context): Promise<void> =>
  deleteLinksBefore(ctx, new Date(ctx.now().getTime() - linksHoldMs))
