import { setTimeout as sleep } from "node:timers/promises"
import type { Claimed } from "./claimed.ts"
import { type Context, inTransaction, sqlState } from "./context.ts"
import { crashpoints } from "./crashpoint.ts"
import { isUnreachable } from "./db.ts"
import type { Effect, Outcome, Settled } from "./effects.ts"
import { gather, inSharedTransaction } from "./gather.ts"
import { endOutbox, type RowEnd } from "./outbox.ts"

const crash = crashpoints("result.before_commit", "result.after_commit")

/** Thrown when our lease was taken over while we worked: rolls our transaction back. */
export class FenceLost extends Error {}

type Ended = { readonly ctx: Context; readonly effect: Effect; readonly row: Claimed; readonly outcome: Outcome }

/**
 * Writes down how an attempt ended and settles it, in one transaction. What ends while another transaction of the same
 * brand and kind is under way shares the next one; each still stands for itself: its own fence, and when one cannot be
 * settled the others are. Rejects with FenceLost when another worker took it over.
 */
export async function record(ctx: Context, effect: Effect, row: Claimed, outcome: Outcome): Promise<void> {
  const question = `kernel.record:${row.kind}`
  const isKept = await inSharedTransaction(ctx, question, (tx) =>
    gather(tx, question, { ctx: tx, effect, row, outcome }, recordAll),
  )
  if (!isKept) throw new FenceLost()
  crash("result.after_commit")
}

/** Whether each of them was still ours. */
async function recordAll(tx: Context, ended: readonly Ended[]): Promise<boolean[]> {
  const kept = await endOutbox(tx, ended.map(rowEnd))
  const [first] = ended
  if (first)
    await settle(
      tx,
      first.effect,
      ended.filter(({ row }) => kept.has(row.id)),
    )
  crash("result.before_commit")
  return ended.map(({ row }) => kept.has(row.id))
}

function rowEnd({ ctx, row, outcome }: Pick<Ended, "ctx" | "row" | "outcome">): RowEnd {
  if (outcome.kind === "done") return { row, state: "done", reason: null, nextAt: null }
  const { kind, reason } = outcome
  if (kind !== "retry") return { row, state: kind, reason, nextAt: null }
  return { row, state: "ready", reason, nextAt: new Date(ctx.now().getTime() + outcome.afterMs) }
}

async function settle(tx: Context, effect: Effect, ended: readonly Ended[]): Promise<void> {
  if (!("settle" in effect)) return
  const settled = ended.map(({ ctx, row, outcome }): Settled<unknown> => {
    const own = { ...tx, cause: ctx.cause, actor: ctx.actor }
    return { ctx: own, payload: effect.payload.parse(row.payload), outcome, attempt: row.attempts }
  })
  if (effect.settleAll) return effect.settleAll(tx, settled)
  for (const { ctx, payload, outcome, attempt } of settled) await effect.settle(ctx, payload, outcome, attempt)
}

/** Errors that are not the database being away are met so many times before the row is ended without being settled. */
const patience = 6

/**
 * Writes down what is known to have happened, however often that takes: an error here says nothing about the effect,
 * which is not performed again because of it. While the database is away it waits; should the process die meanwhile,
 * the row is found like any that a dead worker has left. What can't be settled by itself ends as `unknown`, with what
 * is known as its reason, for a person to see to.
 */
export async function recordSurely(ctx: Context, effect: Effect, row: Claimed, outcome: Outcome): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await record(ctx, effect, row, outcome)
    } catch (error) {
      if (error instanceof FenceLost) throw error
      const about = { kind: row.kind, id: row.id, outcome: outcome.kind, err: error }
      ctx.log.error(about, "what came of an effect could not be written down; trying again")
      if (tries >= patience && !isUnreachable(error)) return recordUnsettled(ctx, row, outcome, error)
      await sleep(Math.min(25 * 2 ** tries, 5_000))
    }
  }
}

async function recordUnsettled(ctx: Context, row: Claimed, outcome: Outcome, error: unknown): Promise<void> {
  const name = sqlState(error) ?? (error instanceof Error ? error.name : "error")
  const said = outcome.kind === "done" ? "done" : `${outcome.kind}: ${outcome.reason}`
  const bare: Outcome =
    outcome.kind === "retry" ? outcome : { kind: "unknown", reason: `not_written_down: ${name}; it had ended ${said}` }
  const kept = await inTransaction(ctx, (ctx) => endOutbox(ctx, [rowEnd({ ctx, row, outcome: bare })]))
  if (kept.size === 0) throw new FenceLost()
}
