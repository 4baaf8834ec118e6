import { audit } from "#brands"
import { type Context, mustBeInTransaction } from "#kernel/context"
import { closeStuck, lockStuck, reopenStuck, type Stuck } from "#kernel/outbox-ended"
import { QueueError } from "./errors.ts"
import { effectOf } from "./find-stuck.ts"

/** Has it done anew on somebody's decision. Throws `queue.NotStuck`, `queue.UnknownKind`, and what the effect refuses with. */
export async function retryStuck(ctx: Context, id: string): Promise<void> {
  const stuck = await locked(ctx, id)
  const { effect, payload } = known(ctx, stuck)
  if ("again" in effect && effect.again && stuck.state !== "retrying") {
    await effect.again(ctx, payload)
    await closeStuck(ctx, id, "done_anew")
  } else {
    await reopenStuck(ctx, id)
    ctx.afterCommit(() => ctx.product.wake(stuck.kind))
  }
  await note(ctx, "queue.retried", stuck)
}

/** Somebody found out whether it happened. Throws `queue.NotStuck`, `queue.NothingUnknown`, `queue.UnknownKind`. */
export async function settleStuck(ctx: Context, id: string, happened: boolean): Promise<void> {
  const stuck = await locked(ctx, id)
  if (stuck.state !== "unknown") throw QueueError.NothingUnknown()
  const { effect, payload } = known(ctx, stuck)
  if ("foundOut" in effect) await effect.foundOut?.(ctx, payload, happened)
  await closeStuck(ctx, id, happened ? "found_done" : "found_not_done")
  await note(ctx, happened ? "queue.found-done" : "queue.found-not-done", stuck)
}

/** Nothing more comes of it. Throws `queue.NotStuck`. */
export async function discardStuck(ctx: Context, id: string): Promise<void> {
  const stuck = await locked(ctx, id)
  await closeStuck(ctx, id, "discarded")
  await note(ctx, "queue.discarded", stuck)
}

async function locked(ctx: Context, id: string): Promise<Stuck> {
  mustBeInTransaction(ctx)
  const stuck = await lockStuck(ctx, id)
  if (!stuck) throw QueueError.NotStuck({ field: "id" })
  return stuck
}

function known(ctx: Context, { kind, payload }: Stuck) {
  const effect = effectOf(ctx, kind)
  const parsed = effect?.payload.safeParse(payload)
  if (!effect || !parsed?.success) throw QueueError.UnknownKind({ kind })
  return { effect, payload: parsed.data }
}

const note = (ctx: Context, action: string, { id, kind, key, state, reason }: Stuck) =>
  audit(ctx, { action, subject: `effect:${id}`, before: { kind, key, state, reason } })
