import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { startMaido } from "../server/testing/maido-process.ts"
import { type Bar, percentile, round } from "./bar.ts"

/** Cold start to a served page with all engines, and what all processes together hold when nobody does anything. */
export async function measure(): Promise<Bar[]> {
  const home = mkdtempSync(join(tmpdir(), "maido-bench-"))
  try {
    const first = await timed(home)
    const starts: number[] = []
    let idleMb = 0
    for (let i = 0; i < 5; i++) {
      const began = performance.now()
      const maido = await startMaido({ MAIDO_HOME: home, MAIDO_LOG: "error" })
      await (await fetch(`${maido.origin}/admin/`)).text()
      starts.push(performance.now() - began)
      if (i === 4) {
        await sleep(5_000)
        idleMb = memoryOf(maido.pid, home) / 1024
      }
      await maido.stop()
    }
    const seconds = percentile(starts, 0.5) / 1000
    return [
      {
        bar: "P8",
        value: round(seconds, 2),
        unit: "s",
        limit: null,
        ratio: null,
        rival: null,
        pass: seconds < 3,
        note: `wanted < 3 s to a served page, engines included, median of 5 starts; the very first start, with the databases made, took ${round(first / 1000, 1)} s`,
      },
      {
        bar: "P8-memory",
        value: round(idleMb, 0),
        unit: "MB",
        limit: null,
        ratio: null,
        rival: "983 MB",
        pass: idleMb < 900,
        note: "wanted < 900 MB; proportional set size of all processes, 5 s after the start",
      },
    ]
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function timed(home: string): Promise<number> {
  const began = performance.now()
  const maido = await startMaido({ MAIDO_HOME: home, MAIDO_LOG: "error" })
  const took = performance.now() - began
  await maido.stop()
  return took
}

/** Proportional set size in kB of a process, its children, and the database server that works in `home` (Linux). */
function memoryOf(root: number, home: string): number {
  const parents = new Map<number, number>()
  const commands = new Map<number, string>()
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(
        Number(entry),
        Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${entry}/status`, "utf8"))?.[1] ?? 0),
      )
      commands.set(Number(entry), readFileSync(`/proc/${entry}/cmdline`, "utf8"))
    } catch {
      // It ended while we looked.
    }
  }
  const roots = [root, ...[...commands].filter(([, command]) => command.includes(home)).map(([pid]) => pid)]
  const ours = new Set(roots)
  for (let grew = true; grew; ) {
    grew = false
    for (const [pid, parent] of parents) if (ours.has(parent) && !ours.has(pid)) grew = Boolean(ours.add(pid))
  }
  return [...ours].reduce((sum, pid) => sum + pss(pid), 0)
}

function pss(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0)
  } catch {
    return 0
  }
}
