import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"

/** One mail as the other side truly got it. */
export type ReceivedMail = {
  readonly session: string
  readonly user?: string
  readonly secure: boolean
  readonly from: string
  readonly to: readonly string[]
  readonly messageId: string
  /** Unfolded header lines, `Subject: …`. */
  readonly headers: readonly string[]
  readonly bytes: number
  readonly bodySha256: string
  readonly raw?: string
}

export type FakeSmtp = {
  readonly host: "127.0.0.1"
  readonly port: number
  readonly url: string
  readonly log: string
  readonly received: () => ReceivedMail[]
  /** How often it was connected to, asked MAIL or RCPT: what was tried, not only what was taken. */
  readonly count: (kind: "connected" | "mail" | "rcpt" | "received") => number
  readonly stop: () => Promise<void>
}

type Wanted = {
  readonly faults?: readonly string[]
  readonly raw?: boolean
  readonly noFsync?: boolean
  readonly port?: number
}

/** Starts the fake mail server as a process of its own, with faults such as `greylist` or `close-after=3`. */
export async function startFakeSmtp({
  faults = [],
  raw = false,
  noFsync = false,
  port = 0,
}: Wanted = {}): Promise<FakeSmtp> {
  const folder = mkdtempSync(join(tmpdir(), "fake-smtp-"))
  const log = join(folder, "received.ndjson")
  const script = new URL("./fake-smtp-process.ts", import.meta.url).pathname
  const flags = [
    ...faults.flatMap((fault) => ["--fault", fault]),
    ...(raw ? ["--raw"] : []),
    ...(noFsync ? ["--no-fsync"] : []),
  ]
  const child = spawn(process.execPath, [script, "--with-parent", "--port", String(port), "--log", log, ...flags], {
    stdio: ["pipe", "pipe", "inherit"],
  })
  const bound = await firstLine(child)
  const entries = (): Record<string, unknown>[] =>
    existsSync(log)
      ? readFileSync(log, "utf8")
          .split("\n")
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      : []
  return {
    host: "127.0.0.1",
    port: bound,
    url: `smtp://127.0.0.1:${bound}`,
    log,
    // safe: the log is written by fake-smtp-process.ts in exactly this shape
    received: () => entries().filter((entry) => entry.kind === "received") as unknown as ReceivedMail[],
    count: (kind) => entries().filter((entry) => entry.kind === kind).length,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once("exit", resolve))
      child.kill("SIGKILL")
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function firstLine(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error("no output to read the port from")
  const lines = createInterface({ input: child.stdout })
  return new Promise((resolve, reject) => {
    lines.once("line", (line) => resolve(Number(line)))
    child.once("exit", (code) => reject(new Error(`the fake mail server ended at once with ${code}`)))
  })
}
