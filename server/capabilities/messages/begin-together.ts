import { blockedBy, type Suppression, suppressionsOf } from "#customers"
import type { Context } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { gather, inSharedTransaction } from "#kernel/gather"
import { type Decided, decideLetters } from "./decide-letters.ts"
import { refusedLetters } from "./letters.ts"
import { mailAddressKey } from "./mail-address-rules.ts"
import type { MessageToSend } from "./model-states.ts"
import { mayTryAgain } from "./sender-state.ts"
import { beginAttempts, type Wanted } from "./storage.ts"

const crash = crashpoints("messages.before_begun", "messages.after_begun")

export type Begun = {
  readonly message: MessageToSend
  /** What forbids sending it to this address or this person at this moment, if anything does. */
  readonly blocked: Pick<Suppression, "reason"> | undefined
  /** The way out is closed; another mail tries it. */
  readonly isPaused: boolean
  /** Of a letter: where it goes, or that it does not go now. Undefined for a notice. */
  readonly decided: Decided | undefined
}

/**
 * Begins an attempt. Those of one brand that begin while another transaction of it is under way share the next one; each
 * of them still stands for itself (R5). Undefined when there is nothing to send.
 */
export async function beginTogether(ctx: Context, wanted: Wanted): Promise<Begun | undefined> {
  const begun = await inSharedTransaction(ctx, "messages.begin", (ctx) =>
    gather(ctx, "messages.begin", wanted, async (ctx, all) => {
      const begun = await begin(ctx, all)
      crash("messages.before_begun")
      return all.map(({ messageId }) => begun.get(messageId))
    }),
  )
  crash("messages.after_begun")
  return begun
}

async function begin(ctx: Context, wanted: readonly Wanted[]): Promise<Map<string, Begun>> {
  const all = await beginAttempts(ctx, wanted)
  const decisions = await decideLetters(ctx, all)
  const notices = all.filter(({ letter }) => letter === null)
  const begun = await beginNotices(ctx, notices, new Map(wanted.map(({ messageId, sender }) => [messageId, sender])))
  for (const message of all) {
    const decided = decisions.get(message.messageId)
    if (!decided) continue
    const sender = wanted.find(({ messageId }) => messageId === message.messageId)?.sender ?? ""
    const isMail = decided.kind === "send" && decided.channel === "email"
    const isPaused = isMail && message.pausedUntil !== null && !(await mayTryAgain(ctx, sender))
    begun.set(message.messageId, { message, blocked: undefined, isPaused, decided })
  }
  return begun
}

async function beginNotices(
  ctx: Context,
  messages: readonly MessageToSend[],
  senders: ReadonlyMap<string, string>,
): Promise<Map<string, Begun>> {
  const standing = await suppressionsOf(ctx, "email", [...new Set(messages.map(({ toAddress }) => toAddress))])
  // Of several spellings of one address only one may have been answered for.
  const suppressions = new Map([...standing].map(([address, of]) => [mailAddressKey(address), of]))
  const refused = await refusedLetters(ctx, messages)
  const begun = new Map<string, Begun>()
  for (const message of messages) {
    const reason = refused.get(message.messageId)
    const blocked =
      blockedBy(suppressions.get(mailAddressKey(message.toAddress)) ?? [], "email", message.purpose) ??
      (reason === undefined ? undefined : { reason })
    const sender = senders.get(message.messageId) ?? ""
    const isPaused = !blocked && message.pausedUntil !== null && !(await mayTryAgain(ctx, sender))
    begun.set(message.messageId, { message, blocked, isPaused, decided: undefined })
  }
  return begun
}
