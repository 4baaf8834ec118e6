export const channels = ["email", "sms", "line", "push", "post", "phone", "relay", "dm"] as const
export type Channel = (typeof channels)[number]

/** The strictest first. `pending`: a double opt-in not yet confirmed. `imported_unverified`: said to be given, unproven. */
export const consentStates = ["withdrawn", "pending", "imported_unverified", "given"] as const
export type ConsentState = (typeof consentStates)[number]

/** One line of the ledger, as far as it decides what holds. */
export type Said = {
  readonly customerId: string
  readonly channel: string
  readonly purpose: string
  readonly state: ConsentState
  readonly at: Date
}

/** A merge that stands. */
export type Joined = { readonly fromId: string; readonly intoId: string; readonly at: Date }

export type Holding = {
  readonly channel: string
  readonly purpose: string
  readonly state: ConsentState
  readonly since: Date
}

const strictness = (state: ConsentState): number => consentStates.indexOf(state)
export const stricter = (a: ConsentState, b: ConsentState): ConsentState => (strictness(a) <= strictness(b) ? a : b)

/** Whether a statement outranks what holds: the later one does, of two at the same instant the stricter. */
export const outranks = (
  said: Pick<Said, "state" | "at">,
  holds: Pick<Holding, "state" | "since"> | undefined,
): boolean =>
  !holds ||
  said.at.getTime() > holds.since.getTime() ||
  (said.at.getTime() === holds.since.getTime() && strictness(said.state) < strictness(holds.state))

/**
 * What holds for a root now: the latest word counts, and where two people were merged the stricter of their two words
 * (F72); no word is neither. Who was merged and agrees again afterwards, has agreed. Worked out from the lines and the
 * merges that stand, in order of time, so it is the same in whatever order they were recorded.
 */
export function consentsOf(rootId: string, lines: readonly Said[], merges: readonly Joined[]): Holding[] {
  const held = new Map<string, Map<string, Holding>>()
  const heldBy = (id: string) => held.get(id) ?? held.set(id, new Map()).get(id) ?? new Map<string, Holding>()
  const happened = [
    ...lines.map((line) => ({
      at: line.at,
      order: 0,
      apply: () => note(heldBy(holderAt(merges, line.customerId, line.at)), line),
    })),
    // Of merges at one instant those further down come first: what they add goes up with the next.
    ...merges.map((merge) => ({
      at: merge.at,
      order: 1000 - depthOf(merges, merge.fromId),
      apply: () => join(heldBy(merge.fromId), heldBy(merge.intoId), merge.at),
    })),
  ]
  happened.sort((a, b) => a.at.getTime() - b.at.getTime() || a.order - b.order)
  for (const { apply } of happened) apply()
  return [...heldBy(rootId).values()].sort((a, b) => (slot(a) < slot(b) ? -1 : 1))
}

const slot = (of: { channel: string; purpose: string }): string => `${of.channel} ${of.purpose}`

function note(held: Map<string, Holding>, { channel, purpose, state, at }: Said): void {
  if (outranks({ state, at }, held.get(slot({ channel, purpose }))))
    held.set(slot({ channel, purpose }), { channel, purpose, state, since: at })
}

function join(from: Map<string, Holding>, into: Map<string, Holding>, at: Date): void {
  for (const [key, theirs] of from) {
    const ours = into.get(key)
    const state = ours ? stricter(ours.state, theirs.state) : theirs.state
    if (state !== ours?.state) into.set(key, { ...theirs, state, since: at })
  }
}

/** Who spoke for this profile at that instant: itself, or whom it had been merged into by then. */
function holderAt(merges: readonly Joined[], customerId: string, at: Date): string {
  const next = merges.find((merge) => merge.fromId === customerId && merge.at < at)
  return next ? holderAt(merges, next.intoId, at) : customerId
}

function depthOf(merges: readonly Joined[], customerId: string): number {
  const next = merges.find((merge) => merge.fromId === customerId)
  return next ? 1 + depthOf(merges, next.intoId) : 0
}

/** A word that nothing proves doesn't allow marketing until somebody attests it (M20). */
export const recordedState = (state: ConsentState, source: string, hasEvidence: boolean): ConsentState =>
  state === "given" && source === "import" && !hasEvidence ? "imported_unverified" : state

/** Whether marketing and other voluntary messages may be sent on the strength of this. */
export const allows = (state: ConsentState | undefined): boolean => state === "given"

export type Suppression = {
  readonly scope: "all" | "channel" | "purpose"
  readonly channel: string
  readonly purpose: string
  readonly reason: string
}

/**
 * The suppression that forbids sending for this purpose on this channel, if any (M24). A refusal of one purpose never
 * stops another: receipts and codes still go to those who refused marketing.
 */
export const blockedBy = (
  suppressions: readonly Suppression[],
  channel: string,
  purpose: string,
): Suppression | undefined =>
  suppressions.find(
    (s) =>
      s.scope === "all" ||
      (s.scope === "channel" && s.channel === channel) ||
      (s.scope === "purpose" && s.purpose === purpose),
  )
