import { timingSafeEqual } from "node:crypto"
import type { Context } from "./context.ts"
import { KernelError } from "./errors.ts"
import type { Keys } from "./keys.ts"

const days = (n: number) => n * 86_400_000

/** What a link is for, and how long it lives. Links of one purpose never open what belongs to another (S-LINK1). */
const lifetimeMs = {
  unsubscribe: undefined,
  preferences: days(365),
  tracking: days(180),
  survey: days(60),
  cart: days(14),
  calendar: days(180),
  "magic-link": 600_000,
  "my-page": days(60),
  "my-page-said": 600_000,
  member: 3_600_000,
  invitation: days(7),
  "double-opt-in": days(7),
  file: 900_000,
} as const
export type Purpose = keyof typeof lifetimeMs

export type LinkClaims = {
  readonly purpose: Purpose
  readonly brandId: string
  /** Who the link speaks for: a customer's id, or empty. */
  readonly subject: string
  /** What it opens: an order's id, a campaign's id. */
  readonly resource: string
  readonly expiresAt: Date | null
  /** Names this very token, so that it can be spent. */
  readonly tokenId: string
}

/**
 * A signed link token: version.payload.MAC (HMAC-SHA256, 128 random bits inside). `expiresAt` null never expires.
 * The same subject and resource give different tokens: nothing can be guessed from another one. `lifeMs` shortens the
 * purpose's own life, where a link is handed to someone who is waiting for it.
 */
export function issueToken(
  ctx: Context,
  purpose: Purpose,
  link: { subject: string; resource: string; lifeMs?: number },
): string {
  const life = link.lifeMs ?? lifetimeMs[purpose]
  const expires = life === undefined ? 0 : Math.floor((ctx.now().getTime() + life) / 1000)
  const nonce = Buffer.from(ctx.bytes(16)).toString("base64url")
  const body = [ctx.brandId, link.subject, link.resource, expires, nonce]
    .map((part) => Buffer.from(String(part)).toString("base64url"))
    .join("~")
  return `v1.${body}.${mac(ctx.keys, purpose, body)}`
}

/** What a token says. Throws `kernel.BadLink` for a forged or foreign one, `kernel.ExpiredLink` for an old one. */
export function readToken(ctx: Context, purpose: Purpose, token: string): LinkClaims {
  const [version, body, signature] = token.split(".")
  if (version !== "v1" || !body || !signature || token.length > 2_000) throw KernelError.BadLink()
  const expected = Buffer.from(mac(ctx.keys, purpose, body))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw KernelError.BadLink()
  const [brandId = "", subject = "", resource = "", expires = "", tokenId = ""] = body
    .split("~")
    .map((part) => Buffer.from(part, "base64url").toString())
  const expiresAt = expires === "0" ? null : new Date(Number(expires) * 1000)
  if (expiresAt && expiresAt <= ctx.now()) throw KernelError.ExpiredLink()
  return { purpose, brandId, subject, resource, expiresAt, tokenId }
}

const mac = (keys: Keys, purpose: Purpose, body: string) =>
  keys.mac(`link:${purpose}`, `v1.${body}`).toString("base64url")
