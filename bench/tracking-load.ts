import { Agent, request } from "node:http"
import { setTimeout as pause } from "node:timers/promises"
import { createApiKey } from "#brands"
import type { Context } from "../server/kernel/context.ts"
import { inTransaction } from "../server/kernel/context.ts"

/** A secret key that may write events. */
export const eventsKey = (ctx: Context): Promise<string> =>
  inTransaction(ctx, async (ctx) => (await createApiKey(ctx, { name: "bench", scopes: ["events:write"] })).secret)

const names = ["Page Viewed", "Product Viewed", "Product Added", "Message Opened", "Product List Viewed"]

// Ids never come twice in one run of the bench: a repeated one would be dropped, which is cheap.
let made = 0

/**
 * Posts `/v1/batch` bodies of `size` events from `connections` connections until told to stop, as fast as they are taken
 * or `perSecond` of them; while `mayGoOn` says no, nothing is sent. Bodies are made beforehand.
 */
export async function pourEvents(
  origin: string,
  key: string,
  o: {
    connections: number
    size: number
    seconds: number
    customers: number
    perSecond?: number
    mayGoOn?: () => Promise<boolean>
  },
): Promise<{ accepted: number; seconds: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: o.connections })
  const url = new URL("/v1/batch", origin)
  const headers = {
    authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
    "content-type": "application/json",
  }
  const body = () => {
    const batch = Array.from({ length: o.size }, () => {
      const n = made++
      const at = new Date(Date.now() - (n % 3_600_000)).toISOString()
      return {
        type: "track",
        messageId: `m-${process.pid}-${n}`,
        userId: `u${n % o.customers}`,
        event: names[n % names.length],
        timestamp: at,
        properties: {
          product_id: `p${n % 500}`,
          price: 1980,
          path: "/products/milk",
          referrer: "https://example.jp/",
          position: n % 12,
        },
      }
    })
    return Buffer.from(JSON.stringify({ batch, sentAt: new Date().toISOString() }))
  }
  const send = (data: Buffer) =>
    new Promise<number>((resolve, reject) => {
      const req = request(
        url,
        { method: "POST", agent, headers: { ...headers, "content-length": data.length } },
        (res) => {
          res.resume()
          res.on("end", () => resolve(res.statusCode ?? 0))
        },
      )
      req.on("error", reject)
      req.end(data)
    })
  const bodies = Array.from({ length: Math.ceil((o.seconds * (o.perSecond ?? 60_000)) / o.size) }, body)
  await send(body())
  const began = performance.now()
  const end = began + o.seconds * 1000
  let accepted = 0
  let isHeld = false
  const look = async () => {
    while (o.mayGoOn && performance.now() < end) {
      isHeld = !(await o.mayGoOn())
      await pause(20)
    }
    isHeld = false
  }
  const looking = look()
  await Promise.all(
    Array.from({ length: o.connections }, async () => {
      for (let data = bodies.pop(); data && performance.now() < end; data = bodies.pop()) {
        const due = o.perSecond === undefined ? 0 : began + (accepted / o.perSecond) * 1000 - performance.now()
        if (due > 0) await pause(due)
        while (isHeld) await pause(5)
        const status = await send(data)
        if (status !== 200) throw new Error(`the server answered ${status}`)
        accepted += o.size
      }
    }),
  )
  await looking
  agent.destroy()
  return { accepted: accepted + o.size, seconds: (performance.now() - began) / 1000 }
}
