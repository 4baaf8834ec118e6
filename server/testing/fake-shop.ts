import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"

/** A call of the Admin API as the shop truly got it. */
export type ShopCall = {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly token: string
  readonly body: string
}

export type Message = {
  readonly topic: string
  readonly body: unknown
  readonly eventId?: string
  readonly at?: string
}

export type ShopDiscountKept = {
  readonly id: string
  readonly input: Readonly<Record<string, unknown>>
  readonly codes: readonly string[]
  readonly isActive: boolean
}

export type FakeShop = {
  readonly origin: string
  readonly domain: string
  readonly secret: string
  readonly accessToken: string
  /** Signs and sends messages to `url`. Returns what was answered. `copies` of each; a `seed` shuffles them all. */
  readonly deliver: (
    url: string,
    messages: readonly Message[],
    how?: { copies?: number; seed?: number; delayMs?: number; together?: boolean; secret?: string },
  ) => Promise<number[]>
  readonly keepOrders: (orders: readonly object[]) => Promise<void>
  /** The next calls of the API are answered so, one each. */
  readonly misbehave: (faults: readonly { status: number; retryAfter?: string }[]) => Promise<void>
  /** The next page of a list that is asked for is no longer known. */
  readonly forgetPages: () => Promise<void>
  readonly loseSubscriptions: (keep?: number) => Promise<void>
  readonly subscriptions: () => Promise<{ topic: string; address: string }[]>
  /** What stands in the shop; changed on the way: what our token may do, how many mutations lose their answers. */
  readonly discounts: (wanted?: { scopes?: readonly string[]; loseAnswers?: number }) => Promise<ShopDiscountKept[]>
  readonly calls: () => ShopCall[]
  readonly stop: () => Promise<void>
}

/** Starts a shop in the manner of Shopify as a process of its own. */
export async function startFakeShop(): Promise<FakeShop> {
  const folder = mkdtempSync(join(tmpdir(), "fake-shop-"))
  const log = join(folder, "received.ndjson")
  const accessToken = "shpat_fake_token"
  const secret = "shpss_fake_secret"
  const domain = "hinata.myshopify.com"
  const script = new URL("./fake-shop-process.ts", import.meta.url).pathname
  const child = spawn(process.execPath, [script, log, accessToken], { stdio: ["pipe", "pipe", "inherit"] })
  const origin = `http://127.0.0.1:${await firstLine(child)}`
  const tell = async (path: string, body: object): Promise<unknown> => {
    const reply = await fetch(`${origin}/__${path}`, { method: "POST", body: JSON.stringify(body) })
    return reply.json()
  }
  return {
    origin,
    domain,
    secret,
    accessToken,
    deliver: async (url, messages, how = {}) => {
      const reply = await tell("deliver", { url, secret, shopDomain: domain, messages, ...how })
      return (reply as { statuses: number[] }).statuses // safe: the fake answers so
    },
    keepOrders: async (orders) => void (await tell("orders", { orders })),
    misbehave: async (faults) => void (await tell("faults", { faults })),
    forgetPages: async () => void (await tell("forget-pages", {})),
    loseSubscriptions: async (keep = 0) => void (await tell("lose-subscriptions", { keep })),
    subscriptions: async () => {
      const reply = await tell("subscriptions", {})
      return (reply as { subscriptions: { topic: string; address: string }[] }).subscriptions // safe: the fake answers so
    },
    discounts: async (wanted = {}) => {
      const reply = await tell("discounts", wanted)
      return (reply as { discounts: ShopDiscountKept[] }).discounts // safe: the fake answers so
    },
    calls: () =>
      existsSync(log)
        ? readFileSync(log, "utf8")
            .trim()
            .split("\n")
            .filter(Boolean)
            .map((line): ShopCall => JSON.parse(line))
        : [],
    stop: async () => {
      child.stdin?.end()
      if (child.exitCode === null) await new Promise((resolve) => child.once("exit", resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("the fake shop says nothing")
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error("the fake shop did not start")
}
