import { scrypt, timingSafeEqual } from "node:crypto"
import type { Context } from "#kernel/context"
import { preparePassword } from "./password-rules.ts"

// OWASP's "Password Storage Cheat Sheet" for scrypt: N 2^15, r 8, p 3, which is 32 MB and about 0.2 s.
const cost = { log2N: 15, r: 8, p: 3 } as const
const keyBytes = 32

/** What is stored of a password: `scrypt$15$8$3$salt$key`, salt and key in base64url. */
export async function hashPassword(ctx: Pick<Context, "bytes">, typed: string): Promise<string> {
  const salt = Buffer.from(ctx.bytes(16))
  const key = await derive(typed, salt, cost)
  return ["scrypt", cost.log2N, cost.r, cost.p, salt.toString("base64url"), key.toString("base64url")].join("$")
}

/** Whether this is the password. Without a stored one it takes as long and is always false: nobody learns who has an account. */
export async function isPassword(typed: string, stored: string | undefined): Promise<boolean> {
  const [, log2N, r, p, salt = "", key = ""] = (stored ?? nobody).split("$")
  const expected = Buffer.from(key, "base64url")
  const given = await derive(typed, Buffer.from(salt, "base64url"), {
    log2N: Number(log2N),
    r: Number(r),
    p: Number(p),
  })
  return timingSafeEqual(given, expected) && stored !== undefined
}

const nobody = [
  "scrypt",
  cost.log2N,
  cost.r,
  cost.p,
  "AAAAAAAAAAAAAAAAAAAAAA",
  Buffer.alloc(keyBytes).toString("base64url"),
].join("$")

function derive(
  typed: string,
  salt: Buffer,
  { log2N, r, p }: { log2N: number; r: number; p: number },
): Promise<Buffer> {
  const options = { N: 2 ** log2N, r, p, maxmem: 256 * 2 ** log2N * r }
  return new Promise((resolve, reject) =>
    scrypt(preparePassword(typed), salt, keyBytes, options, (error, key) => (error ? reject(error) : resolve(key))),
  )
}
