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

/** A pool to Postgres. `max` connections; waiting longer than 2 s for one is an error, answered as 503 (F16). */
export function connect(url: string, max: number, log: Logger): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    // Plans that were made while a table was small are made anew now and then.
    maxLifetimeSeconds: 120,
    allowExitOnIdle: true,
    // Statements leave without waiting for the answers of those before them (statements.ts).
    pipeline: true,
  })
  // Postgres may be restarted under us (F10, F11): the pool replaces a broken connection by itself.
  pool.on("error", (err) => log.warn({ err }, "a database connection broke"))
  // The pool hears only those that lie idle: one that breaks between two statements of a transaction would end the process.
  pool.on("connect", (client) => client.on("error", () => {}))
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
