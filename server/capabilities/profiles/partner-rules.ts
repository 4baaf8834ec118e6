export const partnerPurposes = ["service", "segmentation", "marketing"] as const
export type PartnerPurpose = (typeof partnerPurposes)[number]
export const partnerStates = ["used", "not-agreed", "withdrawn", "expired"] as const
export type PartnerState = (typeof partnerStates)[number]

type Held = { readonly agreedAt: Date | null; readonly withdrawnAt: Date | null; readonly expiresAt: Date }

/** Whether a partner's value may be used (A09): she agreed, has not taken it back, and its time is not over. */
export function partnerState({ agreedAt, withdrawnAt, expiresAt }: Held, now: Date): PartnerState {
  if (withdrawnAt && withdrawnAt <= now && (!agreedAt || withdrawnAt >= agreedAt)) return "withdrawn"
  if (expiresAt <= now) return "expired"
  if (!agreedAt || agreedAt > now) return "not-agreed"
  return "used"
}

/** Those values that count for a purpose now; all others are as if they were not there. */
export const usableFor = <T extends Held & { readonly purposes: readonly PartnerPurpose[] }>(
  values: readonly T[],
  purpose: PartnerPurpose,
  now: Date,
): T[] => values.filter((value) => value.purposes.includes(purpose) && partnerState(value, now) === "used")
