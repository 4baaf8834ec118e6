import { spawn } from "node:child_process"
import { createHmac } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"

export type ReceivedDm = {
  readonly to: string
  readonly text: string
  readonly type: string
  readonly tag: string | null
  readonly replies: readonly { title: string; payload: string }[]
}

export type FakeDm = {
  readonly origin: string
  readonly account: { readonly pageId: string; readonly accessToken: string; readonly appSecret: string }
  /** What people truly received. */
  readonly received: () => ReceivedDm[]
  /** Tells a door of ours what somebody wrote, signed as Meta signs; returns the status of the answer. */
  readonly tell: (door: string, body: object, appSecret?: string) => Promise<number>
  readonly stop: () => Promise<void>
}

/** Starts Meta's Send API as a process of its own. What people received survives whatever is killed. */
export async function startFakeDm(): Promise<FakeDm> {
  const folder = mkdtempSync(join(tmpdir(), "fake-dm-"))
  const log = join(folder, "received.ndjson")
  const account = {
    pageId: "1020304050",
    accessToken: "fake-page-token-0123456789",
    appSecret: "fake-app-secret-0123456789",
  }
  const script = new URL("./fake-dm-process.ts", import.meta.url).pathname
  const words = [script, log, account.pageId, account.accessToken, account.appSecret]
  const child = spawn(process.execPath, words, { stdio: ["pipe", "pipe", "inherit"] })
  const port = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once("line", resolve))
  return {
    origin: `http://127.0.0.1:${port}`,
    account,
    received: () =>
      readFileSync(log, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    tell: async (door, body, appSecret = account.appSecret) => {
      const text = JSON.stringify(body)
      const signature = createHmac("sha256", appSecret).update(text).digest("hex")
      const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` }
      const response = await fetch(door, { method: "POST", headers, body: text })
      await response.arrayBuffer()
      return response.status
    },
    stop: async () => {
      child.stdin.end()
      if (child.exitCode === null) await new Promise((resolve) => child.once("exit", resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
