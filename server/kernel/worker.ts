import type { Claimed } from "./claimed.ts"
import { expectedTime } from "./clock-rules.ts"
import { doubtReason, timeIsInDoubt } from "./clock-watch.ts"
import type { Context } from "./context.ts"
import { inBrand, inQuickTransaction, inTransaction } from "./context.ts"
import { crashpoints } from "./crashpoint.ts"
import type { AppliedEffect, Effect, Outcome } from "./effects.ts"
import { backoff, NotYet } from "./effects.ts"
import { ExpectedError } from "./errors.ts"
import { claimOutbox, databaseTime, endOutbox, renewLeases, takeOverLost } from "./outbox.ts"
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

/** The database's time as this process has come to expect it: a clock that jumps makes no lease run out (F60). */
const expected = expectedTime()

/** Claims up to `count` due rows of one kind: of every brand in the platform's context, of one brand in that brand's. */
export async function claim(ctx: Context, effect: Effect, owner: string, count: number): Promise<Claimed[]> {
  const claimed = await inTransaction(ctx, async (ctx) => {
    const rows = await claimOutbox(ctx, effect, owner, count)
    if (rows.length > 0) crash("claim.before_commit")
    return rows
  })
  if (claimed.length > 0) crash("claim.after_commit")
  return claimed
}

/** Ends or retries what dead workers left behind. */
export async function recoverLost(ctx: Context, effect: Effect, owner: string): Promise<number> {
  const expectedMs = expected.expectedMs(performance.now()) ?? null
  const lost = await inTransaction(ctx, (ctx) =>
    takeOverLost(ctx, effect.kind, owner, [...inHand], { leaseMs: effect.leaseMs, expectedMs }),
  )
  for (const row of lost) {
    const mayRetry =
      "apply" in effect || (await effect.lost(effect.payload.parse(row.payload), scoped(ctx, row))) === "retry"
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

/** Renews the lease of everything in hand; called every few seconds, well within the shortest lease. */
export async function heartbeat(ctx: Context, owner: string, leaseMs: number): Promise<void> {
  const now = await inTransaction(ctx, async (ctx) => {
    if (inHand.size > 0) await renewLeases(ctx, owner, [...inHand], leaseMs)
    return databaseTime(ctx)
  })
  expected.heard(now.getTime(), performance.now())
}

/** A row that is ours but waits for a place: its lease is kept meanwhile. */
export const keepInHand = (row: Claimed): void => void inHand.add(row.id)

const scoped = (ctx: Context, row: Claimed): Context => ({
  ...inBrand(ctx, row.brandId),
  cause: `${row.kind}:${row.key}`,
  actor: { kind: "system", reason: row.kind },
})

/** Carries out claimed rows of one brand and kind and records how each ended. Never throws. */
export async function carryOutAll(platform: Context, effect: Effect, rows: readonly Claimed[]): Promise<void> {
  for (const row of rows) inHand.add(row.id)
  const done = new Set("apply" in effect ? await applyTogether(platform, effect, rows) : [])
  for (const row of done) inHand.delete(row.id)
  await Promise.all(rows.filter((row) => !done.has(row)).map((row) => carryOut(platform, effect, row)))
}

const isReady = (ctx: Context, effect: Effect, row: Claimed): boolean =>
  (!row.expiresAt || row.expiresAt > ctx.now()) && effect.payload.safeParse(row.payload).success

/** Applies those that can be, in one transaction with the record that they are done. Returns them: all or none. */
async function applyTogether(platform: Context, effect: AppliedEffect, rows: readonly Claimed[]): Promise<Claimed[]> {
  const { applyAll } = effect
  const ready = rows.filter((row) => isReady(platform, effect, row))
  const [first] = ready
  if (!applyAll || !first || ready.length === 1) return []
  try {
    await transactionOf(effect)(scoped(platform, first), async (tx) => {
      const wanted = ready.map((row) => {
        const { cause, actor } = scoped(tx, row)
        return { ctx: { ...tx, cause, actor }, payload: effect.payload.parse(row.payload) }
      })
      await applyAll(tx, wanted)
      const ends = ready.map((row) => ({ row, state: "done", reason: null, nextAt: null }) as const)
      if ((await endOutbox(tx, ends)).size < ready.length) throw new FenceLost()
      crash("apply.before_commit")
    })
    return ready
  } catch (err) {
    // One that cannot be applied must not hold up the others: each for itself then, where its error is told.
    platform.log.debug({ kind: effect.kind, rows: ready.length, err }, "applied one by one")
    return []
  }
}

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
    if (row.expiresAt && row.expiresAt <= ctx.now()) return await expire(ctx)
    if ("apply" in effect) return void (await applyAndEnd(ctx, effect, payload, row))
    crash("perform.before")
    const outcome = await effect.perform(ctx, payload, row.attempts)
    crash("perform.after")
    return outcome
  } catch (error) {
    if (error instanceof FenceLost) throw error
    return outcomeOf(ctx, effect, row, error)
  }
}

/** What is too late by a clock that nobody trusts is not too late yet: a jump must not make everything expire (F60). */
const expire = async (ctx: Context): Promise<Outcome> =>
  (await inTransaction(ctx, timeIsInDoubt))
    ? { kind: "retry", reason: doubtReason, afterMs: 60_000 }
    : { kind: "expired", reason: "window_passed" }

/** What somebody waits for comes often and is small; what nobody waits for may ask anything. */
const transactionOf = ({ isPrompt }: AppliedEffect) => (isPrompt ? inQuickTransaction : inTransaction)

const applyAndEnd = (ctx: Context, effect: AppliedEffect, payload: unknown, row: Claimed) =>
  transactionOf(effect)(ctx, async (ctx) => {
    await effect.apply(ctx, payload)
    const kept = await endOutbox(ctx, [{ row, state: "done", reason: null, nextAt: null }])
    if (kept.size === 0) throw new FenceLost()
    crash("apply.before_commit")
  })

function outcomeOf(ctx: Context, effect: Effect, row: Claimed, error: unknown): Outcome {
  if (error instanceof NotYet) return { kind: "retry", reason: error.message, afterMs: error.afterMs }
  const isExpected = error instanceof ExpectedError && error.status < 500
  const reason = error instanceof ExpectedError ? error.code : error instanceof Error ? error.name : "error"
  ctx.log.error({ kind: row.kind, id: row.id, attempt: row.attempts, err: error }, "effect failed")
  const giveUp = isExpected || row.attempts >= effect.maxAttempts
  return giveUp ? { kind: "failed", reason } : { kind: "retry", reason, afterMs: backoff(ctx, row.attempts) }
}
