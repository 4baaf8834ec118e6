import type { Logger } from "pino"
import { createFactsClient } from "./client.ts"
import { ClickHouseError } from "./errors.ts"
import type { ClickHouse } from "./running-clickhouse.ts"

const lookEveryMs = 10_000

/** A ClickHouse server of the operator: asked once before we rely on it, and looked at now and then. */
export async function useExternal(url: string, log: Logger): Promise<ClickHouse> {
  const client = createFactsClient({ url })
  const first = await client.ping({ select: true })
  if (!first.success) {
    await client.close()
    throw ClickHouseError.Unreachable({ host: new URL(url).host, reason: first.error.message })
  }
  let isAlive = true
  const timer = setInterval(async () => {
    const { success } = await client.ping({ select: true })
    if (success !== isAlive) log.warn({ host: new URL(url).host, success }, "ClickHouse came or went")
    isAlive = success
  }, lookEveryMs).unref()
  const stop = async () => {
    clearInterval(timer)
    await client.close()
  }
  return { url, stop, alive: () => isAlive }
}
