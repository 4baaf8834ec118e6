import type { PageRequest } from "#kernel/page"
import { type Context, inTransaction } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { Reader } from "./reader.ts"

/**
 * What others note when a customer who has signed in looks at her page: a fact of hers, as a visit to the shop is one. A link
 * from a letter notes nothing, for programs follow links, too (S-LINK2). Must be the same however often it is told.
 */
export type Seen = (ctx: Context, customerId: string) => Promise<void>
export const myPageSeen = contributionPoint<Seen>("mypage.seen")

/** Her page was shown; whatever goes wrong with the note, she sees it. */
export async function noteSeen({ ctx, customer, by }: Reader, request: PageRequest): Promise<void> {
  const notes = ctx.product.contributed(myPageSeen)
  if (by.kind !== "session" || request.method !== "GET" || notes.length === 0) return
  try {
    await inTransaction(ctx, async (ctx) => {
      for (const note of notes) await note(ctx, customer.customerId)
    })
  } catch (err) {
    ctx.log.warn({ err }, "a visit to a customer's page could not be noted")
  }
}
