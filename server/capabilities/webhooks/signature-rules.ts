import { Webhook } from "standardwebhooks"

/** Headers of one message, signed with every secret that is valid now (Standard Webhooks 1.0; several in one header, space between). */
export function signedHeaders(
  secrets: readonly string[],
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  return {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Maido-Webhooks/1",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
  }
}

/** A fresh secret, 192 bits, in the form that the libraries of Standard Webhooks take. */
export const secretFrom = (bytes: Uint8Array): string => `whsec_${Buffer.from(bytes).toString("base64")}`
