import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"

export type FakePush = {
  readonly origin: string
  readonly received: () => { path: string; authorization?: string; ttl?: string; encoding?: string; body: string }[]
  readonly stop: () => Promise<void>
}

/** Starts a push service as a process of its own. */
export async function startFakePush(): Promise<FakePush> {
  const folder = mkdtempSync(join(tmpdir(), "fake-push-"))
  const log = join(folder, "received.ndjson")
  const script = new URL("./fake-push-process.ts", import.meta.url).pathname
  const child = spawn(process.execPath, [script, log], { stdio: ["pipe", "pipe", "inherit"] })
  const port = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once("line", resolve))
  return {
    origin: `http://127.0.0.1:${port}`,
    received: () =>
      readFileSync(log, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    stop: async () => {
      child.stdin.end()
      if (child.exitCode === null) await new Promise((resolve) => child.once("exit", resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
