/** M33: more than this share of refusals for good within this time, of at least so many, and a domain is left alone. */
export const waveShareBp = 2_000
export const waveWithinMs = 5 * 60_000
export const fewestTried = 20

export type Window = { readonly tried: number; readonly refused: number }

export const isWave = ({ tried, refused }: Window): boolean =>
  tried >= fewestTried && refused * 10_000 > tried * waveShareBp

const halfHour = 30 * 60_000

/** How long a domain stays closed (ms): longer each time that it closes again within a day. */
export const closedForMs = (closings: number): number =>
  Math.min(halfHour * 2 ** Math.max(0, closings - 1), 4 * 3_600_000)

/** Reasons of a failed message that the other side gave for good, when it was asked to take the mail. */
const refusals = ["unknown-recipient", "recipient-refused", "mailbox-full", "policy", "message-refused"]
export const isRefusal = (state: string, reason: string | null): boolean =>
  state === "failed" && refusals.some((known) => reason === known)
