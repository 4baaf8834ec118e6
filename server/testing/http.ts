import type { FastifyInstance } from "fastify"
import { pino } from "pino"
import type { Capability } from "#kernel/capability"
import type { Context } from "#kernel/context"
import type { Caller, Door } from "#kernel/doors"
import { openHttp } from "#kernel/http"
import type { RateLimit } from "#kernel/rate"
import { telemetry } from "#kernel/telemetry"
import { capabilities } from "../capabilities.ts"

/** Lets everyone through and only counts: limits have a test of their own. */
export const noLimit: RateLimit = {
  count: async (_key, perMinute) => ({ limit: perMinute, remaining: perMinute, resetSeconds: 60 }),
}

type Wanted = {
  platform: Context
  capabilities?: readonly Capability[]
  caller?: Caller | undefined
  rate?: RateLimit
  identify?: Door["identify"]
  /** Whose X-Forwarded headers are believed. */
  trustProxy?: string
}

/** The product's doors over a test context, listening on a free port. Give `identify` to test real keys and sessions. */
export async function serve(
  wanted: Wanted,
): Promise<{ origin: string; app: FastifyInstance; stop: () => Promise<void> }> {
  const app = openHttp(
    { ...wanted.platform, log: pino({ level: "silent" }) },
    {
      capabilities: wanted.capabilities ?? capabilities,
      identify: wanted.identify ?? (async () => wanted.caller),
      rate: wanted.rate ?? noLimit,
      telemetry: telemetry(),
      trustProxy: wanted.trustProxy,
      notReady: async () => [],
    },
  )
  const origin = await app.listen({ host: "127.0.0.1", port: 0 })
  return { app, origin, stop: () => app.close() }
}
