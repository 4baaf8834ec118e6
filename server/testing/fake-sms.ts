import { spawn } from "node:child_process"
import { createHmac } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"

export type FakeSms = {
  readonly origin: string
  readonly accountSid: string
  readonly authToken: string
  /** What phones truly received. */
  readonly received: () => { to: string; text: string; from: string; reportUrl: string }[]
  /** Tells a door of ours what became of a message, or what somebody answered, signed as the provider signs. */
  readonly tell: (door: string, fields: Readonly<Record<string, string>>, signedFor?: string) => Promise<number>
  readonly stop: () => Promise<void>
}

/** Starts the provider as a process of its own. What phones received survives whatever is killed. */
export async function startFakeSms(): Promise<FakeSms> {
  const folder = mkdtempSync(join(tmpdir(), "fake-sms-"))
  const log = join(folder, "received.ndjson")
  const [accountSid, authToken] = [`AC${"a".repeat(32)}`, "fake-auth-token-0123456789"]
  const script = new URL("./fake-sms-process.ts", import.meta.url).pathname
  const child = spawn(process.execPath, [script, log, accountSid, authToken], { stdio: ["pipe", "pipe", "inherit"] })
  const port = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once("line", resolve))
  return {
    origin: `http://127.0.0.1:${port}`,
    accountSid,
    authToken,
    received: () =>
      readFileSync(log, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    tell: async (door, fields, signedFor = door) => {
      const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
      const signature = createHmac("sha1", authToken)
        .update(signedFor + sorted.map(([name, value]) => name + value).join(""))
        .digest("base64")
      const response = await fetch(door, {
        method: "POST",
        headers: { "x-twilio-signature": signature },
        body: new URLSearchParams(fields),
      })
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
