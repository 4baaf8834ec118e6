import { hostname } from "node:os"
import closeWithGrace from "close-with-grace"
import { firstRunLink, identify, zonedBrands } from "#brands"
import { capabilities } from "./capabilities.ts"
import { openInstallation } from "./installation.ts"
import { environment, readConfig } from "./kernel/config.ts"
import { armCrashpoint } from "./kernel/crashpoint.ts"
import { openHttp } from "./kernel/http.ts"
import { logTo } from "./kernel/log.ts"
import { SchemaMismatch } from "./kernel/migrate.ts"
import { rateLimit } from "./kernel/rate.ts"
import { scheduleEffect, tick } from "./kernel/schedules.ts"
import { telemetry } from "./kernel/telemetry.ts"
import { startWorkers, type Workers } from "./kernel/workers.ts"

// Start here: config → engines → capabilities → http + workers.
const config = readConfig(environment())
const log = logTo(config.MAIDO_LOG)
armCrashpoint(config.MAIDO_CRASH_AT)

const installation = await openInstallation(config, log).catch((error: unknown) => {
  process.stderr.write(`Maido can't start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(error instanceof SchemaMismatch ? 78 : 1)
})
const { platform } = installation
