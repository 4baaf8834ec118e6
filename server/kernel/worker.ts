import type { Context } from "./context.ts"
import { inBrand, inTransaction } from "./context.ts"
import { crashpoints } from "./crashpoint.ts"
import type { Effect, Outcome } from "./effects.ts"
import { backoff } from "./effects.ts"
import { ExpectedError } from "./errors.ts"
import { type Claimed, claimOutbox, endOutbox, postponeOutbox, renewLeases, takeOverLost } from "./outbox.ts"

const crash = crashpoints(
  "claim.before_commit",
  "claim.after_commit",
  "apply.before_commit",
  "perform.before",
  "perform.after",
  "result.before_commit",
  "result.after_commit",
)

/** Thrown when our lease was taken over while we worked: rolls our transaction back. */
class FenceLost extends Error {}

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
  const lost = await inTransaction(ctx, (ctx) => takeOverLost(ctx, effect.kind, owner, effect.leaseMs))
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

/** Renews every lease that this worker holds; called well within the shortest lease. */
export const heartbeat = (ctx: Context, owner: string, leaseMs: number): Promise<void> =>
  inTransaction(ctx, (ctx) => renewLeases(ctx, owner, leaseMs))

const scoped = (ctx: Context, row: Claimed): Context => ({
  ...inBrand(ctx, row.brandId),
  cause: `${row.kind}:${row.key}`,
  actor: { kind: "system", reason: row.kind },
})

/** Carries out one claimed row and records how it ended. Never throws. */
export async function carryOut(platform: Context, effect: Effect, row: Claimed): Promise<void> {
  const ctx = scoped(platform, row)
  try {
    const payload = effect.payload.parse(row.payload)
    if (row.expiresAt && row.expiresAt <= ctx.now())
      return await record(ctx, effect, row, { kind: "expired", reason: "window_passed" })
    if ("apply" in effect) return await applyAndEnd(ctx, effect.apply, payload, row)
    crash("perform.before")
    const outcome = await effect.perform(ctx, payload, row.attempts)
    crash("perform.after")
    await record(ctx, effect, row, outcome)
  } catch (error) {
    if (error instanceof FenceLost)
      return void ctx.log.warn({ kind: row.kind, id: row.id }, "another worker took this over")
    await recordError(ctx, effect, row, error)
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
    if (!(await endOutbox(ctx, row, "done", null))) throw new FenceLost()
    crash("apply.before_commit")
  })

async function record(ctx: Context, effect: Effect, row: Claimed, outcome: Outcome): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const kept =
      outcome.kind === "retry"
        ? await postponeOutbox(ctx, row, new Date(ctx.now().getTime() + outcome.afterMs), outcome.reason)
        : await endOutbox(ctx, row, outcome.kind, outcome.kind === "done" ? null : outcome.reason)
    if (!kept) throw new FenceLost()
    if ("settle" in effect) await effect.settle(ctx, effect.payload.parse(row.payload), outcome, row.attempts)
    crash("result.before_commit")
  })
  crash("result.after_commit")
}

async function recordError(ctx: Context, effect: Effect, row: Claimed, error: unknown): Promise<void> {
  const expected = error instanceof ExpectedError && error.status < 500
  const reason = error instanceof ExpectedError ? error.code : error instanceof Error ? error.name : "error"
  ctx.log.error({ kind: row.kind, id: row.id, attempt: row.attempts, err: error }, "effect failed")
  const giveUp = expected || row.attempts >= effect.maxAttempts
  const outcome: Outcome = giveUp
    ? { kind: "failed", reason }
    : { kind: "retry", reason, afterMs: backoff(ctx, row.attempts) }
  try {
    await record(ctx, effect, row, outcome)
  } catch (again) {
    // The lease will run out and another attempt will find the row: nothing is lost by giving up here.
    ctx.log.error({ kind: row.kind, id: row.id, err: again }, "could not record the failure")
  }
}
