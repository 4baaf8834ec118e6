import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"

export type KlaviyoAccount = {
  readonly profiles?: readonly object[]
  readonly lists?: readonly object[]
  readonly metrics?: readonly object[]
  readonly events?: readonly object[]
}
export type KlaviyoFault = { status: number; retryAfter?: string; times?: number; path?: string; skip?: number }

export type FakeKlaviyo = {
  readonly origin: string
  readonly key: string
  readonly keep: (account: KlaviyoAccount) => Promise<void>
  /** The next calls (of paths that begin so, after some that go well) are answered so. */
  readonly misbehave: (faults: readonly KlaviyoFault[]) => Promise<void>
  /** Calls whose query holds this wait until `hold(null)`. */
  readonly hold: (query: string | null) => Promise<void>
  /** From now on only this key counts. */
  readonly changeKey: (key: string) => Promise<void>
  readonly allow: (scopes: readonly string[]) => Promise<void>
  readonly forgetCursors: () => Promise<void>
  /** What it was asked, in order. */
  readonly calls: () => { path: string; query: string; revision: string }[]
  readonly stop: () => Promise<void>
}

/** Starts an account in the manner of Klaviyo as a process of its own. */
export async function startFakeKlaviyo(): Promise<FakeKlaviyo> {
  const folder = mkdtempSync(join(tmpdir(), "fake-klaviyo-"))
  const log = join(folder, "asked.ndjson")
  const key = "pk_fake_private_key_0123456789"
  const script = new URL("./fake-klaviyo-process.ts", import.meta.url).pathname
  const child = spawn(process.execPath, [script, log, key], { stdio: ["pipe", "pipe", "inherit"] })
  const origin = `http://127.0.0.1:${await firstLine(child)}`
  const tell = async (path: string, body: object): Promise<void> => {
    await (await fetch(`${origin}/__${path}`, { method: "POST", body: JSON.stringify(body) })).arrayBuffer()
  }
  return {
    origin,
    key,
    keep: (account) => tell("account", account),
    misbehave: (faults) => tell("faults", { faults }),
    hold: (query) => tell("hold", { query }),
    changeKey: (key) => tell("key", { key }),
    allow: (scopes) => tell("scopes", { scopes }),
    forgetCursors: () => tell("forget-cursors", {}),
    calls: () =>
      existsSync(log)
        ? readFileSync(log, "utf8")
            .trim()
            .split("\n")
            .filter(Boolean)
            .map((line): { path: string; query: string; revision: string } => JSON.parse(line))
        : [],
    stop: async () => {
      child.stdin?.end()
      if (child.exitCode === null) await new Promise((resolve) => child.once("exit", resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("the fake account says nothing")
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error("the fake account did not start")
}
