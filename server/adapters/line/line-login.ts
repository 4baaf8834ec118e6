import type { LineAnswer, LineLogin } from "#line"
import { z } from "zod"
import { silenceOf } from "../internet/network-reason.ts"

const timeoutMs = 15_000
const Keys = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) })

/** LINE Login v2.1 over HTTPS. `address` replaces LINE's own hosts, for tests. */
export function lineLogin(address?: string): LineLogin {
  const origin = address === undefined ? undefined : new URL(address).origin
  const api = origin ?? "https://api.line.me"
  const ask = (path: string, init: RequestInit) =>
    fetch(`${api}${path}`, { ...init, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) })
  return {
    authorizeUrl: (query) => `${origin ?? "https://access.line.me"}/oauth2/v2.1/authorize?${query.toString()}`,
    exchange: async (form): Promise<LineAnswer> => {
      try {
        const reply = await ask("/oauth2/v2.1/token", { method: "POST", body: new URLSearchParams(form) })
        const text = (await reply.text()).slice(0, 100_000)
        return { status: reply.status, body: jsonIn(text), acceptedRequestId: null, retryAfterMs: null }
      } catch (error) {
        return { status: null, ...silenceOf(error) }
      }
    },
    keys: async () => {
      try {
        const reply = await ask("/oauth2/v2.1/certs", { method: "GET" })
        return Keys.safeParse(jsonIn((await reply.text()).slice(0, 100_000))).data
      } catch {
        return undefined
      }
    },
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
