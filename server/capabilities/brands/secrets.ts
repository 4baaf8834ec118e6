import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import type { Context } from "#kernel/context"

/** A secret that nobody can guess: 256 bits, base64url, 43 characters. */
export const newSecret = (ctx: Pick<Context, "bytes">): string => Buffer.from(ctx.bytes(32)).toString("base64url")

/** What is stored of a secret with that many random bits: finding one with the same hash is hopeless. */
export const secretHash = (secret: string): Buffer => createHash("sha256").update(secret).digest()

/** Compares without telling by its time how much was right. */
export const sameText = (a: string, b: string): boolean =>
  timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest())

/** The one token that opens the first account. The same at each start, so any process may print it; void once an owner exists. */
export const firstRunToken = (ctx: Pick<Context, "keys">): string =>
  createHmac("sha256", ctx.keys.signing("first-run")).update("v1").digest("base64url")
