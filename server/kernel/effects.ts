import type { z } from "zod"
import type { Context } from "./context.ts"
import { mustBeInTransaction } from "./context.ts"
import { contributionPoint } from "./contributions.ts"
import { gather } from "./gather.ts"
import { insertClaimed, insertOutbox } from "./outbox.ts"
import type { Text } from "./text.ts"

/** How one attempt at an effect ended. Every outcome is visible to the operator; nothing just disappears (G3). */
export type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "retry"; readonly reason: string; readonly afterMs: number }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "unknown"; readonly reason: string }
  | { readonly kind: "expired"; readonly reason: string }

/** Thrown while an applied effect must wait, through no fault of its own: it is tried again later and never given up for it. */
export class NotYet extends Error {
  readonly afterMs: number

  constructor(reason: string, afterMs: number) {
    super(reason)
    this.afterMs = afterMs
  }
}

type Common<P> = {
  /** `messages.send`: capability and verb. */
  readonly kind: string
  readonly payload: z.ZodType<P>
  /** How many run side by side in one worker. */
  readonly concurrency: number
  readonly leaseMs: number
  /** After so many attempts that ended in an error or a crash the effect is given up, visibly (F08). */
  readonly maxAttempts: number
  /**
   * Somebody waits for it: while this process has a place free, the transaction that asks for it claims it, too, and it
   * begins with the commit instead of after a look into the queue. For what may be tried again after a crash.
   */
  readonly isPrompt: boolean
  /** Kinds that go first: while one of them is due and not begun, nothing of this kind is begun (F15). */
  readonly after?: readonly string[] | undefined
  /** The same, of the same brand only: where each brand has a way of its own, nobody waits for what others have to send. */
  readonly afterOwn?: readonly string[] | undefined
  /** What it is, for those who look at the queue. Without it its kind is shown. */
  readonly title?: Text | undefined
  /** Whom or what it concerns, `message:<id>`; nothing personal. */
  readonly subject?: ((payload: P) => string) | undefined
}

/** Work inside our own database: applied in the very transaction that records that it was done, hence exactly once. */
export type AppliedEffect<P = unknown> = Common<P> & {
  readonly apply: (ctx: Context, payload: P) => Promise<void>
  /** The same for several of one brand that wait at the same moment, in one transaction. When it throws, each is applied by itself. */
  readonly applyAll?: ((ctx: Context, wanted: readonly Applied<P>[]) => Promise<void>) | undefined
  /** At most so many share a transaction; 1 without `applyAll`. */
  readonly together: number
}

/** One of several that are applied together, with the context of its own. */
export type Applied<P> = { readonly ctx: Context; readonly payload: P }

/** One attempt that ended, in the transaction in which it is settled. */
export type Settled<P> = {
  readonly ctx: Context
  readonly payload: P
  readonly outcome: Outcome
  readonly attempt: number
}

/** `retry`: it did not happen, or the other side knows a repetition. */
export type Lost = "retry" | "unknown"

/** Work in the outside world: performed outside any transaction; what came of it is settled in one afterwards. */
export type PerformedEffect<P = unknown> = Common<P> & {
  /** What it throws counts as "nothing was begun": once something has left the house, it answers with an outcome. */
  readonly perform: (ctx: Context, payload: P, attempt: number) => Promise<Outcome>
  /** Writes down what came of it. An error here is no reason to perform again: it is settled again. */
  readonly settle: (ctx: Context, payload: P, outcome: Outcome, attempt: number) => Promise<void>
  /** The same for several of one brand that ended together, when that can be written in fewer statements. */
  readonly settleAll?: (ctx: Context, settled: readonly Settled<P>[]) => Promise<void>
  /** What to assume of an attempt whose worker died: try again, or say honestly that nobody knows (F02). Outside any transaction. */
  readonly lost: (payload: P, ctx: Context) => Lost | Promise<Lost>
  /** How a person has it done anew after it ended badly, where that is more than doing the same again. In a transaction. */
  readonly again?: ((ctx: Context, payload: P) => Promise<void>) | undefined
  /** A person has found out whether it happened. In a transaction. */
  readonly foundOut?: ((ctx: Context, payload: P, happened: boolean) => Promise<void>) | undefined
}

export type Effect<P = unknown> = AppliedEffect<P> | PerformedEffect<P>

