import { createHash } from "node:crypto"
import type { PlacedEntry } from "./storage-read.ts"

/** What stands before the first block. */
export const firstSeal = Buffer.alloc(32)

/** SHA-256 over everything that one entry says. */
export function digestOf(brandId: string, entry: PlacedEntry): Buffer {
  const { seq, book, transactionId, line, kind, customerId, lotId, origin, from, to, points } = entry
  const { effectiveAt, recordedAt, lateFrom, cause, orderId, programmeVersion, reason } = entry
  const text = JSON.stringify([
    [brandId, book, seq, transactionId, line, kind, customerId, lotId, origin, from, to, points],
    [effectiveAt.toISOString(), recordedAt.toISOString(), lateFrom?.toISOString() ?? null],
    [cause.type, cause.id, cause.rule, cause.seq, orderId, programmeVersion, reason.ja, reason.en],
  ])
  return createHash("sha256").update(text).digest()
}

export type Block = { readonly digests: Buffer; readonly hash: Buffer }

const bytes = 8

/** Seals entries after the block before: its hash covers each of them and all that came earlier. */
export function sealOf(brandId: string, entries: readonly PlacedEntry[], previous: Buffer): Block {
  const digests = entries.map((entry) => digestOf(brandId, entry))
  const hash = createHash("sha256").update(previous)
  for (const digest of digests) hash.update(digest)
  return { digests: Buffer.concat(digests.map((digest) => digest.subarray(0, bytes))), hash: hash.digest() }
}

/** Which of these entries no longer says what was sealed; undefined where none can be named. */
export function firstChanged(
  brandId: string,
  entries: readonly PlacedEntry[],
  digests: Buffer,
): PlacedEntry | undefined {
  return entries.find((entry, i) => {
    const sealed = digests.subarray(i * bytes, (i + 1) * bytes)
    return !digestOf(brandId, entry).subarray(0, bytes).equals(sealed)
  })
}
