import { wordBits } from "./plan-rules.ts"

/** Whether a segment is among those that these numbers stand for. */
export const hasBit = (words: readonly bigint[], number: number): boolean =>
  (((words[Math.floor(number / wordBits)] ?? 0n) >> BigInt(number % wordBits)) & 1n) === 1n

/** The numbers that stand for these segments. */
export function bitsOf(numbers: readonly number[], words: number): bigint[] {
  return Array.from({ length: words }, (_, word) =>
    numbers
      .filter((number) => Math.floor(number / wordBits) === word)
      .reduce((bits, number) => bits | (1n << BigInt(number % wordBits)), 0n),
  )
}

/** How many numbers it takes to say what somebody belongs to. */
export const heldWords = (segments: readonly { readonly number: number }[]): number =>
  segments.length === 0 ? 0 : Math.floor(Math.max(...segments.map((s) => s.number)) / wordBits) + 1
