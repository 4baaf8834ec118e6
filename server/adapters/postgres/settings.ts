import { totalmem } from "node:os"

type Setting = string | number

/**
 * The server's own settings as `-c name=value` arguments.
 * The server sits beside everything else on one machine, so it shares a sixteenth of the memory among its connections,
 * between 128 MB and 1 GB, and takes it only as data is used. Durability is never traded in production; `testing` gives it
 * up for speed because nothing there is kept.
 */
export function serverArguments(dataFolder: string, port: number, testing: boolean): string[] {
  const settings = { ...always(port), ...(testing ? whenTesting : whenKept(totalmem() / megabyte)) }
  return ["-D", dataFolder, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])]
}

const megabyte = 1024 ** 2

const always = (port: number): Record<string, Setting> => ({
  port,
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
  timezone: "UTC",
  log_timezone: "UTC",
  // A forgotten open transaction holds back the projection and vacuum, so it is ended.
  idle_in_transaction_session_timeout: "60s",
  // The server ends the work of a client that is gone.
  client_connection_check_interval: "2s",
  max_locks_per_transaction: 256,
  jit: "off",
  random_page_cost: 1.1,
  // Statements and key values may hold personal data; only the server's own life is logged.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_checkpoints: "off",
})

const whenKept = (memoryMb: number): Record<string, Setting> => ({
  max_connections: 100,
  shared_buffers: `${Math.round(Math.min(1024, Math.max(128, memoryMb / 16)))}MB`,
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  effective_cache_size: `${Math.round(memoryMb / 4)}MB`,
  min_wal_size: "128MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "10min",
})

const whenTesting: Record<string, Setting> = {
  max_connections: 200,
  shared_buffers: "128MB",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: 0,
  max_wal_size: "2GB",
  autovacuum: "off",
}
