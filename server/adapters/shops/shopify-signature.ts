import { createHmac, timingSafeEqual } from "node:crypto"
import type { Headers } from "#orders"

/** A header that comes once; two of one name are nobody's. */
export const headerOf = (headers: Headers, name: string): string | null => {
  const value = headers[name]
  return typeof value === "string" && value !== "" ? value : null
}

/**
 * Whether one of the secrets signed exactly these bytes: base64 of HMAC-SHA256 in X-Shopify-Hmac-Sha256 (S32). Anything
 * that is not 32 bytes in plain base64 is refused before it is compared; every secret is tried, and each in constant time.
 */
export function isSignedByShopify(bytes: Buffer, headers: Headers, secrets: readonly string[]): boolean {
  const given = headerOf(headers, "x-shopify-hmac-sha256")
  if (given === null || !/^[A-Za-z0-9+/]{43}=$/.test(given)) return false
  const signature = Buffer.from(given, "base64")
  if (signature.length !== 32) return false
  let isSigned = false
  for (const secret of secrets) {
    const expected = createHmac("sha256", secret).update(bytes).digest()
    isSigned = timingSafeEqual(expected, signature) || isSigned
  }
  return isSigned
}
