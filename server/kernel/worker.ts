import type { Claimed } from "./claimed.ts"
import type { Context } from "./context.ts"
import { inBrand, inTransaction } from "./context.ts"
import { crashpoints } from "./crashpoint.ts"
import type { Effect, Outcome } from "./effects.ts"
import { backoff } from "./effects.ts"
import { ExpectedError } from "./errors.ts"
import { claimOutbox, endOutbox, renewLeases, takeOverLost } from "./outbox.ts"
import { FenceLost, record, recordSurely } from "./record.ts"

const crash = crashpoints(
  "claim.before_commit",
  "claim.after_commit",
  "apply.before_commit",
  "perform.before",
  "perform.after",
)

/** What this process works on at this moment. A row that is claimed and not here belongs to nobody any more. */
const inHand = new Set<string>()

/** Claims up to `count` due rows of one kind: of every brand in the platform's context, of one brand in that brand's. */
export async function claim(ctx: Context, effect: Effect, owner: string, count: number): Promise<Claimed[]> {
  const claimed = await inTransaction(ctx, async (ctx) => {
    const rows = await claimOutbox(ctx, effect.kind, owner, count, effect.leaseMs)
    if (rows.length > 0) crash("claim.before_commit")
    return rows
  })
  if (claimed.length > 0) crash("claim.after_commit")
  return claimed
}

/** Ends or retries what dead workers left behind. */
export async function recoverLost(ctx: Context, effect: Effect, owner: string): Promise<number> {
  const lost = await inTransaction(ctx, (ctx) => takeOverLost(ctx, effect.kind, owner, [...inHand], effect.leaseMs))
  for (const row of lost) {
    const mayRetry = "apply" in effect || effect.lost(effect.payload.parse(row.payload)) === "retry"
    const crashed = row.crashes >= 3
    const outcome: Outcome = !mayRetry
      ? { kind: "unknown", reason: "worker_lost" }
      : crashed
        ? { kind: "failed", reason: "worker_lost_three_times" }
        : { kind: "retry", reason: "worker_lost", afterMs: 0 }
    await record(scoped(ctx, row), effect, row, outcome)
  }
  return lost.length
}

/** Renews the lease of everything in hand; called well within the shortest lease. */
export async function heartbeat(ctx: Context, owner: string, leaseMs: number): Promise<void> {
  if (inHand.size > 0) await inTransaction(ctx, (ctx) => renewLeases(ctx, owner, [...inHand], leaseMs))
}

/** A row that is ours but waits for a place: its lease is kept meanwhile. */
export const keepInHand = (row: Claimed): void => void inHand.add(row.id)

const scoped = (ctx: Context, row: Claimed): Context => ({
  ...inBrand(ctx, row.brandId),
  cause: `${row.kind}:${row.key}`,
  actor: { kind: "system", reason: row.kind },
})

/** Carries out one claimed row and records how it ended. Never throws. */
export async function carryOut(platform: Context, effect: Effect, row: Claimed): Promise<void> {
  const ctx = scoped(platform, row)
  inHand.add(row.id)
  try {
    const outcome = await attempt(ctx, effect, row)
    if (outcome) await recordSurely(ctx, effect, row, outcome)
  } catch (error) {
    if (error instanceof FenceLost) ctx.log.warn({ kind: row.kind, id: row.id }, "another worker took this over")
    else ctx.log.error({ kind: row.kind, id: row.id, err: error }, "what came of an effect could not be written down")
  } finally {
    inHand.delete(row.id)
  }
}

/**
 * One attempt. Undefined when it has ended together with its record. What is thrown here was thrown before the outside
 * world was changed, so it may be tried again: whoever performs something answers with an outcome from then on.
 */
async function attempt(ctx: Context, effect: Effect, row: Claimed): Promise<Outcome | undefined> {
  try {
    const payload = effect.payload.parse(row.payload)
    if (row.expiresAt && row.expiresAt <= ctx.now()) return { kind: "expired", reason: "window_passed" }
    if ("apply" in effect) return void (await applyAndEnd(ctx, effect.apply, payload, row))
    crash("perform.before")
    const outcome = await effect.perform(ctx, payload, row.attempts)
    crash("perform.after")
    return outcome
  } catch (error) {
    if (error instanceof FenceLost) throw error
    return outcomeOf(ctx, effect, row, error)
  }
}

const applyAndEnd = (
  ctx: Context,
  apply: (ctx: Context, payload: unknown) => Promise<void>,
  payload: unknown,
  row: Claimed,
) =>
  inTransaction(ctx, async (ctx) => {
    await apply(ctx, payload)
    const kept = await endOutbox(ctx, [{ row, state: "done", reason: null, nextAt: null }])
    if (kept.size === 0) throw new FenceLost()
    crash("apply.before_commit")
  })

function outcomeOf(ctx: Context, effect: Effect, row: Claimed, error: unknown): Outcome {
  const expected = error instanceof ExpectedError && error.status < 500
  const reason = error instanceof ExpectedError ? error.code : error instanceof Error ? error.name : "error"
  ctx.log.error({ kind: row.kind, id: row.id, attempt: row.attempts, err: error }, "effect failed")
  const giveUp = expected || row.attempts >= effect.maxAttempts
  return giveUp ? { kind: "failed", reason } : { kind: "retry", reason, afterMs: backoff(ctx, row.attempts) }
}
