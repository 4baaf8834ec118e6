import { Kysely, PostgresDialect } from "kysely"
import pg from "pg"
import type { Logger } from "pino"
import { preparingPool } from "./statements.ts"

// Days stay text ("2026-04-01"), never a Date at some midnight; big counts stay exact.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`a stored number is beyond 2^53: ${text}`)
  return value
})

export type Database = { readonly kysely: Kysely<unknown>; readonly pool: pg.Pool; readonly close: () => Promise<void> }

/**
 * How long a connection lives, seconds. Plans follow a table when it is counted anew; what is left of those that were made
 * while it was small goes with the connection. A new one costs a tenth of a second of processor time before it has planned
 * all that a page asks, so it is not for every minute.
 */
const [shortestLife, longestLife] = [600, 1_200]

/** The n-th of fractions that lie evenly in [0, 1) however many there are: multiples of the golden ratio, without their whole part. */
const evenly = (n: number): number => (n * 0.618_033_988_75) % 1

/** A pool to Postgres. `max` connections; waiting longer than 2 s for one is an error, answered as 503 (F16). */
export function connect(url: string, max: number, log: Logger): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    maxLifetimeSeconds: shortestLife,
    allowExitOnIdle: true,
    // Statements leave without waiting for the answers of those before them (statements.ts).
    pipeline: true,
  })
  // Postgres may be restarted under us (F10, F11): the pool replaces a broken connection by itself.
  pool.on("error", (err) => log.warn({ err }, "a database connection broke"))
  let opened = 0
  pool.on("connect", (client) => {
    // The pool hears only those that lie idle: one that breaks between two statements of a transaction would end the process.
    client.on("error", () => {})
    // What was opened together must not end together: each new connection plans all its statements anew.
    pool.options.maxLifetimeSeconds = shortestLife + evenly(++opened) * (longestLife - shortestLife)
  })
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: preparingPool(pool) }) })
  return { kysely, pool, close: () => kysely.destroy() }
}

const unreachable = new Set([
  "57P01",
  "57P02",
  "57P03",
  "08000",
  "08003",
  "08006",
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ENOENT",
  "53300",
])

/** True when the database could not be reached or went away: the caller may safely try again (F11). */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ("code" in error && typeof error.code === "string" && unreachable.has(error.code)) return true
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  )
}
