import webPush from "web-push"
import type { PushAnswer, PushPost } from "#push"
import { type Choices, guardedRequest } from "../internet/guarded-request.ts"

const timeoutMs = 15_000

/**
 * Encrypts and signs notices (RFC 8291, 8292) and posts them to the address that a browser gave, which must be a public one
 * (S35): anybody can hand in any address.
 */
export function webPushPost(choices: Choices = {}): PushPost {
  const ask = guardedRequest(choices)
  return async ({ subscription, notice, keys, contact, ttlSeconds }): Promise<PushAnswer> => {
    try {
      const { endpoint, headers, body } = webPush.generateRequestDetails(subscription, JSON.stringify(notice), {
        vapidDetails: { subject: contact, ...keys },
        TTL: ttlSeconds,
        contentEncoding: "aes128gcm",
      })
      const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
      const answer = await ask(endpoint, { method: "POST", headers: plain, body, maxBytes: 100_000, timeoutMs })
      const seconds = Number(answer.headers["retry-after"])
      return {
        status: answer.status,
        retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) * 1_000 : null,
      }
    } catch (error) {
      // A key that is no point on the curve, or an address of our own walls, will never work.
      const reason = error instanceof Error ? error.message : "unreachable"
      if (hopeless.has(reason) || /p256dh|auth|public key/i.test(reason)) return { status: 410, retryAfterMs: null }
      return { status: null, reason, isSent: true }
    }
  }
}

const hopeless = new Set(["not_https", "private_address", "credentials_in_address"])
