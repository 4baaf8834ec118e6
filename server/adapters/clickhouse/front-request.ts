/** One request of the ClickHouse HTTP interface, understood. */
export type FrontRequest = {
  readonly queryId: string
  readonly sql: string
  /** Rows sent along with an INSERT whose statement stands in the address. */
  readonly data: Buffer | undefined
  readonly params: ReadonlyMap<string, string>
  readonly settings: ReadonlyMap<string, string>
  readonly database: string | undefined
  readonly format: string
}

/** Parts of the HTTP interface that are no settings of a query. */
const transport = new Set([
  "query",
  "database",
  "user",
  "password",
  "quota_key",
  "role",
  "session_id",
  "session_timeout",
  "session_check",
  "query_id",
  "wait_end_of_query",
  "buffer_size",
  "default_format",
  "compress",
  "decompress",
  "enable_http_compression",
  "send_progress_in_http_headers",
  "http_headers_progress_interval_ms",
  "cancel_http_readonly_queries_on_client_close",
])

/**
 * Takes address and body apart: `query` in the address makes the body data, else the body is the statement.
 * @param newId makes an id for a query that came without a usable one
 */
export function parseFrontRequest(address: URLSearchParams, body: Buffer, newId: () => string): FrontRequest {
  const params = new Map<string, string>()
  const settings = new Map<string, string>()
  for (const [name, value] of address) {
    if (name.startsWith("param_")) params.set(name.slice("param_".length), value)
    else if (!transport.has(name)) settings.set(name, value)
  }
  const inAddress = address.get("query")
  const wishedId = address.get("query_id") ?? ""
  return {
    queryId: /^[\w-]{1,64}$/.test(wishedId) ? wishedId : newId(),
    sql: inAddress ?? body.toString("utf8"),
    data: inAddress !== null && body.length > 0 ? body : undefined,
    params,
    settings,
    database: address.get("database") ?? undefined,
    format: address.get("default_format") ?? "TabSeparated",
  }
}

/** The formats whose bytes chDB takes as they are, without making text of them first. */
const rawFormats = [
  "JSONEachRow",
  "JSONCompactEachRow",
  "CSV",
  "CSVWithNames",
  "TabSeparated",
  "TabSeparatedWithNames",
] as const
export type RawFormat = (typeof rawFormats)[number]
export type PlainInsert = { readonly table: string; readonly columns: string[] | undefined; readonly format: RawFormat }

const name = "`?\\w+`?"
const plainInsert = new RegExp(
  `^\\s*insert\\s+into\\s+(?:table\\s+)?(${name}(?:\\.${name})?)\\s*(?:\\(([^()]*)\\))?\\s*format\\s+(\\w+)\\s*;?\\s*$`,
  "i",
)

/** The parts of `INSERT INTO t (a, b) FORMAT f`, or undefined when the statement says more than that. */
export function parsePlainInsert(sql: string): PlainInsert | undefined {
  const match = plainInsert.exec(sql)
  const format = rawFormats.find((known) => known === match?.[3])
  const columns = match?.[2]?.split(",").map((column) => column.trim().replaceAll("`", ""))
  if (!match?.[1] || !format || columns?.some((column) => !/^\w+$/.test(column))) return undefined
  return { table: match[1].replaceAll("`", ""), columns, format }
}
