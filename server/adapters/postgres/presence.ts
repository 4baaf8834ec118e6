import { Socket } from "node:net"
import pg from "pg"

/** Key of the advisory lock that every process shares as long as it uses the embedded server. */
const presenceLock = 7_120_181

/**
 * Several processes may share one embedded server (web, worker, a command): the last one out stops it. Who is still in is
 * known to the server itself, by a lock that ends with its holder's connection, however the holder died.
 */
export class Presence {
  readonly #url: string
  #client: pg.Client | undefined

  constructor(url: string) {
    this.#url = url
  }

  /** Makes this process known as a user of the server; again after the server was restarted. */
  async enter(): Promise<void> {
    if (this.#client) return
    const socket = new Socket()
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: 5_000,
      application_name: "maido-presence",
      stream: () => socket,
    })
    client.on("error", () => {})
    client.on("end", () => {
      if (this.#client === client) this.#client = undefined
    })
    await client.connect()
    this.#client = client
    await client.query("select pg_advisory_lock_shared($1)", [presenceLock])
    socket.unref()
  }

  /** Stops being a user. @returns whether nobody else is one: of two who leave at once, one is told so */
  async leave(): Promise<boolean> {
    await this.enter()
    await this.#client?.query("select pg_advisory_unlock_shared($1)", [presenceLock])
    const result = await this.#client?.query("select pg_try_advisory_lock($1) as alone", [presenceLock])
    return result?.rows[0].alone === true
  }

  async close(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => {})
  }
}
