import { randomBytes } from "node:crypto"
import { v7 } from "uuid"

/** Where time, chance and ids come from: the real ones here, still or seeded ones in tests, rehearsal and the demo. */
export type Source = {
  /** The instant it is. */
  readonly now: () => Date
  /** `count` unpredictable bytes. */
  readonly bytes: (count: number) => Uint8Array
  /** A fraction in [0, 1). */
  readonly random: () => number
}

// Asking the system for each id costs more than all the rest of it: a page at a time, each byte handed out once.
let pool = Buffer.alloc(0)
function fewBytes(count: number): Uint8Array {
  if (pool.length < count) pool = randomBytes(4_096)
  const bytes = Uint8Array.prototype.slice.call(pool, 0, count)
  pool.fill(0, 0, count)
  pool = pool.subarray(count)
  return bytes
}

export const realSource: Source = {
  now: () => new Date(),
  bytes: (count) => (count > 64 ? randomBytes(count) : fewBytes(count)),
  random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
}

// The last id's millisecond and place in it, per source: nothing that is stored, and gone with the process.
const lastIds = new WeakMap<Source, { readonly msecs: number; readonly seq: number }>()

/**
 * A UUIDv7 (RFC 9562): sorts by the time it was made, so rows made together lie together. Those of one source made in the
 * same millisecond sort in the order they were made (section 6.2, method 1: a counter of 32 bits with a random start).
 */
export function newId(source: Source): string {
  const msecs = source.now().getTime()
  const random = source.bytes(16)
  const last = lastIds.get(source)
  const seq = last?.msecs === msecs ? last.seq + 1 : new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1
  lastIds.set(source, { msecs, seq })
  return v7({ msecs, random, seq })
}

/** The same source with its clock corrected by what `follow` was told last. */
export function correctedSource(source: Source): { source: Source; follow: (offsetMs: number) => void } {
  let offset = 0
  const now = () => (offset === 0 ? source.now() : new Date(source.now().getTime() + offset))
  return { source: { ...source, now }, follow: (offsetMs) => void (offset = offsetMs) }
}

/** A source that repeats itself: the same seed and start give the same ids and chances (mulberry32, a public-domain generator). */
export function seededSource(seed: number, now: () => Date): Source {
  let state = seed >>> 0
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return { now, random, bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256)) }
}
