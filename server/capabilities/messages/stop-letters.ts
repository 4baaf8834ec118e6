import { z } from "zod"
import { type Context, mustBeInTransaction } from "#kernel/context"
import { appliedEffect, type Effect, enqueue } from "#kernel/effects"
import { askToSendAll } from "./send-effect.ts"
import { countWaiting, skipWaiting, wakeDeferred } from "./storage-plan.ts"
import { tellEnded } from "./tell-ended.ts"

/** So many end in one transaction: about a second, and nobody waits for their rows any longer than that. */
const atOnce = 10_000

type Which = { readonly id: string; readonly step?: string | undefined }

const Rest = z.object({
  id: z.uuid(),
  step: z.string().nullable(),
  reason: z.string(),
  turn: z.int(),
  most: z.int().min(1),
})
type Rest = z.output<typeof Rest>

/** Ends the next of those that were to be stopped, until none waits any more. */
export const stopEffect: Effect<Rest> = appliedEffect({
  kind: "messages.stop-letters",
  title: { ja: "まだ送っていないお便りの取りやめ", en: "Stopping letters that have not left" },
  subject: ({ id }) => `letters-of:${id}`,
  payload: Rest,
  concurrency: 2,
  leaseMs: 60_000,
  apply: (ctx, { id, step, reason, ...rest }) => stopSome(ctx, { id, step: step ?? undefined }, reason, rest),
})

/**
 * Whatever of a campaign or flow has not begun does not begin any more. The first thousands end in the caller's transaction,
 * the rest in transactions of their own right after it; whoever asks for a stop refuses them at the door meanwhile. Returns
 * how many letters were waiting.
 */
export async function stopLetters(
  ctx: Context,
  which: Which,
  { reason = "stopped", most = atOnce }: { readonly reason?: string; readonly most?: number } = {},
): Promise<number> {
  mustBeInTransaction(ctx)
  const waiting = await countWaiting(ctx, which)
  await stopSome(ctx, which, reason, { turn: 0, most })
  return waiting
}

async function stopSome(
  ctx: Context,
  { id, step }: Which,
  reason: string,
  { turn, most }: Pick<Rest, "turn" | "most">,
): Promise<void> {
  const ended = await skipWaiting(ctx, { originId: id, step, most }, reason)
  await tellEnded(ctx, ended)
  if (ended.length < most) return
  // Keys of their own for each stop: what was stopped once may be started and stopped again.
  const key = `${id}:${step ?? ""}:${ctx.now().toISOString()}:${turn + 1}`
  await enqueue(ctx, stopEffect, { id, step: step ?? null, reason, turn: turn + 1, most }, { key })
}

/**
 * What waits because its campaign or flow rested goes on at once, the thousands that were meant first; what is beyond them looks
 * again by itself within minutes. In a transaction. Returns how many.
 */
export async function wakeLetters(ctx: Context, id: string, reason: string): Promise<number> {
  mustBeInTransaction(ctx)
  const woken = await wakeDeferred(ctx, { originId: id, reason, most: atOnce })
  await askToSendAll(ctx, woken)
  return woken.length
}
