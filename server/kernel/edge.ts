import { isUtf8 } from "node:buffer"
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib"
import { EdgeError } from "./edge-errors.ts"
import { firstBrokenUtf8, firstJsonFault } from "./edge-faults.ts"

export { EdgeError } from "./edge-errors.ts"
export { amountBound, readAmount, readOccurredAt, readTime } from "./edge-values.ts"

/** How much one door takes, in bytes of the inflated body. Doors are named so that the limits can be published. */
export const bodyLimits = { api: 1024 * 1024, event: 256 * 1024, importChunk: 20 * 1024 * 1024 } as const

/** How far a value may go. The defaults are what both engines store without loss; a door may widen a text, not a depth. */
export type ValueLimits = { depth: number; keys: number; keyBytes: number; textBytes: number }
export const valueLimits: ValueLimits = { depth: 32, keys: 500, keyBytes: 128, textBytes: 8 * 1024 }

/**
 * The raw body as it is to be read: inflated when compressed, refused when larger than `maxBytes` before or after.
 * A gzip body is recognised by its magic even when its label says otherwise, because browsers' beacons cannot label it.
 * Throws TooLarge, UnknownEncoding, BrokenCompression.
 */
export function readBody(body: Uint8Array, how: { contentEncoding?: string | undefined; maxBytes: number }): Buffer {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  if (bytes.length > how.maxBytes) throw EdgeError.TooLarge({ limitBytes: how.maxBytes })
  const label = (how.contentEncoding ?? "").trim().toLowerCase()
  const isGzip = bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b
  const inflate = isGzip ? gunzipSync : inflaters[label]
  if (!inflate) {
    if (label === "" || label === "identity") return bytes
    throw EdgeError.UnknownEncoding({ contentEncoding: label.slice(0, 40) })
  }
  try {
    return inflate(bytes, { maxOutputLength: how.maxBytes })
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined
    if (code === "ERR_BUFFER_TOO_LARGE") throw EdgeError.TooLarge({ limitBytes: how.maxBytes })
    throw EdgeError.BrokenCompression()
  }
}

const inflaters: Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Buffer> = Object.assign(
  Object.create(null),
  { gzip: gunzipSync, "x-gzip": gunzipSync, deflate: inflateSync, br: brotliDecompressSync },
)

/** Strict UTF-8; a leading byte order mark is dropped. Throws NotUtf8 with the byte offset. */
export function readText(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw EdgeError.NotUtf8({ offset: firstBrokenUtf8(bytes) })
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return bytes.toString("utf8", hasMark ? 3 : 0)
}

/**
 * Everything that one JSON body must pass: encoding, syntax (with the byte offset of the fault in the inflated body)
 * and `inspect`. The result is plain data that Postgres and ClickHouse store alike.
 */
export function readJson(bytes: Buffer, limits: ValueLimits = valueLimits): unknown {
  const text = readText(bytes)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw EdgeError.NotJson({ offset: firstJsonFault(bytes, "syntax") ?? bytes.length })
  }
  // Valid UTF-8 and valid JSON can hold NUL or half a character only through a \u escape, which is rare.
  const fault = walk(value, limits, 1, text.includes("\\u"))
  if (!fault) return value
  if (fault.name === "NulCharacter") throw errorOf(fault, { offset: firstJsonFault(bytes, "nul") })
  if (fault.name === "BrokenCharacter") throw errorOf(fault, { offset: firstJsonFault(bytes, "surrogate") })
  throw errorOf(fault)
}

/**
 * One walk over parsed data: depth, number of keys, length of names and texts, reserved names, NUL, lone surrogates,
 * numbers. Returns the value itself. Throws an EdgeError with `field`, e.g. "batch[3].properties.price".
 */
export function inspect<T>(value: T, limits: ValueLimits = valueLimits): T {
  const fault = walk(value, limits, 1, true)
  if (fault) throw errorOf(fault)
  return value
}

type FaultName = keyof typeof EdgeError
type Fault = { name: FaultName; path: (string | number)[]; limit?: number }

const errorOf = ({ name, path, limit }: Fault, more: Record<string, unknown> = {}) =>
  EdgeError[name]({ field: fieldName(path), ...(limit === undefined ? {} : { limit }), ...more })

// Returns instead of throwing, and the path is put together only on the way back from a fault: good input pays nothing.
function walk(value: unknown, limits: ValueLimits, depth: number, mayHoldOddText: boolean): Fault | undefined {
  if (typeof value === "string") return textFault(value, limits.textBytes, mayHoldOddText)
  if (typeof value === "number") {
    // Every double above 2^53 is a whole number, so one comparison also catches NaN and the infinities.
    return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? undefined : { name: "NumberOutOfRange", path: [] }
  }
  if (value === null || typeof value === "boolean" || value === undefined) return undefined
  if (typeof value !== "object") return { name: "NotData", path: [] }
  if (depth > limits.depth) return { name: "TooDeep", path: [], limit: limits.depth }
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const fault = walk(value[i], limits, depth + 1, mayHoldOddText)
      if (fault) return within(i, fault)
    }
    return undefined
  }
  const names = Object.keys(value)
  if (names.length > limits.keys) return { name: "TooManyKeys", path: [], limit: limits.keys }
  // safe: `names` are this object's own keys
  const held = value as Record<string, unknown>
  for (const key of names) {
    const fault = keyFault(key, limits.keyBytes, mayHoldOddText) ?? walk(held[key], limits, depth + 1, mayHoldOddText)
    if (fault) return within(key, fault)
  }
  return undefined
}

function within(step: string | number, fault: Fault): Fault {
  fault.path.unshift(step)
  return fault
}

function textFault(text: string, maxBytes: number, mayBeOdd: boolean): Fault | undefined {
  // A UTF-16 unit takes at most three bytes of UTF-8, so short texts need no counting.
  if (text.length * 3 > maxBytes && Buffer.byteLength(text) > maxBytes)
    return { name: "TextTooLong", path: [], limit: maxBytes }
  if (!mayBeOdd) return undefined
  if (text.includes("\0")) return { name: "NulCharacter", path: [] }
  return text.isWellFormed() ? undefined : { name: "BrokenCharacter", path: [] }
}

function keyFault(key: string, maxBytes: number, mayBeOdd: boolean): Fault | undefined {
  if (key === "__proto__" || key === "constructor" || key === "prototype") return { name: "ReservedKey", path: [] }
  const fault = textFault(key, maxBytes, mayBeOdd)
  return fault?.name === "TextTooLong" ? { ...fault, name: "KeyTooLong" } : fault
}

/** "batch[3].properties.price"; long or odd names are shortened so that an error stays one readable line. */
function fieldName(path: readonly (string | number)[]): string {
  if (path.length === 0) return "(body)"
  const shown = path.length > 12 ? path.slice(0, 12) : path
  const name = shown.map((step) => (typeof step === "number" ? `[${step}]` : `.${plain(step)}`)).join("")
  return (name.startsWith(".") ? name.slice(1) : name) + (path.length > 12 ? "…" : "")
}

const plain = (key: string) => (key.length > 40 ? `${key.slice(0, 40)}…` : key).replace(/[\p{C}"']/gu, "?")
