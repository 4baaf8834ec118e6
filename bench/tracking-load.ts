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
const mostPerSecond = 60_000

/** One event in fifty waited on a phone that was offline, up to an hour; all others have just happened when they are sent. */
const lateOneIn = 50
const isLate = (n: number): boolean => n % lateOneIn === 0
const lateMs = (n: number): number => (n * 7_919) % 3_600_000

type Body = { readonly data: Buffer; readonly timesAt: readonly { readonly at: number; readonly n: number }[] }
const noTime = "0000-00-00T00:00:00.000Z"

function bodyOf(size: number, customers: number): Body {
  const first = made
  made += size
  const batch = Array.from({ length: size }, (_, i) => {
    const n = first + i
    return {
      type: "track",
      messageId: `m-${process.pid}-${n}`,
      userId: `u${n % customers}`,
      event: names[n % names.length],
      timestamp: noTime,
      properties: {
        product_id: `p${n % 500}`,
        price: 1980,
        path: "/products/milk",
        referrer: "https://example.jp/",
        position: n % 12,
      },
    }
  })
  const data = Buffer.from(JSON.stringify({ batch, sentAt: noTime }))
  let from = 0
  // The last one is when the request was sent, which is never late.
  const timesAt = Array.from({ length: size + 1 }, (_, i) => {
    const at = data.indexOf(noTime, from)
    from = at + noTime.length
    return { at, n: i < size ? first + i : 1 }
  })
  return { data, timesAt }
}

/** Bodies are made long before they are sent: the times in them are written when they go. */
function timed({ data, timesAt }: Body): Buffer {
  const now = Date.now()
  const text = new Date(now).toISOString()
  for (const { at, n } of timesAt)
    data.write(isLate(n) ? new Date(now - lateMs(n)).toISOString() : text, at, noTime.length, "latin1")
  return data
}

/**
 * Posts `/v1/batch` bodies of `size` events from `connections` connections until told to stop, as fast as they are taken
 * or `perSecond` of them; while `mayGoOn` says no, nothing is sent. Bodies are made beforehand. Events come in the order
 * in which they happened but for one in fifty.
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
  const bodies = Array.from({ length: Math.ceil((o.seconds * (o.perSecond ?? mostPerSecond)) / o.size) }, () =>
    bodyOf(o.size, o.customers),
  )
  await send(timed(bodyOf(o.size, o.customers)))
  const began = performance.now()
  const end = began + o.seconds * 1000
  let [begun, accepted] = [0, 0]
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
        // Each connection takes the next moment for itself: they must not all go at once and then rest.
        const due = o.perSecond === undefined ? 0 : began + (begun / o.perSecond) * 1000 - performance.now()
        begun += o.size
        if (due > 0) await pause(due)
        while (isHeld) await pause(5)
        const status = await send(timed(data))
        if (status !== 200) throw new Error(`the server answered ${status}`)
        accepted += o.size
      }
    }),
  )
  await looking
  agent.destroy()
  return { accepted: accepted + o.size, seconds: (performance.now() - began) / 1000 }
}
