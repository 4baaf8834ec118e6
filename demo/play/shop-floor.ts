import { createHmac } from "node:crypto"
import { shopDomain } from "../brand.ts"

/** Where the demo plays, and with which keys. */
export type Stage = {
  readonly origin: string
  readonly connectionId: string
  /** With which the shop signs. */
  readonly shopSecret: string
  readonly apiKey: string
}

class NobodyAnswers extends Error {}

/** The outside world of one Maido, as its doors see it: a shop that signs, a warehouse and carriers with an API key, browsers. */
export function shopFloor({ origin, connectionId, shopSecret, apiKey }: Stage) {
  let told = 0

  async function call(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<unknown> {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const reply = await fetch(`${origin}${path}`, {
      method,
      headers: { ...headers, ...(text === undefined ? {} : { "content-type": "application/json" }) },
      ...(text === undefined ? {} : { body: text }),
    }).catch((error: unknown) => {
      throw new NobodyAnswers(`Maido does not answer at ${origin}: start it with "npm start"`, { cause: error })
    })
    const answer = await reply.text()
    if (!reply.ok) throw new Error(`${method} ${path} was answered with ${reply.status}: ${answer.slice(0, 300)}`)
    return answer.startsWith("{") ? JSON.parse(answer) : answer
  }

  const withKey = { authorization: `Bearer ${apiKey}` }
  return {
    read: (path: string) => call("GET", path, undefined, withKey),
    post: (path: string, body: unknown) => call("POST", path, body, withKey),
    /** Facts by the tracking API, as a server-side SDK sends them. */
    track: (batch: readonly object[]) =>
      call("POST", "/v1/batch", { batch }, { authorization: `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}` }),
    /** A webhook as Shopify signs it. */
    webhook: (topic: string, body: { readonly id: number }, at: Date) => {
      const signature = createHmac("sha256", shopSecret).update(JSON.stringify(body)).digest("base64")
      return call("POST", `/webhooks/shopify/${connectionId}`, body, {
        "x-shopify-topic": topic,
        "x-shopify-hmac-sha256": signature,
        "x-shopify-shop-domain": shopDomain,
        "x-shopify-event-id": `demo-${body.id}-${topic}-${at.getTime()}-${++told}`,
        "x-shopify-triggered-at": at.toISOString(),
      })
    },
  }
}
export type ShopFloor = ReturnType<typeof shopFloor>
