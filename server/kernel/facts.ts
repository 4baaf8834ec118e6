import type { ClickHouseClient } from "@clickhouse/client"
import { KernelError } from "./errors.ts"

/**
 * What a capability may ask of ClickHouse. Queries are scoped: they must name `{brand:UUID}`, which is filled in from
 * the context and can't be anything else (S23). Values go in as `{name:Type}` parameters, never into the text (S04).
 */
export type Facts = {
  readonly rows: <T>(brandId: string, query: string, params?: Record<string, unknown>) => Promise<T[]>
  /** Writes one batch. The same token writes once, however often it is sent (G4). */
  readonly insert: (table: string, rows: readonly object[], token: string) => Promise<void>
  readonly command: (statement: string, params?: Record<string, unknown>) => Promise<void>
  readonly available: () => boolean
  /** Changes when what was held may be gone, because another store stands behind it now. */
  readonly store?: () => number
}

export function factsOver(client: ClickHouseClient, available: () => boolean): Facts {
  return {
    available,
    rows: async <T>(brandId: string, query: string, params: Record<string, unknown> = {}) => {
      if (!query.includes("{brand:UUID}")) throw new Error("a question to ClickHouse must be limited to {brand:UUID}")
      const result = await client.query({ query, query_params: { ...params, brand: brandId }, format: "JSONEachRow" })
      return result.json<T>()
    },
    insert: async (table, rows, token) => {
      const clickhouse_settings = { insert_deduplication_token: token, date_time_input_format: "best_effort" } as const
      const [column, ...others] = columnsOf(rows)
      // Without a name at each value, a row costs both sides half as much.
      if (column === undefined)
        await client.insert({ table, values: [...rows], format: "JSONEachRow", clickhouse_settings })
      else {
        const values = rows.map((row) => Object.values(row))
        const columns: [string, ...string[]] = [column, ...others]
        await client.insert({ table, columns, values, format: "JSONCompactEachRow", clickhouse_settings })
      }
    },
    command: async (query, params = {}) => {
      await client.command({ query, query_params: params })
    },
  }
}

/** The columns that all of these rows have in the same order; none when they differ. */
function columnsOf(rows: readonly object[]): string[] {
  const columns = Object.keys(rows[0] ?? {})
  const isAlike = (row: object): boolean => {
    let i = 0
    for (const name in row) if (name !== columns[i++]) return false
    return i === columns.length
  }
  return rows.every(isAlike) ? columns : []
}

/** Stands in while ClickHouse is not there: everything but analytics goes on (F20). */
export const noFacts: Facts = {
  available: () => false,
  rows: async () => {
    throw KernelError.Overloaded({ part: "analytics" })
  },
  insert: async () => {
    throw KernelError.Overloaded({ part: "analytics" })
  },
  command: async () => {
    throw KernelError.Overloaded({ part: "analytics" })
  },
}
