import type { SmsAccount, SmsAnswer, SmsApi, SmsToSend } from "#sms"
import { silenceOf } from "../internet/network-reason.ts"

const home = "https://api.twilio.com"
const timeoutMs = 20_000

/**
 * SMS by Twilio's Messages resource (API 2010-04-01). `address` replaces its host: for a compatible provider, and for tests. A
 * redirect is an answer like any other: the token goes to no other place.
 */
export function twilio(address: string = home): SmsApi {
  const origin = new URL(address).origin
  const ask = async (account: SmsAccount, path: string, body?: URLSearchParams): Promise<Response | SmsAnswer> => {
    try {
      return await fetch(`${origin}/2010-04-01/Accounts/${account.accountSid}${path}`, {
        method: body ? "POST" : "GET",
        headers: {
          authorization: `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString("base64")}`,
          accept: "application/json",
        },
        ...(body ? { body } : {}),
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      })
    } catch (error) {
      return { kind: "silent", ...silenceOf(error) }
    }
  }
  return {
    send: async (account, message) => {
      const response = await ask(account, "/Messages.json", formOf(account, message))
      return "kind" in response ? response : read(response)
    },
    nameOf: async (account) => {
      const response = await ask(account, ".json")
      if ("kind" in response || response.status >= 500) return { reason: "silent" }
      if (!response.ok) return { reason: "refused" }
      const body = await jsonOf(response)
      return { name: typeof body.friendly_name === "string" ? body.friendly_name : account.accountSid }
    },
  }
}

function formOf({ sender }: SmsAccount, { to, text, reportUrl }: SmsToSend): URLSearchParams {
  const from = sender.startsWith("MG") ? { MessagingServiceSid: sender } : { From: sender }
  return new URLSearchParams({ To: to, ...from, Body: text, StatusCallback: reportUrl })
}

async function read(response: Response): Promise<SmsAnswer> {
  const body = await jsonOf(response)
  if (response.ok && typeof body.sid === "string") {
    const parts = Number(body.num_segments)
    return { kind: "taken", reference: body.sid, parts: Number.isInteger(parts) && parts > 0 ? parts : null }
  }
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN)
  return {
    kind: "refused",
    status: response.status,
    code: typeof body.code === "number" ? body.code : null,
    message: typeof body.message === "string" ? body.message : "",
    retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) * 1_000 : null,
  }
}

async function jsonOf(response: Response): Promise<Readonly<Record<string, unknown>>> {
  try {
    const body: unknown = JSON.parse((await response.text()).slice(0, 100_000))
    return typeof body === "object" && body !== null ? { ...body } : {}
  } catch {
    return {}
  }
}
