import { hostname } from "node:os"
import { setTimeout as sleep } from "node:timers/promises"
import { type Context, inTransaction } from "./context.ts"
import type { Effect } from "./effects.ts"
import { expireLeases, leaseOwners } from "./outbox.ts"
import { carryOut, claim, heartbeat, recoverLost } from "./worker.ts"

export type Workers = {
  /** There is work of this kind: look now instead of at the next poll. */
  readonly wake: (kind: string) => void
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

const pollMs = 500
const recoverEveryMs = 5_000

/** One loop per kind of effect, each with its own concurrency, so that a slow vendor never holds up another (F43). */
export function startWorkers(ctx: Context, effects: readonly Effect[], owner: string): Workers {
  const bells = new Map(effects.map((effect) => [effect.kind, bell()]))
  const stopping = new AbortController()
  const released = releaseDead(ctx, owner).catch((err) =>
    ctx.log.warn({ err }, "leases of dead workers could not be read"),
  )
  const loops = effects.map((effect) =>
    released.then(() => loop(ctx, effect, owner, bells.get(effect.kind) ?? bell(), stopping.signal)),
  )
  const beat = setInterval(() => {
    const leaseMs = Math.min(...effects.map((e) => e.leaseMs))
    heartbeat(ctx, owner, leaseMs).catch((err) => ctx.log.warn({ err }, "heartbeat failed"))
  }, 5_000)
  return {
    wake: (kind) => bells.get(kind)?.ring(),
    stop: async (withinMs) => {
      stopping.abort()
      for (const b of bells.values()) b.ring()
      await Promise.race([Promise.all(loops), sleep(withinMs, undefined, { ref: false })])
      clearInterval(beat)
    },
  }
}

async function loop(ctx: Context, effect: Effect, owner: string, bell: Bell, stop: AbortSignal): Promise<void> {
  let recoverAt = 0
  let running = 0
  while (!stop.aborted) {
    try {
      if (performance.now() >= recoverAt) {
        recoverAt = performance.now() + recoverEveryMs
        await recoverLost(ctx, effect, owner)
      }
      const free = effect.concurrency - running
      // Claims of one row each would cost as much as the work: wait until half of the places are free.
      if (free * 2 >= effect.concurrency) {
        const rows = await claim(ctx, effect, owner, free)
        running += rows.length
        for (const row of rows) void carryOut(ctx, effect, row).finally(() => (running--, bell.ring()))
        if (rows.length === free) continue
      }
    } catch (err) {
      ctx.log.warn({ kind: effect.kind, err }, "the queue cannot be read; trying again")
      await sleep(1_000, undefined, { signal: stop }).catch(() => {})
    }
    await bell.wait(pollMs)
  }
  while (running > 0) await bell.wait(50)
}

type Bell = { ring: () => void; wait: (ms: number) => Promise<void> }

/** Rings that come while nobody waits are remembered: a wake-up is never lost. */
function bell(): Bell {
  let rung = false
  let waiting: (() => void) | undefined
  return {
    ring: () => {
      rung = true
      waiting?.()
    },
    wait: async (ms) => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          timer.unref()
          waiting = () => (clearTimeout(timer), resolve())
        })
      }
      waiting = undefined
      rung = false
    },
  }
}
