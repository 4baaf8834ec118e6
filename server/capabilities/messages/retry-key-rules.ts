import { createHash } from "node:crypto"

/**
 * The key by which another side knows a repetition of one letter (M41): the same at every attempt of a round, another for each
 * round that somebody asked for. It follows from what is stored before the first call, so no crash can lose it. A UUID
 * (RFC 9562 version 8: its bits are ours).
 */
export function retryKeyOf(messageId: string, round: number): string {
  const hex = createHash("sha256").update(`${messageId}:${round}`).digest("hex")
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16).padStart(2, "0")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`
}
