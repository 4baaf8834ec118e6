/** Where a body that was refused goes wrong. Runs only after the fast path said no; offsets count bytes from 0. */

/** The offset of the first byte that is not part of a valid UTF-8 sequence (Unicode 15, table 3-7); -1 when all are. */
export function firstBrokenUtf8(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at)
    if (length === 0) return at
    at += length
  }
  return -1
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  if (first < 0xc2 || first > 0xf4) return 0
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  // The second byte is bounded more tightly for four leads: overlong forms, surrogates and beyond U+10FFFF.
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0
    if (i === 1 ? byte < low || byte > high : byte < 0x80 || byte > 0xbf) return 0
  }
  return length
}

/** Broken syntax, or a \u escape that writes NUL, or one that writes half a surrogate pair. */
export type JsonFaultKind = "syntax" | "nul" | "surrogate"
type Expected = "value" | "value or ]" | "key" | "key or }" | "colon" | "comma or end"

/**
 * The offset of the first fault of this kind, if there is one. RFC 8259 is the grammar; a scan for odd characters
 * expects valid syntax. Keeps its own stack: a body of 200,000 open brackets must not overflow ours.
 */
export function firstJsonFault(bytes: Uint8Array, kind: JsonFaultKind): number | undefined {
  const scan: Scan = { bytes, kind, at: startOf(bytes), open: [], expected: "value" }
  for (;;) {
    while (isSpace(bytes[scan.at])) scan.at++
    const step = stepOver(scan)
    if (step === "done") return undefined
    if (step !== "on") return step.faultAt
  }
}

type Scan = { bytes: Uint8Array; kind: JsonFaultKind; at: number; open: ("{" | "[")[]; expected: Expected }
type Step = "on" | "done" | { faultAt: number }

const startOf = (bytes: Uint8Array) => (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0)
const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

function stepOver(scan: Scan): Step {
  const { bytes, at, expected } = scan
  const sign = at < bytes.length ? String.fromCharCode(bytes[at] ?? 0) : ""
  const inside = scan.open.at(-1)
  const fault = { faultAt: at }
  const then = (next: Expected, to = at + 1): Step => {
    scan.expected = next
    scan.at = to
    return "on"
  }
  if (expected === "comma or end") {
    if (inside === undefined) return sign === "" ? "done" : fault
    if (sign === ",") return then(inside === "{" ? "key" : "value")
    return sign === (inside === "{" ? "}" : "]") ? close(scan) : fault
  }
  if (expected === "colon") return sign === ":" ? then("value") : fault
  if ((sign === "}" && expected === "key or }") || (sign === "]" && expected === "value or ]")) return close(scan)
  if (sign === '"') {
    const end = stringEnd(scan)
    return typeof end === "number" ? then(expected.startsWith("key") ? "colon" : "comma or end", end) : end
  }
  if (expected.startsWith("key")) return fault
  if (sign === "{" || sign === "[") {
    scan.open.push(sign)
    return then(sign === "{" ? "key or }" : "value or ]")
  }
  const end = scalarEnd(bytes, at)
  return end > at ? then("comma or end", end) : fault
}

function close(scan: Scan): Step {
  scan.open.pop()
  scan.expected = "comma or end"
  scan.at++
  return "on"
}

/** The offset after the number, true, false or null at `at`; `at` itself when there is none. */
function scalarEnd(bytes: Uint8Array, at: number): number {
  let end = at
  while (/[-+.\w]/.test(String.fromCharCode(bytes[end] ?? 0))) end++
  const word = Buffer.from(bytes.subarray(at, end)).toString("latin1")
  return /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(word) ? end : at
}

/** The offset after the closing quote of the string that opens at the scan's place. */
function stringEnd({ bytes, at, kind }: Scan): number | { faultAt: number } {
  let high: number | undefined
  for (let i = at + 1; ; ) {
    const byte = bytes[i]
    const unit = byte === 0x5c && bytes[i + 1] === 0x75 ? escapedUnit(bytes, i) : undefined
    if (kind === "nul" && unit === 0) return { faultAt: i }
    if (kind === "surrogate") {
      const isLow = unit !== undefined && unit >= 0xdc00 && unit <= 0xdfff
      if (isLow !== (high !== undefined)) return { faultAt: high ?? i }
      high = unit !== undefined && unit >= 0xd800 && unit <= 0xdbff ? i : undefined
    }
    if (byte === 0x22) return i + 1
    const isBadEscape =
      byte === 0x5c && unit === undefined && !'"\\/bfnrt'.includes(String.fromCharCode(bytes[i + 1] ?? 0))
    if (byte === undefined || byte < 0x20 || isBadEscape) return { faultAt: i }
    i += unit !== undefined ? 6 : byte === 0x5c ? 2 : 1
  }
}

function escapedUnit(bytes: Uint8Array, at: number): number | undefined {
  const digits = Buffer.from(bytes.subarray(at + 2, at + 6)).toString("latin1")
  return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : undefined
}
