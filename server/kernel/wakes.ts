import pg from "pg"
import type { Logger } from "pino"

/*
 * Loops and workers of this process are woken by whoever gives them something to do. Those of another process hear of it
 * by a notification of Postgres, in a statement of its own after the commit: in the transaction it would make commits wait
 * for each other. One that is lost costs a second: everybody looks by himself that often.
 */

const channel = "maido_wake"
const gatherMs = 10
const again = 1_000

/** Wakes the workers of other processes: for one that has none. Names of the same moment go together. */
export function callOthers(pool: pg.Pool, log: Logger): (kind: string) => void {
  const kinds = new Set<string>()
  const send = () => {
    const names = [...kinds]
    kinds.clear()
    pool
      .query("select pg_notify($1, name) from unnest($2::text[]) as t(name)", [channel, names])
      .catch((err: unknown) => log.debug({ err }, "other processes could not be woken; they look by themselves"))
  }
  return (kind) => {
    if (kinds.size === 0) setTimeout(send, gatherMs).unref()
    kinds.add(kind)
  }
}

/** Hears what other processes call, over a connection of its own that is made anew whenever it breaks. */
export function hearOthers(url: string, wake: (kind: string) => void, log: Logger): { stop: () => Promise<void> } {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const listen = async () => {
    const own = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
    const tryAgain = () => {
      if (client !== own) return
      client = undefined
      own.end().catch(() => {})
      if (!stopped) timer = setTimeout(() => void listen(), again).unref()
    }
    client = own
    own.on("error", tryAgain)
    own.on("end", tryAgain)
    own.on("notification", ({ payload }) => payload && wake(payload))
    try {
      await own.connect()
      await own.query(`listen ${channel}`)
    } catch (err) {
      log.debug({ err }, "other processes can't be heard; trying again")
      tryAgain()
    }
  }
  const begun = listen()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await begun
      const last = client
      client = undefined
      await last?.end().catch(() => {})
    },
  }
}
