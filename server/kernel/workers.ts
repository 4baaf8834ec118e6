import { hostname } from "node:os"
import { setTimeout as sleep } from "node:timers/promises"
import type { Taker } from "./claimed.ts"
import { type Context, inTransaction } from "./context.ts"
import type { Effect } from "./effects.ts"
import { type Lane, openLane } from "./lane.ts"
import { dueKinds, expireLeases, leaseOwners, lostKinds } from "./outbox.ts"
import { claim, heartbeat, recoverLost } from "./worker.ts"

export type Workers = {
  /** There is work of this kind: look now instead of at the next poll. */
  readonly wake: (kind: string) => void
  /** Who takes an effect of this kind with the commit that asks for it; undefined while every place is taken. */
  readonly takerOf: (kind: string) => Taker | undefined
  /** Claims nothing more; resolves when what is under way has ended, at most `withinMs` later (F06). */
  readonly stop: (withinMs: number) => Promise<void>
}

/** Names one worker: this machine, its process, and a word of its own, since a process number is used again. */
export const workerName = (ctx: Pick<Context, "bytes">): string =>
  `${hostname()}:${process.pid}:${Buffer.from(ctx.bytes(6)).toString("hex")}`

/** A worker of this machine whose process is gone won't come back: what it held need not wait for its lease to run out. */
async function releaseDead(ctx: Context, owner: string): Promise<void> {
  const dead = (await inTransaction(ctx, leaseOwners)).filter((other) => other !== owner && isDead(other))
  if (dead.length > 0) await inTransaction(ctx, (ctx) => expireLeases(ctx, dead))
}

function isDead(owner: string): boolean {
  const [host, pid] = owner.split(":")
  if (host !== hostname()) return false
  if (Number(pid) === process.pid) return true
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH"
  }
}

const lookEveryMs = 500
/** A look rings the bells of those who have something to do; whoever hears nothing for so long looks all the same. */
const pollMs = 30_000
const recoverEveryMs = 5_000

/** One loop per kind of effect, each with its own concurrency, so that a slow vendor never holds up another (F43). */
export function startWorkers(ctx: Context, effects: readonly Effect[], owner: string): Workers {
  const lanes = new Map(effects.map((effect) => [effect.kind, openLane(ctx, effect)]))
  const stopping = new AbortController()
  const released = releaseDead(ctx, owner).catch((err) =>
    ctx.log.warn({ err }, "leases of dead workers could not be read"),
  )
  const loops = [...lanes.values()].map((lane) => released.then(() => loop(ctx, lane, owner, stopping.signal)))
  const beat = setInterval(() => {
    const leaseMs = Math.min(...effects.map((e) => e.leaseMs))
    heartbeat(ctx, owner, leaseMs).catch((err) => ctx.log.warn({ err }, "heartbeat failed"))
  }, 5_000)
  // One question for all kinds, here and below: a question of each would be most of what an idle installation does.
  let looking = false
  const look = setInterval(() => {
    if (looking) return
    looking = true
    inTransaction(ctx, (ctx) => dueKinds(ctx, [...lanes.keys()]))
      .then((kinds) => {
        for (const kind of kinds) lanes.get(kind)?.wake()
      })
      .catch((err) => ctx.log.warn({ err }, "the queue cannot be looked at; trying again"))
      .finally(() => (looking = false))
  }, lookEveryMs)
  const longestMs = Math.max(0, ...effects.map((e) => e.leaseMs))
  const recover = setInterval(() => {
    inTransaction(ctx, (ctx) => lostKinds(ctx, [...lanes.keys()], longestMs))
      .then((kinds) => {
        for (const kind of kinds) {
          const lane = lanes.get(kind)
          if (!lane) continue
          lane.queue.mayHoldLost = true
          lane.wake()
        }
      })
      .catch((err) => ctx.log.warn({ err }, "what dead workers left behind cannot be looked for; trying again"))
  }, recoverEveryMs)
  return {
    wake: (kind) => lanes.get(kind)?.wake(),
    takerOf: (kind) => {
      const lane = lanes.get(kind)
      return lane && !stopping.signal.aborted && lane.free() > 0 ? { owner, take: lane.take } : undefined
    },
    stop: async (withinMs) => {
      stopping.abort()
      clearInterval(look)
      clearInterval(recover)
      for (const { bell } of lanes.values()) bell.ring()
      await Promise.race([Promise.all(loops), sleep(withinMs, undefined, { ref: false })])
      clearInterval(beat)
    },
  }
}

async function loop(ctx: Context, lane: Lane, owner: string, stop: AbortSignal): Promise<void> {
  const { effect, bell } = lane
  while (!stop.aborted) {
    try {
      if (lane.queue.mayHoldLost) {
        lane.queue.mayHoldLost = false
        await recoverLost(ctx, effect, owner)
      }
      const free = lane.free()
      // Claims of one row each would cost as much as the work: wait until half of the places are free.
      if (free * 2 >= lane.room) {
        lane.queue.mayHoldMore = false
        const rows = await claim(ctx, effect, owner, free)
        lane.take(...rows)
        if (rows.length === free) {
          lane.queue.mayHoldMore = true
          continue
        }
      }
    } catch (err) {
      ctx.log.warn({ kind: effect.kind, err }, "the queue cannot be read; trying again")
      await sleep(1_000, undefined, { signal: stop }).catch(() => {})
    }
    await bell.wait(pollMs)
  }
  while (!lane.isIdle()) await bell.wait(50)
}
