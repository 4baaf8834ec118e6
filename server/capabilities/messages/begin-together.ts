import { blockedBy, type Suppression, suppressionsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { refusedLetters } from "./letters.ts"
import { mailAddressKey } from "./mail-address-rules.ts"
import type { MessageToSend } from "./model-states.ts"
import { mayTryAgain } from "./sender-state.ts"
import { beginAttempts, type Wanted } from "./storage.ts"

export type Begun = {
  readonly message: MessageToSend
  /** What forbids sending it to this address or this person at this moment, if anything does. */
  readonly blocked: Pick<Suppression, "reason"> | undefined
  /** The way out is closed; another mail tries it. */
  readonly isPaused: boolean
}
type Asked = {
  readonly ctx: Context
  readonly wanted: Wanted
  readonly resolve: (begun: Begun | undefined) => void
  readonly reject: (error: unknown) => void
}

const lines = new Map<string, Asked[]>()

/**
 * Begins an attempt. Those of one brand that begin while another transaction of it is under way share the next one; each
 * of them still stands for itself (R5). Undefined when there is nothing to send.
 */
export function beginTogether(ctx: Context, wanted: Wanted): Promise<Begun | undefined> {
  return new Promise((resolve, reject) => {
    const asked = { ctx, wanted, resolve, reject }
    const line = lines.get(ctx.brandId)
    if (line) return void line.push(asked)
    lines.set(ctx.brandId, [asked])
    setImmediate(() => void workOff(ctx.brandId))
  })
}

async function workOff(brandId: string): Promise<void> {
  for (;;) {
    const group = lines.get(brandId)?.splice(0) ?? []
    if (group.length === 0) return void lines.delete(brandId)
    await beginAll(group)
  }
}

async function beginAll(group: readonly Asked[]): Promise<void> {
  const [first] = group
  if (!first) return
  try {
    const begun = await inTransaction(first.ctx, (ctx) =>
      begin(
        ctx,
        group.map(({ wanted }) => wanted),
      ),
    )
    for (const { wanted, resolve } of group) resolve(begun.get(wanted.messageId))
  } catch (error) {
    if (group.length === 1) return first.reject(error)
    // One that cannot be begun must not hold up the others: each for itself.
    for (const asked of group) await beginAll([asked])
  }
}

async function begin(ctx: Context, wanted: readonly Wanted[]): Promise<Map<string, Begun>> {
  const messages = await beginAttempts(ctx, wanted)
  const standing = await suppressionsOf(ctx, "email", [...new Set(messages.map(({ toAddress }) => toAddress))])
  // Of several spellings of one address only one may have been answered for.
  const suppressions = new Map([...standing].map(([address, of]) => [mailAddressKey(address), of]))
  const senders = new Map(wanted.map(({ messageId, sender }) => [messageId, sender]))
  const refused = await refusedLetters(ctx, messages)
  const begun = new Map<string, Begun>()
  for (const message of messages) {
    const reason = refused.get(message.messageId)
    const blocked =
      blockedBy(suppressions.get(mailAddressKey(message.toAddress)) ?? [], "email", message.purpose) ??
      (reason === undefined ? undefined : { reason })
    const sender = senders.get(message.messageId) ?? ""
    const isPaused = !blocked && message.pausedUntil !== null && !(await mayTryAgain(ctx, sender))
    begun.set(message.messageId, { message, blocked, isPaused })
  }
  return begun
}
