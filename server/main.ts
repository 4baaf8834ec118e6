import closeWithGrace from "close-with-grace"
import { openPictures, startDemo } from "../demo/start-demo.ts"
import { firstRunLink, identify, zonedBrands } from "#brands"
import { takeReturn } from "#deliverability"
import { eventsWaitLong, projectionLag } from "#events"
import { startReturnListener } from "./adapters/email/return-listener.ts"
import { openConsole } from "./console.ts"
import { fillAside } from "./demo.ts"
import { openInstallation } from "./installation.ts"
import { environment, readConfig } from "./kernel/config.ts"
import { isUnreachable } from "./kernel/db.ts"
import { startClockWatch, timeIsInDoubt } from "./kernel/clock-watch.ts"
import { inTransaction } from "./kernel/context.ts"
import { armCrashpoint } from "./kernel/crashpoint.ts"
import { openHttp } from "./kernel/http.ts"
import { logTo } from "./kernel/log.ts"
import { startLoops } from "./kernel/loops.ts"
import { SchemaMismatch } from "./kernel/migrate.ts"
import { rateLimit } from "./kernel/rate.ts"
import { telemetry } from "./kernel/telemetry.ts"
import { startWatch } from "./kernel/watch.ts"
import { startWorkers, workerName } from "./kernel/workers.ts"

// Start here: config → engines → capabilities → http + workers.
const config = readConfig(environment())
const log = logTo(config.MAIDO_LOG)
armCrashpoint(config.MAIDO_CRASH_AT)

const installation = await openInstallation(config, log).catch((error: unknown) => {
  process.stderr.write(`Maido can't start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(error instanceof SchemaMismatch ? 78 : 1)
})
const { platform, product } = installation
const metrics = telemetry()
const clocks = await startClockWatch(platform, installation.followClock)

const workers = config.MAIDO_ROLE === "web" ? undefined : startWorkers(platform, product.effects, workerName(platform))
const loops = config.MAIDO_ROLE === "web" ? undefined : startLoops(platform, product.loops)
if (workers)
  installation.onWake((kind) => {
    workers.wake(kind)
    loops?.wake(kind)
  }, workers.takerOf)
const watch =
  workers &&
  startWatch(platform, {
    routines: product.routines,
    metrics,
    brands: () => zonedBrands(platform),
    lookAtClocks: clocks.look,
    projectionLag: async () => (await projectionLag(platform)).seconds,
  })

const app = openHttp(platform, {
  capabilities: product.capabilities,
  identify,
  rate: rateLimit(installation.database.pool),
  telemetry: metrics,
  trustProxy: config.MAIDO_TRUST_PROXY,
  notReady: installation.notReady,
  doubts: () =>
    inTransaction(platform, async (ctx) => [
      ...((await timeIsInDoubt(ctx)) ? ["clock"] : []),
      ...((await eventsWaitLong(ctx)) ? ["backlog"] : []),
    ]),
})
openConsole(app)
openPictures(app)
const returns =
  workers && config.MAIDO_RETURNS_PORT !== undefined
    ? await startReturnListener({
        host: config.MAIDO_RETURNS_HOST,
        port: config.MAIDO_RETURNS_PORT,
        take: (mail) => takeReturn(platform, mail),
      })
    : undefined
const leaving = new AbortController()
let demo: Promise<unknown> | undefined
if (config.MAIDO_ROLE !== "worker") {
  const address = await app.listen({ host: config.HOST, port: config.PORT })
  const shown = config.MAIDO_URL ?? address.replace("127.0.0.1", "localhost")
  const welcome = await onceReachable(() => firstRunLink(platform, shown))
  process.stdout.write(
    `\nMaido is running: ${shown}/admin/\n${welcome ? `Set up the first account: ${welcome}\n` : ""}\n`,
  )
}
if (workers && config.MAIDO_DEMO === "1")
  demo = startDemo(platform, fillAside(installation, config, leaving.signal)).catch((err: unknown) => {
    if (!leaving.signal.aborted) log.warn({ err }, "the demo brand is unfinished: the next start goes on with it")
  })

// Stop claiming at once, finish or hand back what is under way, then let go of the engines (F06).
closeWithGrace({ delay: 28_000, logger: false }, async ({ err, signal }) => {
  if (err) log.error({ err }, "stopping after an error")
  log.info({ signal }, "stopping")
  leaving.abort()
  await Promise.all([
    app.close(),
    returns?.close(),
    workers?.stop(25_000),
    loops?.stop(),
    watch?.stop(),
    clocks.stop(),
    demo,
  ])
  await installation.stop()
})

/** A machine that is busy starting may have no free connection for a moment: that must not end the start. */
async function onceReachable<T>(ask: () => Promise<T>): Promise<T> {
  for (let left = 15; ; left--) {
    try {
      return await ask()
    } catch (error) {
      if (left === 0 || !isUnreachable(error)) throw error
    }
  }
}
