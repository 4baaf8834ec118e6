type Ending = { readonly revokedAt: Date | null; readonly expiresAt: Date | null }

/** Whether a key still opens anything at `now` (ms). */
export function keyState({ revokedAt, expiresAt }: Ending, now: number): "valid" | "expired" | "revoked" {
  if (revokedAt) return "revoked"
  return expiresAt && expiresAt.getTime() <= now ? "expired" : "valid"
}
