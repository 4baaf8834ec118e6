import { createHmac } from "node:crypto"
import type { DmAccount, DmAnswer, DmApi } from "#dm"
import { silenceOf } from "../internet/network-reason.ts"

const home = "https://graph.facebook.com"
const version = "v23.0"
const timeoutMs = 20_000

/**
 * The Send API of Messenger Platform and Instagram Messaging (Graph API). `address` replaces Meta's host, for tests. Every call
 * carries `appsecret_proof`, so that a stolen token alone is of no use. A redirect is an answer like any other: the token goes
 * to no other place.
 */
export function metaSend(address: string = home): DmApi {
  const origin = new URL(address).origin
  const ask = async (
    { accessToken, appSecret }: DmAccount,
    path: string,
    body?: object,
  ): Promise<Response | DmAnswer> => {
    const proof = createHmac("sha256", appSecret).update(accessToken).digest("hex")
    const url = new URL(`${origin}/${version}/${path}`)
    url.searchParams.set("appsecret_proof", proof)
    try {
      return await fetch(url, {
        method: body ? "POST" : "GET",
        headers: {
          authorization: `Bearer ${accessToken}`,
          accept: "application/json",
          ...(body ? { "content-type": "application/json" } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      })
    } catch (error) {
      return { kind: "silent", ...silenceOf(error) }
    }
  }
  return {
    send: async (account, { userId }, manner, { text, quickReplies }) => {
      const replies = quickReplies.map(({ title, payload }) => ({ content_type: "text", title, payload }))
      const message = { text, ...(replies.length > 0 ? { quick_replies: replies } : {}) }
      const response = await ask(account, `${account.pageId}/messages`, {
        recipient: { id: userId },
        ...manner,
        message,
      })
      return "kind" in response ? response : read(response)
    },
    pageOf: async (account) => {
      const fields = "name,instagram_business_account{id,username}"
      const response = await ask(account, `${account.pageId}?fields=${encodeURIComponent(fields)}`)
      if ("kind" in response || response.status >= 500) return { reason: "silent" }
      const { name, instagram_business_account: linked } = await jsonOf(response)
      if (!response.ok || typeof name !== "string") return { reason: "refused" }
      const { id, username } = fieldsOf(linked)
      return { name, instagram: typeof id === "string" ? { id, username: String(username ?? id) } : null }
    },
  }
}

async function read(response: Response): Promise<DmAnswer> {
  const body = await jsonOf(response)
  if (response.ok && typeof body.message_id === "string") return { kind: "taken", mid: body.message_id }
  const { code, error_subcode: subcode, message } = fieldsOf(body.error)
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN)
  return {
    kind: "refused",
    status: response.status,
    code: typeof code === "number" ? code : null,
    subcode: typeof subcode === "number" ? subcode : null,
    message: typeof message === "string" ? message : "",
    retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) * 1_000 : null,
  }
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : {}

async function jsonOf(response: Response): Promise<Readonly<Record<string, unknown>>> {
  try {
    return fieldsOf(JSON.parse((await response.text()).slice(0, 100_000)))
  } catch {
    return {}
  }
}
