import type { LineAnswer, LineApi, LineRequest } from "#line"
import { silenceOf } from "../internet/network-reason.ts"

const home = { api: "https://api.line.me", data: "https://api-data.line.me" }
const timeoutMs = 20_000

/**
 * LINE's Messaging API over HTTPS. `address` replaces LINE's own hosts, for tests. A redirect is an answer like any other:
 * the token goes to no other place.
 */
export function lineApi(address?: string): LineApi {
  const hosts = address === undefined ? home : { api: new URL(address).origin, data: new URL(address).origin }
  return async (token, request) => {
    const { method, path, bytes } = request
    try {
      const response = await fetch(`${bytes ? hosts.data : hosts.api}${path}`, {
        method,
        headers: headersOf(token, request),
        ...bodyOf(request),
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      })
      return await read(response)
    } catch (error) {
      return { status: null, ...silenceOf(error) }
    }
  }
}

function headersOf(token: string, { body, bytes, retryKey }: LineRequest): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(bytes === undefined ? {} : { "content-type": bytes.type }),
    ...(retryKey === undefined ? {} : { "x-line-retry-key": retryKey }),
  }
}

function bodyOf({ body, bytes }: LineRequest): { body?: string | Uint8Array<ArrayBuffer> } {
  if (bytes) return { body: new Uint8Array(bytes.content) }
  return body === undefined ? {} : { body: JSON.stringify(body) }
}

async function read(response: Response): Promise<LineAnswer> {
  const text = (await response.text()).slice(0, 200_000)
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN)
  return {
    status: response.status,
    body: jsonIn(text),
    acceptedRequestId: response.headers.get("x-line-accepted-request-id"),
    requestId: response.headers.get("x-line-request-id"),
    retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) * 1_000 : null,
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
