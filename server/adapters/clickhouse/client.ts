import { type ClickHouseClient, ClickHouseLogLevel, createClient } from "@clickhouse/client"
import type { ClickHouse } from "./running-clickhouse.ts"

/**
 * The stock client for `startClickHouse`'s answer. Its settings make the embedded engine and any server behave alike:
 * 64-bit numbers as text, ISO times understood, and inserts written before they are answered, since a deduplication
 * token is only worth something then (and must reach the roll-ups as well).
 */
export function createFactsClient({
  url,
  username,
  password,
}: Pick<ClickHouse, "url" | "username" | "password">): ClickHouseClient {
  return createClient({
    url,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    request_timeout: 130_000,
    max_open_connections: 16,
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: {
      output_format_json_quote_64bit_integers: 1,
      date_time_input_format: "best_effort",
      async_insert: 0,
      deduplicate_blocks_in_dependent_materialized_views: 1,
      // A server goes on with a reading query whose client has left, unless told otherwise.
      cancel_http_readonly_queries_on_client_close: 1,
      // Questions about a few thousand people name each of them several times; 256 KiB would be too short.
      max_query_size: "8388608",
    },
  })
}
