import { readdirSync, readFileSync } from "node:fs"

/** What the processes of a running Maido have used so far, by engine: seconds of processor time, and megabytes now. */
export type Used = Record<"server" | "postgres" | "clickhouse", { cpu: number; mb: number }>

const pageMb = 4_096 / 1024 ** 2
/** Ticks of `/proc` a second. */
const ticks = 100

type Row = { pid: number; parent: number; name: string; cpu: number; cpuOfEnded: number; mb: number }

function readRow(pid: number): Row[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8")
    const rest = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number)
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8")
    // What the processes of Postgres share is left out: it would count with each of them.
    const [, resident = 0, shared = 0] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ").map(Number)
    const isPostgres = command.includes("postgres")
    const own = isPostgres ? resident - shared : resident
    const name = isPostgres ? "postgres" : "node"
    const [cpu, cpuOfEnded] = [(rest[11] ?? 0) + (rest[12] ?? 0), (rest[13] ?? 0) + (rest[14] ?? 0)]
    return [{ pid, parent: rest[1] ?? 0, name, cpu: cpu / ticks, cpuOfEnded: cpuOfEnded / ticks, mb: own * pageMb }]
  } catch {
    // It has ended meanwhile.
    return []
  }
}

/** The process `pid` and all that it has started, and what stands beside it: Postgres outlives who starts it. */
export function usedBy(pid: number, home: string): Used {
  const rows = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? readRow(Number(name)) : []))
  const used: Used = {
    server: { cpu: 0, mb: 0 },
    postgres: { cpu: 0, mb: 0 },
    clickhouse: { cpu: 0, mb: 0 },
  }
  const postmaster = Number(readFileSync(`${home}/postgres/data/postmaster.pid`, "utf8").split("\n")[0])
  for (const { pid: own, parent, name, cpu, cpuOfEnded, mb } of rows) {
    const part =
      own === pid
        ? "server"
        : name === "postgres" && (own === postmaster || parent === postmaster)
          ? "postgres"
          : parent === pid
            ? "clickhouse"
            : undefined
    if (!part) continue
    // Connections come and go: what those used that have ended stands with the first process of Postgres.
    used[part].cpu += own === postmaster ? cpu + cpuOfEnded : cpu
    used[part].mb += mb
  }
  return used
}

/** Looks twice a second how much memory each engine has; `most` ends that and tells the highest of each, in megabytes. */
export function watchMemory(pid: number, home: string): { readonly most: () => Record<keyof Used, number> } {
  const highest = { server: 0, postgres: 0, clickhouse: 0 }
  const look = () => {
    const used = usedBy(pid, home)
    for (const name of ["server", "postgres", "clickhouse"] as const)
      highest[name] = Math.max(highest[name], Math.round(used[name].mb))
  }
  const timer = setInterval(look, 500)
  return {
    most: () => {
      clearInterval(timer)
      look()
      return highest
    },
  }
}
