import type { Doubt } from "./model.ts"

/** What tells one person from another, as fingerprints; several of each. */
export type Traits = {
  readonly mailboxes: readonly string[]
  readonly phones: readonly string[]
  readonly homes: readonly string[]
  readonly devices: readonly string[]
  readonly networks: readonly string[]
}

export type Case = {
  /** Null when a partner or an unknown sharer brought her. */
  readonly inviter: { readonly customerId: string; readonly traits: Traits } | null
  readonly friend: { readonly customerId: string; readonly traits: Traits }
  /** Purchases that stand, this very order left out. */
  readonly ordersBefore: number
  readonly wasKnown: boolean
  /** The newcomer rule of the programme. */
  readonly newcomer: "never-bought" | "unknown"
  /** Erased within a year and back again (S62). */
  readonly cameBack: boolean
  /** The link, its content, its partner or the whole programme is paused. */
  readonly isPaused: boolean
  /** New people within a day by the same browser, the same network, and brought by the same inviter. */
  readonly perDevice: number
  readonly perNetwork: number
  readonly perInviter: number
  /** Others whom this inviter brought and who share something with this friend. */
  readonly alike: number
  /** The friend has brought the inviter, or somebody who has. */
  readonly isCircle: boolean
}

/** From how many new people a day on it is looked at (S61). */
export const speedLimits = { perDevice: 3, perNetwork: 8, perInviter: 10 } as const

export type Verdict = { readonly is: "clear" | "held" | "refused"; readonly doubts: readonly Doubt[] }

/** These are certain, everything else is a suspicion that a person looks at. */
const certain: ReadonlySet<Doubt> = new Set<Doubt>(["same-person", "not-new", "came-back", "paused"])

/**
 * Whether a referral counts (J02, S60–S62). The same person and customers of before are refused; whatever merely looks
 * like it — a household, one browser, a ring, too many at once — is held for review, never refused by itself. A shared
 * network alone says nothing: a whole office or a mobile carrier has one.
 */
export function judge(it: Case): Verdict {
  const { inviter, friend } = it
  const shares = (of: keyof Traits) =>
    inviter !== null && friend.traits[of].some((trait) => inviter.traits[of].includes(trait))
  const found: [Doubt, boolean][] = [
    ["paused", it.isPaused],
    ["same-person", inviter?.customerId === friend.customerId],
    ["not-new", it.ordersBefore > 0 || (it.newcomer === "unknown" && it.wasKnown)],
    ["came-back", it.cameBack],
    ["same-mailbox", shares("mailboxes")],
    ["same-phone", shares("phones")],
    ["household", shares("homes")],
    ["same-device", shares("devices")],
    ["fast-device", it.perDevice > speedLimits.perDevice],
    ["fast-network", it.perNetwork > speedLimits.perNetwork],
    ["fast-inviter", it.perInviter > speedLimits.perInviter],
    ["ring", it.alike > 0 || it.isCircle],
  ]
  const doubts = found.filter(([, is]) => is).map(([doubt]) => doubt)
  if (doubts.some((doubt) => certain.has(doubt))) return { is: "refused", doubts }
  if (doubts.length === 0) return { is: "clear", doubts: [] }
  return { is: "held", doubts: shares("networks") ? [...doubts, "same-network"] : doubts }
}
