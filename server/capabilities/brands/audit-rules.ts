import { createHash } from "node:crypto"

/** One line of the log as it is hashed. `before` and `after` are the very JSON text that is stored. */
export type AuditEntry = {
  readonly brandId: string
  readonly seq: number
  readonly at: Date
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly before: string | null
  readonly after: string | null
  readonly cause: string
  readonly ip: string | null
}
export type ChainedEntry = AuditEntry & { readonly previousHash: Buffer; readonly hash: Buffer }

/** What stands before the first entry. */
export const firstHash = Buffer.alloc(32)

/** SHA-256 over the entry and the hash before it: no entry can be changed, moved or left out unseen. */
export function hashOf(entry: AuditEntry, previousHash: Buffer): Buffer {
  const { brandId, seq, at, actor, action, subject, before, after, cause, ip } = entry
  const text = JSON.stringify([brandId, seq, at.toISOString(), actor, action, subject, before, after, cause, ip])
  return createHash("sha256").update(previousHash).update(text).digest()
}

/** The number of the first entry, following `last`, that does not fit the chain; undefined when all fit. */
export function firstBreak(entries: readonly ChainedEntry[], last: { seq: number; hash: Buffer }): number | undefined {
  let { seq, hash } = last
  for (const entry of entries) {
    seq++
    const fits = entry.seq === seq && entry.previousHash.equals(hash) && hashOf(entry, hash).equals(entry.hash)
    if (!fits) return seq
    hash = entry.hash
  }
  return undefined
}
