import { brandLanguage, type Reader } from "#customers"
import type { Context } from "#kernel/context"
import { mustBeInTransaction } from "#kernel/context"
import { dressOf } from "./dress.ts"
import { mailDomainOf, mailIdsOf } from "./plan-message.ts"
import type { PlannedLetter } from "./plan-letters.ts"
import { askToQueue } from "./queue-letters.ts"
import { insertMailing } from "./storage-mailing.ts"

/** What all letters of one sending have in common. */
export type Mailing = Omit<PlannedLetter, "customerId" | "key" | "facts" | "sendAt" | "expiresAt" | "isHeld">

/** A person as she is known now, and her letter. */
export type MailingReader = Reader & {
  /** Unique in the brand: planning it again plans nothing. */
  readonly key: string
  /** What its text may name about this reader beside what is shared by all of them; null for nothing. */
  readonly facts: object | null
  readonly sendAt: Date
  readonly expiresAt: Date
}

/**
 * Plans one letter for each of these readers in the caller's transaction, ten thousand in one statement. The rows wait by
 * themselves: what has come due is put into the queue a page at a time (`queue-letters.ts`). A key that is
 * there already plans nothing.
 */
export async function planMailing(ctx: Context, mailing: Mailing, readers: readonly MailingReader[]): Promise<void> {
  mustBeInTransaction(ctx)
  if (readers.length === 0) return
  const speaks = await brandLanguage(ctx)
  const mailIdOf = mailIdsOf(ctx)
  // Those who get it at one moment lie side by side.
  const inOrder = readers.toSorted((a, b) => a.sendAt.getTime() - b.sendAt.getTime())
  const ids = readers.map(() => ctx.id()).sort()
  const letters = inOrder.map((reader, i) => ({
    ...reader,
    language: reader.language ?? speaks,
    mailId: mailIdOf(reader.key),
    messageId: ids[i] ?? ctx.id(),
  }))
  await insertMailing(ctx, { ...mailing, mailDomain: mailDomainOf((await dressOf(ctx)).from.address) }, letters)
  await askToQueue(ctx, { originId: mailing.origin.id, purpose: mailing.purpose ?? "marketing" }, letters)
}
