import { isUtf8 } from "node:buffer"
import type { Encoding } from "./model.ts"

/**
 * How a text file is written, from its first bytes: by its byte order mark, by zero bytes in UTF-16, by being valid
 * UTF-8, else Shift_JIS as spreadsheets in Japan write it. `cut`: the bytes may end within a character.
 */
export function encodingOf(bytes: Uint8Array, cut: boolean): Encoding {
  const [a = 0, b = 0] = bytes
  if (a === 0xff && b === 0xfe) return "utf-16le"
  if (a === 0xfe && b === 0xff) return "utf-16be"
  const zeros = [0, 0]
  for (let i = 0; i < Math.min(bytes.length, 4_096); i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > 8 && odd > even * 4) return "utf-16le"
  if (even > 8 && even > odd * 4) return "utf-16be"
  return isUtf8(cut ? withoutCutCharacter(bytes) : bytes) ? "utf-8" : "shift_jis"
}

/** A UTF-8 character has at most four bytes: the last that begins near the end may be incomplete. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 4 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back)
  }
  return bytes
}
