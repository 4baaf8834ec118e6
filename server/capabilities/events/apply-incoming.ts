import { setTimeout as sleep } from "node:timers/promises"
import { brandById } from "#brands"
import { hasIdentity, type IdentityFact, resolveCustomers } from "#customers"
import { type Context, inBrand, inTransaction, sqlState } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { isUnreachable } from "#kernel/db"
import { ExpectedError } from "#kernel/errors"
import { handOver } from "./handed-over.ts"
import { type Door, factOf, type TrackedFact } from "./message-facts-rules.ts"
import { fieldIn, idOf, isMessage, type Message, messagesIn, typeOf } from "./message-rules.ts"
import type { DeadLetter, EventRecord, Incoming } from "./model.ts"
import { acceptedSoFar, mayBeThere, pauseAfter, sentTwice } from "./pace.ts"
import { mayClaim } from "./public-claims.ts"
import { insertEvents, insertFreshEvents } from "./storage.ts"
import { insertDeadLetter } from "./storage-dead-letters.ts"
import { brandsWaiting, deleteIncoming, selectIncoming, takeLane } from "./storage-incoming.ts"

const crash = crashpoints("ingest.after_resolved", "ingest.before_recorded", "ingest.after_recorded")

/** How many messages are applied in one transaction: enough that each costs little, few enough that others are not held up. */
const atOnce = 2_000
/** How many such transactions one brand gets before it is the next one's turn. */
const roundsEach = 6

/** One turn of the loop: applies what waits, a fair part of it for each brand. False when nothing was waiting. */
export async function applyIncoming(ctx: Context): Promise<boolean> {
  const [began, accepted] = [performance.now(), acceptedSoFar(ctx)]
  let applied = 0
  for (const brandId of await inTransaction(ctx, brandsWaiting)) applied += await applyBrand(inBrand(ctx, brandId))
  const pauseMs = pauseAfter(performance.now() - began, applied, acceptedSoFar(ctx) - accepted)
  if (pauseMs > 0) await sleep(pauseMs)
  return applied > 0
}

/**
 * Applies the oldest requests of one brand in the order they were accepted. Only one process does so for a brand at a
 * time: it holds the brand's lane as long as it works.
 */
const applyBrand = (ctx: Context): Promise<number> =>
  inTransaction(ctx, async (lane) => {
    if (!(await takeLane(lane))) return 0
    try {
      return await applyInOrder(ctx)
    } catch (error) {
      if (isPassing(error)) throw error
      ctx.log.warn({ err: error, brandId: ctx.brandId }, "events can't be applied together; applying them one by one")
      return applyOneByOne(ctx)
    }
  })

/**
 * While the facts of some requests are written, it is found out whose those of the next ones are. The facts go in strictly
 * one lot after the other. Dying in between leaves requests whose people are known already: they are applied once more,
 * which changes nothing.
 */
async function applyInOrder(ctx: Context): Promise<number> {
  let applied = 0
  let recording = Promise.resolve(0)
  let after = 0
  for (let round = 0; round < roundsEach; round++) {
    const [resolved, recorded] = await Promise.allSettled([resolveNext(ctx, after), recording])
    if (recorded.status === "rejected") throw recorded.reason
    applied += recorded.value
    if (resolved.status === "rejected") throw resolved.reason
    const lot = resolved.value
    if (!lot) return applied
    crash("ingest.after_resolved")
    recording = recordLot(ctx, lot)
    after = lot.seqs.at(-1) ?? after
  }
  return applied + (await recording)
}

/** Requests whose people are found, and the facts that are to be written. */
type Lot = { readonly seqs: readonly number[]; readonly count: number; readonly records: readonly EventRecord[] }

const resolveNext = (ctx: Context, after: number): Promise<Lot | undefined> =>
  inTransaction(ctx, async (ctx) => {
    const requests = await selectIncoming(ctx, atOnce, after)
    if (requests.length === 0) return undefined
    const count = requests.reduce((sum, request) => sum + request.count, 0)
    const records = await recordsOf(ctx, requests.flatMap(trackedOf))
    return { seqs: requests.map(({ seq }) => seq), count, records }
  })

async function recordLot(ctx: Context, { seqs, count, records }: Lot): Promise<number> {
  const record = <T>(insert: (ctx: Context, records: readonly EventRecord[]) => Promise<T>) =>
    inTransaction(ctx, async (ctx) => {
      const written = await insert(ctx, records)
      await deleteIncoming(ctx, seqs)
      crash("ingest.before_recorded")
      return written
    })
  // Hardly ever is anything sent twice, and looking for it would cost more than all else: then all of it goes once more.
  const written = mayBeThere(ctx, count)
    ? "unsure"
    : await record(insertFreshEvents).catch((error: unknown) => {
        if (sqlState(error) !== uniqueViolation) throw error
        sentTwice(ctx)
        return "unsure" as const
      })
  if (written === "unsure") await record(insertEvents)
  else if (written) handOver(ctx, written)
  crash("ingest.after_recorded")
  return count
}

const uniqueViolation = "23505"

/** A fault of the moment, not of the messages: the next turn tries again. */
const isPassing = (error: unknown): boolean => isUnreachable(error) || /^(40|53|57|58|55)/.test(sqlState(error) ?? "")