type Tuning = Partial<Pick<Common<unknown>, "concurrency" | "leaseMs" | "maxAttempts" | "isPrompt">>
type Shown<P> = Pick<Common<P>, "title" | "subject">
type Performing<P> = Pick<
  PerformedEffect<P>,
  "kind" | "payload" | "perform" | "settle" | "settleAll" | "lost" | "again" | "foundOut" | "after" | "afterOwn"
>
const tuned = ({ concurrency = 4, leaseMs = 30_000, maxAttempts = 12, isPrompt = false }: Tuning) => ({
  concurrency,
  leaseMs,
  maxAttempts,
  isPrompt,
})

export function appliedEffect<P>(
  e: Pick<AppliedEffect<P>, "kind" | "payload" | "apply" | "applyAll"> &
    Partial<Pick<AppliedEffect<P>, "together">> &
    Shown<P> &
    Tuning,
): Effect<P> {
  return { together: e.applyAll ? 50 : 1, ...e, ...tuned(e) }
}

export function performedEffect<P>(e: Performing<P> & Shown<P> & Tuning): PerformedEffect<P> {
  return { ...e, ...tuned(e) }
}

/** Everything that the outbox of this product can be asked to do. */
export const allEffects = contributionPoint<Effect>("kernel.effects")

/** For the list in capability.ts, where effects of different payloads stand side by side. */
export function anyEffect<P>(e: Effect<P>): Effect {
  return e as unknown as Effect // safe: the worker parses every payload with this effect's own schema first
}

export type Request = {
  /** Unique within brand and kind: asking twice for the same thing asks once. */
  readonly key: string
  readonly notBefore?: Date
  /** After this instant the effect is not begun any more but ends as expired. */
  readonly expiresAt?: Date
}

/** Asks for an effect in the caller's transaction. False when it was asked for before. */
export async function enqueue<P>(ctx: Context, effect: Effect<P>, payload: P, request: Request): Promise<boolean> {
  mustBeInTransaction(ctx)
  const wanted = { payload: effect.payload.parse(payload), ...request }
  const taker = effect.isPrompt && isDue(ctx, request) ? ctx.product.takerOf(effect.kind) : undefined
  if (taker) {
    const { kind, leaseMs } = effect
    const row = { payload: wanted.payload, key: wanted.key, expiresAt: request.expiresAt ?? null, cause: ctx.cause }
    const claimed = await gather(ctx, `kernel.claim:${kind}:${taker.owner}`, row, (ctx, rows) =>
      insertClaimed(ctx, kind, rows, taker.owner, leaseMs),
    )
    if (claimed) ctx.afterCommit(() => taker.take(claimed))
    return claimed !== undefined
  }
  const row = { ...wanted, cause: ctx.cause }
  const isFresh = await gather(ctx, `kernel.enqueue:${effect.kind}`, row, (ctx, rows) =>
    insertOutbox(ctx, effect.kind, rows),
  )
  if (isFresh) ctx.afterCommit(() => ctx.product.wake(effect.kind))
  return isFresh
}

const isDue = (ctx: Context, { notBefore }: Request) => notBefore === undefined || notBefore <= ctx.now()

/** Asks for many effects of one kind in one statement. Returns how many were new. */
export async function enqueueAll<P>(
  ctx: Context,
  effect: Effect<P>,
  requests: readonly (Request & { payload: P })[],
): Promise<number> {
  mustBeInTransaction(ctx)
  if (requests.length === 0) return 0
  const fresh = await insertOutbox(
    ctx,
    effect.kind,
    requests.map((r) => ({ ...r, payload: effect.payload.parse(r.payload), cause: ctx.cause })),
  )
  const count = fresh.filter(Boolean).length
  if (count > 0) ctx.afterCommit(() => ctx.product.wake(effect.kind))
  return count
}

const backoffMs = [1_000, 5_000, 30_000, 60_000, 300_000, 900_000, 3_600_000, 14_400_000]

/** How long to wait before attempt `attempt + 1`: seconds at first, hours at last, spread by chance so that retries do not march in step. */
export function backoff(ctx: Pick<Context, "random">, attempt: number): number {
  const base = backoffMs[Math.min(attempt, backoffMs.length) - 1] ?? 1_000
  return Math.round(base * (0.8 + 0.4 * ctx.random()))
}
