import { type ChildProcess, spawn } from "node:child_process"
import { createHmac } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"

export type LineFault = {
  path?: string
  times?: number
  skip?: number
  does: "status" | "then" | "hang-up" | "hold"
  status?: number
  message?: string
  retryAfter?: string
}

type Line =
  | { kind: "received"; userId: string; way: string; key?: string; messages: unknown[]; isShown: boolean }
  | { kind: "asked"; method: string; path: string; key?: string; body?: unknown }
  | { kind: "menu"; userId: string; menu: string | null }

export type FakeLine = {
  readonly origin: string
  readonly token: string
  readonly secret: string
  readonly control: (wanted: {
    faults?: readonly LineFault[]
    token?: string
    limit?: number | null
    used?: number
    blocked?: readonly string[]
    strangers?: readonly string[]
    followers?: readonly string[] | null
    /** What an audience becomes that is uploaded from now on. */
    audience?: "READY" | "IN_PROGRESS" | "FAILED"
    /** What every audience becomes at once. */
    ready?: "READY" | "FAILED"
    /** What is told of narrowcasts; null: how they went. */
    progress?: object | null
    passMs?: number
    letGo?: true
    now?: Date
    /** Who says yes at LINE Login. */
    login?: { userId?: string; alg?: "HS256" | "ES256" }
  }) => Promise<void>
  /** The LINE Login channel that stands there. */
  readonly login: { readonly channelId: string; readonly channelSecret: string }
  /** An ID token as LINE makes it, or with what is to be wrong in it. */
  readonly idToken: (claims: {
    sub: string
    nonce?: string
    aud?: string
    iss?: string
    exp?: number
    alg?: "HS256" | "ES256" | "none"
    email?: string
  }) => Promise<string>
  /** What LINE took over for its friends, in order; `isShown` false for whoever had blocked the account. */
  readonly received: () => Extract<Line, { kind: "received" }>[]
  readonly asked: () => Extract<Line, { kind: "asked" }>[]
  readonly menus: () => Extract<Line, { kind: "menu" }>[]
  /** Delivers events to a door of ours, signed as LINE signs. */
  readonly tell: (door: string, events: readonly object[]) => Promise<number>
  readonly stop: () => Promise<void>
}

/** Starts an account in the manner of LINE as a process of its own. What it received survives whatever is killed. */
export async function startFakeLine(): Promise<FakeLine> {
  const folder = mkdtempSync(join(tmpdir(), "fake-line-"))
  const log = join(folder, "received.ndjson")
  const [token, secret] = ["fake-channel-access-token", "fake-channel-secret-0123456789ab"]
  const script = new URL("./fake-line-process.ts", import.meta.url).pathname
  const child = spawn(process.execPath, [script, log, token], { stdio: ["pipe", "pipe", "inherit"] })
  const origin = `http://127.0.0.1:${await firstLine(child)}`
  const lines = (): Line[] =>
    readFileSync(log, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line): Line => JSON.parse(line))
  return {
    origin,
    token,
    secret,
    control: async (wanted) => {
      await (await fetch(`${origin}/__control`, { method: "POST", body: JSON.stringify(wanted) })).arrayBuffer()
    },
    login: { channelId: "1650000001", channelSecret: "fake-login-secret-0123456789abcd" },
    idToken: async (idToken) => {
      const reply = await fetch(`${origin}/__control`, { method: "POST", body: JSON.stringify({ idToken }) })
      return ((await reply.json()) as { idToken: string }).idToken // safe: the fake answers so
    },
    received: () => lines().filter((line) => line.kind === "received"),
    asked: () => lines().filter((line) => line.kind === "asked"),
    menus: () => lines().filter((line) => line.kind === "menu"),
    tell: async (door, events) => {
      const { body, signature } = signedDelivery(secret, events)
      const headers = { "content-type": "application/json", "x-line-signature": signature }
      const response = await fetch(door, { method: "POST", headers, body })
      await response.arrayBuffer()
      return response.status
    },
    stop: async () => {
      child.stdin?.end()
      if (child.exitCode === null) await new Promise((resolve) => child.once("exit", resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The bytes of one delivery and what LINE writes into `x-line-signature`. */
export function signedDelivery(secret: string, events: readonly object[]): { body: string; signature: string } {
  const body = JSON.stringify({ destination: `U${"b".repeat(32)}`, events })
  return { body, signature: createHmac("sha256", secret).update(body).digest("base64") }
}

let count = 0
/** A friend of LINE's who is nobody else's. */
export const aUserId = (): string => `U${(++count).toString(16).padStart(32, "0")}`

/** An event as LINE sends it. */
export function anEvent(type: string, wanted: { userId: string; at: Date; id?: string } & Record<string, unknown>) {
  const { userId, at, id, ...rest } = wanted
  const webhookEventId = id ?? `01H${String(++count).padStart(23, "0")}`
  return {
    type,
    mode: "active",
    timestamp: at.getTime(),
    source: { type: "user", userId },
    webhookEventId,
    deliveryContext: { isRedelivery: false },
    ...rest,
  }
}

/** A free answer that the fake takes once. */
export const aReplyToken = (userId: string): string => `reply:${userId}:${++count}`

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("the fake account says nothing")
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error("the fake account did not start")
}
