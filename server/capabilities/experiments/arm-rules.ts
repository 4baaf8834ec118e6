import { hash } from "node:crypto"
import { type Arm, holdout, treated } from "./model.ts"

/**
 * In which arm a person falls: the same for ever for the same salt and shares, and independent of every other experiment,
 * because each has a salt of its own. Whether she is kept apart and which arm she gets are two draws, so that a larger
 * holdout takes people out of the arms without moving the others between them; raising it only ever adds people to it.
 * `holdoutBp` in basis points.
 */
export function armFor(salt: string, customerId: string, holdoutBp: number, arms: readonly Arm[] = []): string {
  const digest = Buffer.from(hash("sha256", `${salt}:${customerId}`, "base64"), "base64")
  if (digest.readUIntBE(0, 6) / 2 ** 48 < holdoutBp / 10_000) return holdout
  const all = arms.reduce((sum, arm) => sum + arm.weight, 0)
  if (all <= 0) return treated
  let left = (digest.readUIntBE(6, 6) / 2 ** 48) * all
  for (const arm of arms) {
    left -= arm.weight
    if (left < 0) return arm.name
  }
  return arms.findLast((arm) => arm.weight > 0)?.name ?? treated
}
