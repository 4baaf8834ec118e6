import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto"
import type { Text } from "#kernel/text"

export type CollectibleFacts = {
  readonly id: string
  readonly name: Text
  readonly imageUrl: string | null
  readonly serial: number | null
  readonly edition: number | null
  readonly gotAt: string
  readonly issuer: { readonly name: string; readonly slug: string }
}
export type SignedCollectible = {
  readonly format: "maido-collectible/1"
  readonly collectible: CollectibleFacts
  /** Ed25519 over the UTF-8 of `collectible` as JSON with sorted keys and no spaces. Both base64url; the key is raw. */
  readonly signature: { readonly algorithm: "Ed25519"; readonly publicKey: string; readonly value: string }
}

// What stands before the 32 bytes of an Ed25519 key in PKCS #8 and SubjectPublicKeyInfo (RFC 8410).
const privateHead = Buffer.from("302e020100300506032b657004220420", "hex")
const publicHead = Buffer.from("302a300506032b6570032100", "hex")

const privateKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: "der", type: "pkcs8" })

/** The raw public key to a seed of 32 bytes, base64url. */
export const publicKeyOf = (seed: Uint8Array): string =>
  createPublicKey(privateKey(seed))
    .export({ format: "der", type: "spki" })
    .subarray(publicHead.length)
    .toString("base64url")

export function signCollectible(seed: Uint8Array, collectible: CollectibleFacts): SignedCollectible {
  const value = sign(null, Buffer.from(sorted(collectible)), privateKey(seed)).toString("base64url")
  const signature = { algorithm: "Ed25519" as const, publicKey: publicKeyOf(seed), value }
  return { format: "maido-collectible/1", collectible, signature }
}

/** Whether it is as it was signed, by the key that the brand shows. */
export function isGenuine(signed: SignedCollectible, publicKey: string): boolean {
  if (signed.signature.publicKey !== publicKey) return false
  const key = createPublicKey({
    key: Buffer.concat([publicHead, Buffer.from(publicKey, "base64url")]),
    format: "der",
    type: "spki",
  })
  const value = Buffer.from(signed.signature.value, "base64url")
  return verify(null, Buffer.from(sorted(signed.collectible)), key, value)
}

/** JSON that is the same wherever it was written. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, held: unknown) =>
    typeof held === "object" && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  )
