import net from "node:net"
import { sql } from "kysely"
import { inject } from "vitest"
import { pino } from "pino"
import type { Context } from "#kernel/context"
import { watchCrashpoints } from "#kernel/crashpoint"
import { connect } from "#kernel/db"
import type { Effect } from "#kernel/effects"
import type { Plug, Port } from "#kernel/ports"
import { FenceLost } from "#kernel/record"
import { carryOut, claim } from "#kernel/worker"
import { until } from "./maido-process.ts"

/** A way to a server of the outer world that can be cut: from that moment on nothing comes through in either direction. */
export type Line = { readonly port: number; readonly stop: () => Promise<void> }

export type Doomed = {
  /** A way to `port` on this machine that is cut together with everything else. */
  readonly lineTo: (port: number) => Promise<Line>
  /** For adapters that open connections of their own. */
  readonly isDead: () => boolean
  /** Does what is due, one row of each effect, over a database connection and plugs of its own; dies at the n-th point that it passes. */
  readonly run: (ctx: Context, effects: readonly Effect[], dieAt?: number) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

/**
 * A worker that dies within the test's own process. At a crash point, in the midst of whatever runs, its database connections
 * and its lines are destroyed and can't be opened again: all that a killed process could still do to the outer world is cut
 * off at that very statement. A hundred deaths cost what three killed processes do. `plugs` stand in for those of the product.
 */
export function doomedWorker(plugs: (doomed: Pick<Doomed, "lineTo" | "isDead">) => Promise<readonly Plug[]>): Doomed {
  const database = connect(inject("appUrl"), 2, pino({ level: "silent" }))
  const sockets = new Set<{ destroy: () => void }>()
  /** Postgres' processes behind its connections. */
  const backends = new Set<number>()
  const lines: Line[] = []
  let isDead = false
  const take = database.pool.connect.bind(database.pool)
  database.pool.on("connect", (client) => {
    // safe: node-postgres keeps its socket and the number of its backend there
    const { connection, processID } = client as unknown as { connection: { stream: net.Socket }; processID: number }
    sockets.add(connection.stream)
    backends.add(processID)
  })
  // The dead ask for nothing more; the kernel gives up at once on a row that isn't its own any more.
  database.pool.connect = ((...given: []) =>
    isDead ? Promise.reject(new FenceLost()) : take(...given)) as typeof database.pool.connect // safe: called without a callback only
  const cut = () => {
    isDead = true
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  const lineTo = async (port: number) => {
    const line = await openLine(port, sockets, () => isDead)
    lines.push(line)
    return line
  }
  let given: Promise<readonly Plug[]> | undefined
  const run: Doomed["run"] = async (ctx, effects, dieAt) => {
    const adapters = new Map(
      (await (given ??= plugs({ lineTo, isDead: () => isDead }))).map((p) => [p.name, p.adapter]),
    )
    const use = <T>(port: Port<T>): T =>
      // safe: plug() ties the adapter's type to this port's
      adapters.has(port.name) ? (adapters.get(port.name) as T) : ctx.product.use(port)
    const own = { ...ctx, db: database.kysely, product: { ...ctx.product, use } }
    const passed: string[] = []
    watchCrashpoints((name) => {
      if (isDead) return
      passed.push(name)
      if (passed.length === dieAt) cut()
    })
    try {
      for (const effect of effects)
        for (const row of await claim(own, effect, "doomed", 1)) await carryOut(own, effect, row)
    } catch (error) {
      if (!isDead) throw error
    } finally {
      watchCrashpoints(undefined)
      if (isDead) await gone(ctx)
      isDead = false
    }
    return passed
  }
  /** What the dead one held is free only once Postgres has seen that nobody is there: a lease is far longer, a test isn't. */
  const gone = async (ctx: Context) => {
    const left = () => sql`select pid from pg_stat_activity where pid = any(${[...backends]}::int[])`.execute(ctx.db)
    await until("Postgres has let go", async () => ((await left()).rows.length === 0 ? true : undefined), 20_000, 2)
    backends.clear()
  }
  const close = async () => {
    await Promise.all(lines.map((line) => line.stop()))
    await database.close()
  }
  return { lineTo, isDead: () => isDead, run, close }
}

/** A way to `port` on this machine that can be cut for a while: connections break, and new ones are refused. */
export async function cuttableLine(
  port: number,
): Promise<Line & { readonly cut: () => void; readonly mend: () => void }> {
  const sockets = new Set<{ destroy: () => void }>()
  let isCut = false
  const line = await openLine(port, sockets, () => isCut)
  const cut = () => {
    isCut = true
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  const stop = async () => {
    cut()
    await line.stop()
  }
  return { ...line, stop, cut, mend: () => void (isCut = false) }
}

async function openLine(port: number, sockets: Set<{ destroy: () => void }>, isDead: () => boolean): Promise<Line> {
  const server = net.createServer((near) => {
    near.on("error", () => {})
    if (isDead()) return void near.destroy()
    const far = net.connect(port, "127.0.0.1")
    far.on("error", () => near.destroy())
    for (const socket of [near, far]) sockets.add(socket)
    near.pipe(far).pipe(near)
    near.on("close", () => far.destroy())
    far.on("close", () => near.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  return {
    port: typeof address === "object" && address ? address.port : 0,
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}
