import { createHash, timingSafeEqual } from "node:crypto"
import type { Context } from "#kernel/context"

/** Of what opens a door only this is kept. */
export const hashed = (secret: string): string => createHash("sha256").update(secret).digest("base64url")

export function isHashOf(secret: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(hashed(secret)), Buffer.from(hash)]
  return given.length === kept.length && timingSafeEqual(given, kept)
}

/** Six digits, each as likely as any other. */
export function sixDigits(ctx: Pick<Context, "bytes">): string {
  const largest = 4_294_000_000
  for (;;) {
    const number = Buffer.from(ctx.bytes(4)).readUInt32BE()
    if (number < largest) return String(number % 1_000_000).padStart(6, "0")
  }
}

/** 256 bits, as LINE wants of a nonce at least 128 (10 to 255 characters). */
export const longSecret = (ctx: Pick<Context, "bytes">): string => Buffer.from(ctx.bytes(32)).toString("base64url")
