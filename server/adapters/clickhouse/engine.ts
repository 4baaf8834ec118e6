import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Session } from "chdb"
import { bindParams, quotedString } from "./bind-params.ts"
import { type EngineLimits, engineArguments, engineConfig } from "./engine-settings.ts"
import { type FrontRequest, parsePlainInsert } from "./front-request.ts"
import { Gate } from "./gate.ts"

/** The engine counts a constant column as nothing, so what it wrote is measured as well; the server's code for it is 396. */
class AnswerTooLarge extends Error {
  readonly clickhouseCode = 396

  constructor(bytes: number, limit: number) {
    super(
      `Code: 396. DB::Exception: Limit for result exceeded, max bytes: ${limit}, current bytes: ${bytes}. (TOO_MANY_ROWS_OR_BYTES)`,
    )
  }
}

export type Answer = { readonly bytes: Uint8Array; readonly readRows: number; readonly writtenRows: number }

/**
 * chDB over one data folder. Every query gets a connection of its own, as a request to a server would: opening one costs
 * 0.2 ms, and a used one may hand out the rows of a query that failed before, or keep its settings for the next.
 */
export class Engine {
  readonly #open: () => Session
  /** Held open, since the engine closes with its last connection. */
  readonly #root: Session
  readonly #gate: Gate
  readonly #largestAnswer: number

  private constructor(open: () => Session, limits: EngineLimits) {
    this.#open = open
    this.#root = open()
    this.#gate = new Gate(limits.slots)
    this.#largestAnswer = limits.resultBytes
  }

  /** @throws what chDB throws when the folder is in use or cannot be opened */
  static async start(folder: string, limits: EngineLimits): Promise<Engine> {
    const chdb = await import("chdb")
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const configFile = join(folder, "..", "engine.xml")
    writeFileSync(configFile, engineConfig(folder, limits), { mode: 0o600 })
    const connectionArgs = engineArguments(configFile, limits)
    return new Engine(() => new chdb.Session(folder, { connectionArgs }), limits)
  }

  /**
   * Runs one request. When `gone` fires (the client left), the query is really stopped, not just forgotten.
   * @throws UnknownParameter, and chDB's errors with a `clickhouseCode`
   */
  async run(request: FrontRequest, gone: AbortSignal): Promise<Answer> {
    const release = await this.#gate.enter(gone)
    const session = this.#open()
    const kill = () => void this.kill(request.queryId)
    gone.addEventListener("abort", kill)
    try {
      const answer = await execute(session, request)
      const size = answer.bytes.length
      if (size > this.#largestAnswer) throw new AnswerTooLarge(size, this.#largestAnswer)
      return answer
    } finally {
      gone.removeEventListener("abort", kill)
      session.close()
      release()
    }
  }

  /** Stops a running query from another connection; on its own connection the order would wait behind it. */
  async kill(queryId?: string): Promise<void> {
    const session = this.#open()
    const which = queryId === undefined ? marker("") : `${marker(queryId)} `
    try {
      await session.queryAsync(`kill query where startsWith(query, ${quotedString(which)}) async`, { format: "Null" })
    } finally {
      session.close()
    }
  }

  get running(): number {
    return this.#gate.inside
  }

  close(): void {
    this.#root.close()
  }
}

const marker = (queryId: string) => (queryId === "" ? "/*maido:" : `/*maido:${queryId}*/`)

async function execute(session: Session, request: FrontRequest): Promise<Answer> {
  if (request.database !== undefined && request.database !== "default")
    session.query(`USE \`${request.database.replace(/[\\`]/g, "\\$&")}\``)
  if (request.settings.size > 0) session.query(`SET ${assignments(request.settings)}`)
  const sql = bindParams(request.sql, request.params)
  const plain = request.data && parsePlainInsert(sql)
  if (request.data && plain) {
    const { table, format, columns } = plain
    const done = await session.insert({ table, format, values: request.data, ...(columns ? { columns } : {}) })
    return { bytes: new Uint8Array(), readRows: 0, writtenRows: done.rowsWritten }
  }
  const rows = request.data ? `\n${request.data.toString("utf8")}` : ""
  const result = await session.queryAsync(`${marker(request.queryId)} ${sql}${rows}`, { format: request.format })
  return { bytes: result.bytes(), readRows: result.rowsRead, writtenRows: 0 }
}

const assignments = (settings: ReadonlyMap<string, string>) =>
  [...settings].map(([name, value]) => `\`${name.replace(/[\\`]/g, "\\$&")}\` = ${quotedString(value)}`).join(", ")
