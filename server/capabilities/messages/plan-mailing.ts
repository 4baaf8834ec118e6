import { brandLanguage } from "#customers"
import type { Context } from "#kernel/context"
import { mustBeInTransaction } from "#kernel/context"
import { dressOf } from "./dress.ts"
import type { Mailing, MailingReader } from "./model-mailing.ts"
import { mailDomainOf, mailIdsOf } from "./plan-message.ts"
import { askToQueue } from "./queue-letters.ts"
import { insertMailing } from "./storage-mailing.ts"

/**
 * Plans one letter for each of these readers in the caller's transaction, thousands in one statement. The rows wait by
 * themselves: what has come due is put into the queue a page at a time (`queue-letters.ts`). A key that is there already plans
 * nothing.
 */
export async function planMailing(ctx: Context, mailing: Mailing, readers: readonly MailingReader[]): Promise<void> {
  const letters = await writeMailing(ctx, mailing, readers)
  await askToQueue(ctx, { originId: mailing.origin.id, purpose: mailing.purpose ?? "marketing" }, letters)
}

/** Writes the rows of these letters, in the order of their moments; nobody is asked to send them yet. */
export async function writeMailing(ctx: Context, mailing: Mailing, readers: readonly MailingReader[]) {
  mustBeInTransaction(ctx)
  if (readers.length === 0) return []
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
  return letters
}
