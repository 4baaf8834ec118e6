import { createHmac } from "node:crypto"

/** Time-based one-time passwords as every authenticator app makes them: RFC 6238 with SHA-1, 6 digits, 30 seconds. */
export const totpStepMs = 30_000

/** The number of the 30-second step that an instant lies in. */
export const stepAt = (at: Date): number => Math.floor(at.getTime() / totpStepMs)

/** The six digits for one step (RFC 4226, dynamic truncation). */
export function codeOf(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac("sha1", secret).update(counter).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0x0f
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0")
}

/**
 * The step whose code was given: the present one, or one before or after since phones' clocks differ. Undefined for a
 * wrong code and for a step that was used already or lies before one that was: a code works once (S09).
 */
export function stepOf(secret: Uint8Array, code: string, now: Date, lastStep: number): number | undefined {
  const present = stepAt(now)
  return [present, present - 1, present + 1].find((step) => step > lastStep && codeOf(secret, step) === code)
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

/** RFC 4648 base32 without padding: what people type into an app. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("")
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)]).join("")
}

/** The bytes again. */
export function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, "0")).join("")
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
}

/** What the QR code holds (Google Authenticator's key URI format). */
export const totpUri = (secret: string, account: string, issuer: string): string =>
  `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
