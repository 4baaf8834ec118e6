import { readFileSync } from "node:fs"
import type { Server } from "node:http"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { Engine } from "./engine.ts"
import type { EngineLimits } from "./engine-settings.ts"
import type { FrontOrder, FrontReport } from "./front-messages.ts"
import { frontServer } from "./front-server.ts"
import { mendTold } from "./mend-told.ts"

// The one process that holds chDB: a crash or a runaway query here never touches the shop.

const drainWithinMs = 2_000

process.once("message", (order: FrontOrder) => void serve(order))
// Ctrl-C and a service manager reach the whole group, but the shop may have something to write yet: the parent decides.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {})

async function serve({ folder, port, token, limits }: FrontOrder) {
  const engine = await open(folder, limits)
  const server = frontServer(engine, token)
  server.once("error", (error) => quit({ kind: "failed", why: "port", message: error.message }))
  server.listen(port, "127.0.0.1", () => process.send?.({ kind: "ready" } satisfies FrontReport))

  // The parent lets go of us, or is gone, however it went: nobody else would ever stop this process.
  if (!process.connected) return leave(engine, server)
  process.once("disconnect", () => void leave(engine, server))
}

async function leave(engine: Engine, server: Server) {
  server.close()
  await drain(engine)
  server.closeAllConnections()
  // Leaving while a query runs would hang in the engine; it survives a kill at any moment.
  if (engine.running > 0) process.kill(process.pid, "SIGKILL")
  engine.close()
  process.exit(0)
}

async function open(folder: string, limits: EngineLimits): Promise<Engine> {
  try {
    const removed = lockHolder(folder) === undefined ? mendTold(folder) : 0
    // It stands in the engine's own log, beside what the engine complains of.
    if (removed > 0)
      process.stderr.write(`${removed} blocks were noted as written and are not there; they are taken anew\n`)
    return await Engine.start(folder, limits)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const code = error instanceof Error && "code" in error ? error.code : undefined
    const holder = lockHolder(folder)
    if (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND")
      return quit({ kind: "failed", why: "missing", message })
    if (holder !== undefined) return quit({ kind: "failed", why: "locked", pid: holder, message })
    return quit({ kind: "failed", why: "other", message })
  }
}

/** The live process that the engine's lock file names, unless it is this one. */
function lockHolder(folder: string): number | undefined {
  try {
    const pid = Number(/^PID: (\d+)/m.exec(readFileSync(join(folder, "status"), "utf8"))?.[1])
    if (!pid || pid === process.pid) return undefined
    process.kill(pid, 0)
    return pid
  } catch {
    return undefined
  }
}

async function drain(engine: Engine) {
  if (engine.running > 0) await Promise.race([engine.kill().catch(() => {}), pause(drainWithinMs)])
  for (let waitedMs = 0; engine.running > 0 && waitedMs < drainWithinMs; waitedMs += 20) await pause(20)
}

function quit(report: FrontReport): never | Promise<never> {
  if (!process.send) process.exit(1)
  return new Promise<never>(() => process.send?.(report, () => process.exit(1)))
}
