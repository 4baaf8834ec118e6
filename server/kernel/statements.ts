import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely"
import type pg from "pg"

/** What opens a transaction of a brand; the client below sends it together with `begin`. */
export const setBrand = "select set_config('app.brand', $1, true)"
/** The same, and Postgres plans a statement once for each connection instead of five times and more. */
export const setBrandKeepingPlans =
  "select set_config('app.brand', $1, true), set_config('plan_cache_mode', 'force_generic_plan', true)"

/** What kysely begins a transaction with that sees one moment from its first statement to its last. */
export const oneMoment = "start transaction isolation level repeatable read"

/** A question that changes nothing and is answered alike however often it is asked within one moment. */
export const isQuestion = (text: string): boolean =>
  /^\s*(select|with)\b/i.test(text) &&
  !/\b(insert|update|delete|merge|share|set_config|nextval|random|clock_timestamp)\b|pg_\w*(lock|notify)/i.test(text)

const isBrandId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Statements that differ by more than their values are kept apart; beyond so many a text goes out without a name. */
const most = 600

/**
 * Gives the name under which a connection keeps a statement parsed and planned; undefined for a text that has not come
 * twice yet, and for those that come when the list is full: texts put together from what somebody asked for, say.
 */
export function statementNames(most: number): (text: string) => string | undefined {
  const names = new Map<string, string>()
  const seen = new Set<string>()
  return (text) => {
    const known = names.get(text)
    if (known || names.size >= most) return known
    if (!seen.has(text)) {
      if (seen.size >= most) seen.clear()
      seen.add(text)
      return undefined
    }
    seen.delete(text)
    const name = `m${names.size + 1}`
    names.set(text, name)
    return name
  }
}
const statementName = statementNames(most)

/**
 * The pool as kysely uses it. Statements with values are prepared once for each connection: Postgres parses, rewrites
 * (row-level security) and mostly plans them no more, which is two fifths of its work for a small write. A transaction
 * of a brand opens in one message instead of two. Where a transaction sees one moment, the same question is sent once;
 * whatever it writes itself makes it ask anew.
 */
export function preparingPool(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const connect = async () => {
    const client = await pool.connect()
    const known = clients.get(client)
    if (known) return known
    const made = preparing(client)
    clients.set(client, made)
    return made
  }
  return { connect, end: () => pool.end(), options: pool.options }
}

type Result = PostgresQueryResult<never>
const nothing = (command: string): Result => ({ command, rowCount: 0, rows: [] }) as unknown as Result // safe: kysely reads command, rowCount and rows only

/** What is sent in one go leaves in one message: writing is most of what a small statement costs. */
function sending(client: pg.PoolClient): (statement: string | pg.QueryConfig) => Promise<Result> {
  let isHeld = false
  return (statement) => {
    const { stream } = client.connection
    if (!isHeld) {
      isHeld = true
      stream.cork()
      process.nextTick(() => {
        isHeld = false
        stream.uncork()
      })
    }
    return client.query(statement) as unknown as Promise<Result> // safe: pg's result has the fields that kysely reads
  }
}

function preparing(client: pg.PoolClient): PostgresPoolClient {
  const ask = sending(client)
  // `begin` waits for the statement after it.
  let begins: string | undefined
  // What has opened the transaction, while nobody has heard yet whether it did.
  let opening: Promise<unknown> | undefined
  // What has been asked in a transaction of one moment.
  let asked: Map<string, Promise<Result>> | undefined

  function open(text: string): void {
    opening = ask(text)
    // Whoever sends the next statement hears of it.
    opening.catch(() => {})
  }

  async function query(text: string, values: readonly unknown[]): Promise<Result> {
    if (text === "begin" || text === oneMoment) {
      begins = text
      asked = text === oneMoment ? new Map() : undefined
      return nothing("BEGIN")
    }
    if (text === "commit" || text === "rollback") asked = undefined
    if (begins) {
      const begin = begins
      begins = undefined
      if (text === "commit" || text === "rollback") return nothing(text.toUpperCase())
      const [brandId] = values
      const opens = text === setBrand || text === setBrandKeepingPlans
      if (opens && typeof brandId === "string" && isBrandId.test(brandId)) {
        open(`${begin}; ${text.replace("$1", `'${brandId}'`)}`)
        return nothing("SELECT")
      }
      open(begin)
    }
    return asked ? askOnce(asked, text, values) : send(text, values)
  }

  async function askOnce(asked: Map<string, Promise<Result>>, text: string, values: readonly unknown[]) {
    if (!isQuestion(text)) {
      asked.clear()
      return send(text, values)
    }
    const key = values.length === 0 ? text : `${text} ${JSON.stringify(values)}`
    const known = asked.get(key)
    const answer = known ?? send(text, values)
    if (!known) asked.set(key, answer)
    const result = await answer
    // Whoever changes a row changes its own.
    return known ? { ...result, rows: result.rows.map((row: object) => ({ ...row })) as never[] } : result // safe: the same rows, copied
  }

  async function send(text: string, values: readonly unknown[]): Promise<Result> {
    const name = values.length > 0 ? statementName(text) : undefined
    const answer = ask(name === undefined ? { text, values: [...values] } : { name, text, values: [...values] })
    if (!opening) return answer
    const [, result] = await Promise.all([opening, answer])
    opening = undefined
    return result
  }

  return {
    // safe: kysely streams nothing here, so it never hands over a cursor
    query: query as unknown as PostgresPoolClient["query"],
    release: (destroy) => {
      begins = undefined
      opening = undefined
      asked = undefined
      client.release(destroy)
    },
  }
}
