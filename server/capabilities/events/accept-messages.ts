import { KeyError, publicMaySend, type Sender } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { inspect } from "#kernel/edge"
import { ExpectedError } from "#kernel/errors"
import {
  batchKey,
  faultOf,
  fieldIn,
  idOf,
  isMessage,
  type Message,
  messagesIn,
  type Shape,
  typeOf,
} from "./message-rules.ts"
import { countAccepted, isBehind } from "./pace.ts"
import { mayClaim } from "./public-claims.ts"
import { EventError } from "./errors.ts"
import { insertIncoming } from "./storage-incoming.ts"

const crash = crashpoints("ingest.before_commit", "ingest.after_commit", "ingest.before_reply")

export type Received = {
  readonly shape: Shape
  /** The parsed body, and its very bytes when every limit was checked on the whole of it. */
  readonly body: unknown
  readonly bytes: Buffer | undefined
  readonly sender: Sender
}

/** A message that was not taken, by its place in the request. */
export type Refused = { readonly index: number; readonly error: ExpectedError }

/** The name of the loop that applies what was accepted. */
export const applyLoop = "events.apply"

/** Which door an event came by: browsers' ids and servers' ids never meet. */
const sourceOf = (sender: Sender): string => (sender.trust === "public" ? "web" : "api")

/**
 * Takes the messages of one request. When this returns, those that were not refused are committed (G1); whose they are
 * is found out afterwards. Sent again under the same message ids, they count once. Throws the first refusal when
 * nothing was left to take.
 */
export async function acceptMessages(ctx: Context, received: Received): Promise<Refused[]> {
  const { shape, body, sender } = received
  const receivedAt = ctx.now()
  const sentAt = isMessage(body) ? body.sentAt : undefined
  const refused: Refused[] = []
  const taken: Message[] = []
  const ids: string[] = []
  let isWhole = received.bytes !== undefined
  const messages = messagesIn(shape, body)
  for (const [index, message] of messages.entries()) {
    const isPublic = sender.trust === "public"
    const wrong = limitFault(received, message) ?? faultOf(shape, index, message, { sentAt, receivedAt })
    const fault = wrong ?? (isPublic ? await scopeFault(ctx, shape, index, message as Message) : undefined) // safe: faultOf found it to be one
    if (fault) {
      refused.push({ index, error: fault })
      continue
    }
    const known = message as Message // safe: as above
    const id = idOf(known.messageId)
    if (!id) isWhole = false
    ids.push(id ?? ctx.id())
    taken.push(id ? known : { ...known, messageId: ids.at(-1) })
  }
  if (taken.length === 0) throw refused[0]?.error ?? new Error("an empty request was let through")
  const kept = isWhole && refused.length === 0 && received.bytes ? received.bytes : keptBody(shape, taken, sentAt)
  await inTransaction(ctx, async (ctx) => {
    // Many at once are history or an outage made good: they can wait. What one person does now is always taken.
    if (shape === "batch" && (await isBehind(ctx))) throw EventError.Busy({ retryAfterSeconds: 60 })
    const incoming = {
      source: sourceOf(sender),
      trusted: sender.trust === "secret",
      shape,
      count: taken.length,
      receivedAt,
    }
    await insertIncoming(ctx, { ...incoming, batchKey: batchKey(ids), body: kept })
    crash("ingest.before_commit")
  })
  crash("ingest.after_commit")
  countAccepted(ctx, taken.length)
  ctx.product.wake(applyLoop)
  crash("ingest.before_reply")
  return refused
}

const keptBody = (shape: Shape, taken: readonly Message[], sentAt: unknown): string =>
  JSON.stringify(shape === "batch" ? { batch: taken, ...(sentAt === undefined ? {} : { sentAt }) } : taken[0])

/** When the request as a whole went beyond a limit, each message is looked at alone, and only those beyond it are refused. */
function limitFault({ bytes }: Received, message: unknown): ExpectedError | undefined {
  if (bytes) return undefined
  try {
    inspect(message)
    return undefined
  } catch (error) {
    if (error instanceof ExpectedError) return error
    throw error
  }
}

/** What a browser's key may not send (S30): anybody can read it from the page's source. */
async function scopeFault(
  ctx: Context,
  shape: Shape,
  index: number,
  message: Message,
): Promise<ExpectedError | undefined> {
  const type = typeOf(shape, message)
  const field = (name: string) => fieldIn(shape, index, name)
  if (type === "alias" || type === "group") return KeyError.OutOfScope({ field: field("type"), what: type })
  if (type === "track" && !publicMaySend(String(message.event)))
    return KeyError.OutOfScope({ field: field("event"), what: String(message.event) })
  if (type === "identify" && !(await mayClaim(ctx, message)))
    return KeyError.OutOfScope({ field: field("traits"), what: "email, phone" })
  return undefined
}