/** Finds the message that holds up the others, and puts it where somebody can look at it (G3). */
async function applyOneByOne(ctx: Context): Promise<number> {
  const [request] = await inTransaction(ctx, (ctx) => selectIncoming(ctx, 1))
  if (!request) return 0
  const setAside = (letter: DeadLetter) => inTransaction(ctx, (ctx) => insertDeadLetter(ctx, letter))
  const messages = unlessBroken(() => trackedOf(request))
  if (messages instanceof Error) await setAside(unreadable(ctx, request, messages))
  else {
    for (const tracked of messages) {
      try {
        await inTransaction(ctx, (ctx) => applyMessages(ctx, [tracked]))
      } catch (error) {
        if (isPassing(error)) throw error
        await setAside(deadLetterOf(ctx, tracked, error))
      }
    }
  }
  await inTransaction(ctx, (ctx) => deleteIncoming(ctx, [request.seq]))
  return 1
}

function unlessBroken<T>(work: () => T): T | Error {
  try {
    return work()
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** A message with all that is needed to apply it. */
export type Tracked = {
  readonly message: Message
  readonly externalId: string
  readonly sentAt: unknown
  readonly request: Pick<Incoming, "source" | "trusted" | "shape" | "receivedAt">
}

type Readable = Pick<Incoming, "source" | "trusted" | "shape" | "receivedAt" | "body"> & {
  readonly externalId?: string
}

/** The messages of a kept request. `externalId` names the one message of a request that carries no id in its body. */
export function trackedOf(request: Readable): Tracked[] {
  const body: unknown = JSON.parse(request.body)
  const sentAt = isMessage(body) ? body.sentAt : undefined
  return messagesIn(request.shape, body).map((message) => {
    const externalId = isMessage(message) ? (idOf(message.messageId) ?? request.externalId) : undefined
    if (!isMessage(message) || !externalId) throw new TypeError("a message was accepted without an id")
    return { message, externalId, sentAt, request }
  })
}

/** Applies messages in their order, in the caller's transaction. What was applied before changes nothing. */
export async function applyMessages(ctx: Context, tracked: readonly Tracked[]): Promise<void> {
  if (tracked.length > 0) await insertEvents(ctx, await recordsOf(ctx, tracked))
}

/** The facts that messages come to, in their order; whom they are about is found, or made. */
async function recordsOf(ctx: Context, tracked: readonly Tracked[]): Promise<EventRecord[]> {
  const currency = (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
  const facts: TrackedFact[] = []
  for (const one of tracked) {
    const fact = read(one, currency)
    facts.push(claimsToBe(one, fact) ? await allowed(ctx, one, fact) : fact)
  }
  const customers = await customersOf(ctx, facts)
  return facts.map(({ record }, i) => ({ ...record, customerId: customers[i] ?? null }))
}

function read({ message, externalId, sentAt, request }: Tracked, currency: string): TrackedFact {
  const type = typeOf(request.shape, message)
  if (!type) throw new TypeError(`${fieldIn(request.shape, 0, "type")} was accepted without a type`)
  const door: Door = {
    source: request.source,
    trusted: request.trusted,
    receivedAt: request.receivedAt,
    sentAt,
    currency,
  }
  return factOf(type, message, externalId, door)
}

const claimsToBe = ({ request }: Tracked, { identity }: TrackedFact): boolean =>
  !request.trusted && identity.identities.some(({ kind }) => kind === "email" || kind === "phone")

/** Looks once more at what a browser claims: somebody may have become known since it was accepted. */
async function allowed(ctx: Context, { message }: Tracked, fact: TrackedFact): Promise<TrackedFact> {
  const { identity } = fact
  if (await mayClaim(ctx, message)) return fact
  return {
    ...fact,
    identity: {
      ...identity,
      identities: identity.identities.filter(({ kind }) => kind === "external" || kind === "anonymous"),
    },
  }
}

/** The customer of each fact, in order; the same ids are asked for once. Null where nobody is meant ("guest", "0"). */
async function customersOf(ctx: Context, facts: readonly TrackedFact[]): Promise<(string | null)[]> {
  const asked: IdentityFact[] = []
  const places = new Map<string, number>()
  const placeOf = facts.map(({ identity }) => {
    const key = identity.profile
      ? undefined
      : identity.identities.map(({ kind, value }) => `${kind}:${value.length}:${value}`).join()
    const known = key === undefined ? undefined : places.get(key)
    if (known !== undefined) return known
    const place = hasIdentity(identity.identities) ? asked.push(identity) - 1 : -1
    if (key !== undefined) places.set(key, place)
    return place
  })
  const resolved = await resolveCustomers(ctx, asked)
  return placeOf.map((place) => resolved[place]?.customerId ?? null)
}

function deadLetterOf(ctx: Context, { message, externalId, sentAt, request }: Tracked, error: unknown): DeadLetter {
  const kept = message.sentAt === undefined && sentAt !== undefined ? { ...message, sentAt } : message
  const shape = typeOf(request.shape, message) ?? request.shape
  return letterOf(ctx, { ...request, shape, externalId, message: JSON.stringify(kept) }, error)
}

const unreadable = (ctx: Context, request: Incoming, error: unknown): DeadLetter =>
  letterOf(ctx, { ...request, externalId: `request:${request.seq}`, message: request.body }, error)

type Letter = Pick<DeadLetter, "source" | "externalId" | "trusted" | "shape" | "message" | "receivedAt">

function letterOf(
  ctx: Context,
  { source, externalId, trusted, shape, message, receivedAt }: Letter,
  error: unknown,
): DeadLetter {
  const reason =
    error instanceof ExpectedError ? error.code : (sqlState(error) ?? (error instanceof Error ? error.name : "error"))
  return {
    id: ctx.id(),
    source,
    externalId,
    reason,
    trusted,
    shape,
    message,
    receivedAt,
    failedAt: ctx.now(),
    replayedAt: null,
  }
}
