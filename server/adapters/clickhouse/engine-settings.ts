/** What the engine may take of one small machine. */
export type EngineLimits = {
  /** All queries and merges together, bytes. */
  readonly memoryBytes: number
  /** Largest answer, bytes; a larger one is an error and not a stopped process. */
  readonly resultBytes: number
  /** Longest query, seconds. */
  readonly querySeconds: number
  /** Queries at once. */
  readonly slots: number
}

const gigabyte = 1024 ** 3

/** A quarter of the machine's memory, between 1 and 4 GB: Postgres and the application live there too. */
export function limitsFor(totalMemoryBytes: number): EngineLimits {
  const memoryBytes = Math.round(Math.min(4 * gigabyte, Math.max(gigabyte, totalMemoryBytes / 4)))
  return { memoryBytes, resultBytes: 256 * 1024 ** 2, querySeconds: 120, slots: 8 }
}

/** Server settings, which chDB reads from a file only. */
export function engineConfig(folder: string, limits: EngineLimits): string {
  const values = {
    max_server_memory_usage: limits.memoryBytes,
    mark_cache_size: 256 * 1024 ** 2,
    uncompressed_cache_size: 0,
    background_pool_size: 4,
    tmp_path: `${folder}/tmp/`,
  }
  const lines = Object.entries(values).map(([name, value]) => `  <${name}>${escapeXml(String(value))}</${name}>`)
  return `<clickhouse>\n${lines.join("\n")}\n</clickhouse>\n`
}

/** Settings that every query begins with, as a server's profile would give them. */
export function engineArguments(configFile: string, limits: EngineLimits): string[] {
  const perQuery = Math.round(limits.memoryBytes * 0.75)
  const spillAt = Math.round(perQuery / 2)
  const settings = {
    max_memory_usage: perQuery,
    max_bytes_before_external_group_by: spillAt,
    max_bytes_before_external_sort: spillAt,
    max_execution_time: limits.querySeconds,
    max_result_bytes: limits.resultBytes,
    result_overflow_mode: "throw",
    output_format_json_quote_64bit_integers: 1,
  }
  return [`--config-file=${configFile}`, ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)]
}

const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
