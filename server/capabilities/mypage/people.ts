import type { MailFacts } from "#messages"
import type { Context } from "#kernel/context"
import { hourMs } from "./code-rules.ts"
import { myPageLink } from "./my-page-link.ts"
import { forgetCodesBefore, forgetPeople, forgetSessionsBefore, moveTo, selectSessionsOf } from "./storage.ts"

/** Every letter's button to "her page" leads there. */
export async function pageLinks(ctx: Context, customerIds: readonly string[]): Promise<ReadonlyMap<string, MailFacts>> {
  const known = new Map<string, MailFacts>()
  for (const customerId of customerIds) known.set(customerId, { links: { page: await myPageLink(ctx, customerId) } })
  return known
}

/** Two profiles turned out to be one person: whoever was signed in stays so. */
export const joinPeople = (ctx: Context, { from, into }: { from: string; into: string }): Promise<void> =>
  moveTo(ctx, from, into)

/** A person is erased (F96): no browser opens the page any more. */
export const forget = (ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> =>
  forgetPeople(ctx, customerIds)

/** When somebody was signed in, for their own request (S72). */
export const sessionsOf = async (ctx: Context, customerIds: readonly string[]) => ({
  sessions: await selectSessionsOf(ctx, customerIds),
})

/** Codes are of use for minutes and are counted for an hour; sessions that are over for a month. */
export async function forgetOld(ctx: Context): Promise<void> {
  await forgetCodesBefore(ctx, new Date(ctx.now().getTime() - 24 * hourMs))
  await forgetSessionsBefore(ctx, new Date(ctx.now().getTime() - 30 * 24 * hourMs))
}
