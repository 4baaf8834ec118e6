import { Socket } from "node:net"
import pg from "pg"

/** Key of the advisory lock that the process responsible for the server holds as long as it lives. */
const keeperLock = 7_120_181

/**
 * Several processes may share one embedded server (web, worker, a command); one of them keeps it: restarts it after a
 * crash and stops it at its end. Who that is, is a session lock in the server itself: it passes on when its holder dies.
 */
export class Keeper {
  readonly #url: string
  #client: pg.Client | undefined

  constructor(url: string) {
    this.#url = url
  }

  /** Whether this process keeps the server, after trying to become its keeper. */
  async hold(): Promise<boolean> {
    if (this.#client) return true
    const socket = new Socket()
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: 5_000,
      application_name: "maido-keeper",
      stream: () => socket,
    })
    client.on("error", () => {})
    client.on("end", () => {
      if (this.#client === client) this.#client = undefined
    })
    await client.connect()
    const { rows } = await client.query("select pg_try_advisory_lock($1) as held", [keeperLock])
    if (!rows[0].held) {
      await client.end()
      return false
    }
    this.#client = client
    socket.unref()
    return true
  }

  /** Gives the server up to whoever else uses it. */
  async release(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => {})
  }
}
