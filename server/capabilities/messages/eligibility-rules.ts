import type { Channel, Suppression } from "#customers"
import type { TemplateRef } from "./letter-documents.ts"
import type { LetterIntent } from "./model-letter.ts"
import type { Cap, LetterSettings } from "./model-letter-settings.ts"
import type { Purpose } from "./model.ts"
import { quietUntil } from "./quiet-hours-rules.ts"
import { type ChannelAtHand, type Ranked, rankChannels } from "./route-rules.ts"

/**
 * Whether one letter goes to one person at one instant, by which channel, and why: the one decision about it, pure (M21, X03).
 * Live, in rehearsal and in "why not" it is this very function over the same facts.
 */
export type LetterFacts = {
  readonly now: Date
  readonly letter: {
    readonly messageId: string
    readonly purpose: Purpose
    readonly intent: LetterIntent | null
    readonly discountBp: number | null
    readonly topic: string | null
    readonly template: TemplateRef
    readonly instead: TemplateRef | null
    readonly channels: readonly Channel[] | null
    readonly segmentId: string | null
    readonly plannedAt: Date
    readonly sendAt: Date
    readonly expiresAt: Date | null
  }
  readonly person: { readonly isErased: boolean; readonly zone: string; readonly preferred: Channel | null }
  /** What stands in the way on each channel that the brand has, and what speaks for it. */
  readonly channels: readonly ChannelFacts[]
  /** Why it must not go any more: what happened since it was planned (G25). */
  readonly refused: string | null
  /** Kept apart by this experiment, to measure; null: nobody measures, or she is written to. */
  readonly holdout: { readonly experiment: string } | null
  /** Letters that left, may have left or are leaving, newest first, as far back as the longest rule looks. */
  readonly past: readonly PastLetter[]
  /** Whether it is small enough to ride along in another as a section, where it may be (X10). */
  readonly isSmall: boolean
  /** Other letters that wait for her. */
  readonly waiting: readonly WaitingLetter[]
  readonly segmentCap: Cap | null
  readonly settings: LetterSettings
}

export type ChannelFacts = ChannelAtHand & {
  readonly isWritten: boolean
  readonly address: string | null
  readonly suppressed: Pick<Suppression, "reason"> | null
  readonly consent: "given" | "withdrawn" | "pending" | "imported_unverified" | "none"
  /** The reader's own wish beyond yes and no: a pause, less often. */
  readonly wish: string | null
  /** The channel's own rules don't let it through to her now. */
  readonly shut?: string | null
  readonly closed: { readonly reason: string; readonly untilAt: Date | null } | null
}

export type PastLetter = {
  readonly at: Date
  readonly channel: Channel | null
  readonly intent: LetterIntent | null
  readonly topic: string | null
  readonly segmentId: string | null
  readonly templateId: string | null
}

export type WaitingLetter = {
  readonly messageId: string
  readonly topic: string | null
  readonly templateId: string | null
  readonly plannedAt: Date
  /** It leaves in the very turn in which this is decided. */
  readonly isLeaving?: true
}

/** One thing that was looked at, with what it saw; `no` ends it, `wait` puts it off, `other` rules one channel out. */
export type Check = {
  readonly check: string
  readonly says: "yes" | "no" | "wait" | "other"
  readonly channel?: Channel
  readonly reason?: string
  /** ISO instant until which it waits; left out: nobody knows. */
  readonly until?: string
  readonly saw?: Readonly<Record<string, string | number | boolean | null>>
}

export type LetterDecision = { readonly checks: readonly Check[] } & (
  | { readonly kind: "send"; readonly channel: Channel; readonly template: TemplateRef }
  | { readonly kind: "defer"; readonly reason: string; readonly untilAt: Date }
  | { readonly kind: "skip"; readonly reason: string }
  | { readonly kind: "expire"; readonly reason: string }
  /** `as` a section of the letter that it rides along in; without it that letter says the same anyway. */
  | { readonly kind: "merge"; readonly reason: string; readonly into: string; readonly as?: "section" }
)

/** What nobody can date is looked at again after this time. */
export const lookAgainMs = 5 * 60_000

/** Decides in the order of M21; the first thing that speaks against it decides, and everything looked at is told. */
export function decideLetter(facts: LetterFacts): LetterDecision {
  const checks: Check[] = []
  const yes = (check: string, saw?: Check["saw"]): void =>
    void checks.push({ check, says: "yes", ...(saw ? { saw } : {}) })
  const skip = (check: string, reason: string, saw?: Check["saw"]): LetterDecision => {
    checks.push({ check, says: "no", reason, ...(saw ? { saw } : {}) })
    return { kind: "skip", reason, checks }
  }
  const wait = (check: string, reason: string, untilAt: Date | null, saw?: Check["saw"]): LetterDecision => {
    checks.push({
      check,
      says: "wait",
      reason,
      ...(untilAt ? { until: untilAt.toISOString() } : {}),
      ...(saw ? { saw } : {}),
    })
    return putOff(facts, reason, untilAt, checks)
  }

  const { letter, settings, person, now } = facts
  const isMarketing = letter.purpose === "marketing"
  if (letter.expiresAt && now >= letter.expiresAt)
    return {
      kind: "expire",
      reason: "window_passed",
      checks: [{ check: "window", says: "no", reason: "window_passed" }],
    }
  if (settings.isPaused && isMarketing) return wait("paused", "brand-paused", null)
  yes("paused")
  if (person.isErased) return skip("erased", "erased")
  yes("erased")
  if (facts.refused !== null) return skip("refusal", facts.refused)

  const open = openChannels(facts, checks)
  if (open.kind === "none") return { kind: "skip", reason: open.reason, checks }
  if (facts.holdout && isMarketing) return skip("holdout", "holdout", { experiment: facts.holdout.experiment })
  if (isMarketing) yes("holdout")
  if (open.kind === "closed") return wait("channel", open.reason, open.untilAt)
  if (!isMarketing) return { kind: "send", channel: open.ranked[0].name, template: letter.template, checks }

  const quiet = inQuietHours(facts, open.ranked)
  if (quiet.awake.length === 0) return wait("quiet-hours", "quiet-hours", quiet.untilAt, { zone: person.zone })
  yes("quiet-hours", { zone: person.zone })

  const capped = cappedBy(facts)
  if (capped) return wait("cap", capped.reason, capped.untilAt, capped.saw)
  yes("cap")
  const free = quiet.awake.map((channel) => ({ channel, full: channelCap(facts, channel.name) }))
  const roomy = free.find(({ full }) => full === undefined)
  for (const { channel, full } of free)
    if (full)
      checks.push({ check: "channel-cap", says: "other", channel: channel.name, reason: full.reason, saw: full.saw })
  if (!roomy) {
    const first = free.flatMap(({ full }) => full ?? []).sort((a, b) => a.untilAt.getTime() - b.untilAt.getTime())[0]
    return wait("channel-cap", first?.reason ?? "cap", first?.untilAt ?? null, first?.saw)
  }

  const asked = tooMuchAsked(facts)
  if (asked && !letter.instead) return wait("give-ask", "give-ask", asked.untilAt, asked.saw)
  if (asked) checks.push({ check: "give-ask", says: "other", reason: "value-instead", saw: asked.saw })
  else yes("give-ask")
  if (!asked) {
    const deep = tooDeep(facts)
    if (deep) return skip("discount", "discount-too-deep", deep)
    const often = discountsFull(facts)
    if (often) return wait("discount", "discounts-used-up", often.untilAt, often.saw)
    yes("discount")
  }
  const template = asked && letter.instead ? letter.instead : letter.template
  const same = sameBefore(facts, template.templateId)
  if (same) return skip("duplicate", "duplicate", { sentAt: same.at.toISOString() })
  yes("duplicate")
  return { kind: "send", channel: roomy.channel.name, template, checks }
}

/** What waits for longer than it is worth is told as expired now, not found out later; what another says anyway is merged into it. */
function putOff(facts: LetterFacts, reason: string, untilAt: Date | null, checks: readonly Check[]): LetterDecision {
  const { letter, now } = facts
  if (isByFrequency(reason)) {
    const into = facts.waiting.find(
      (other) =>
        other.messageId !== letter.messageId &&
        !other.isLeaving &&
        (other.templateId === letter.template.templateId || (letter.topic !== null && other.topic === letter.topic)) &&
        isAfter(other, letter),
    )
    if (into) return { kind: "merge", reason, into: into.messageId, checks }
  }
  const until = untilAt ?? new Date(now.getTime() + lookAgainMs)
  if (letter.expiresAt && until >= letter.expiresAt && untilAt !== null) {
    const nextAt = new Date(now.getTime() + rideAgainMs)
    if (mayRide(facts, reason) && nextAt < letter.expiresAt) return { kind: "defer", reason, untilAt: nextAt, checks }
    return { kind: "expire", reason, checks }
  }
  return { kind: "defer", reason, untilAt: until, checks }
}

/** How often what may still ride along in another letter is looked at, while its own turn won't come in time. */
const rideAgainMs = 6 * 3_600_000

/** Its own turn comes too late; another letter that waits for her may take it along, and then nothing is lost (X10). */
const mayRide = ({ isSmall, settings, waiting, letter }: LetterFacts, reason: string): boolean =>
  reason.startsWith("cap") &&
  isSmall &&
  settings.sections > 0 &&
  waiting.some(
    ({ messageId, templateId }) => messageId !== letter.messageId && templateId !== letter.template.templateId,
  )

const isByFrequency = (reason: string): boolean => reason.startsWith("cap") || reason === "give-ask"

/** The later one is the fresher news; of two planned at the same instant the greater id. */
const isAfter = (
  a: Pick<WaitingLetter, "plannedAt" | "messageId">,
  b: Pick<WaitingLetter, "plannedAt" | "messageId">,
) =>
  a.plannedAt.getTime() - b.plannedAt.getTime() > 0 ||
  (a.plannedAt.getTime() === b.plannedAt.getTime() && a.messageId > b.messageId)

type Open =
  | { readonly kind: "none"; readonly reason: string }
  | { readonly kind: "closed"; readonly reason: string; readonly untilAt: Date | null }
  | { readonly kind: "open"; readonly ranked: readonly [Ranked, ...Ranked[]] }

/** The channels by which she may be written to, in the order in which they are tried. */
function openChannels(facts: LetterFacts, checks: Check[]): Open {
  const { letter, person } = facts
  const isMarketing = letter.purpose === "marketing"
  const may: ChannelFacts[] = []
  const against: string[] = []
  for (const channel of facts.channels) {
    if (letter.channels && !letter.channels.includes(channel.name)) continue
    const reason = whyNot(channel, isMarketing)
    const { name } = channel
    checks.push(
      reason === undefined
        ? { check: "reach", says: "yes", channel: name, saw: { consent: channel.consent } }
        : { check: "reach", says: "other", channel: name, reason, saw: { consent: channel.consent } },
    )
    if (reason === undefined) may.push(channel)
    else against.push(reason)
  }
  if (may.length === 0) {
    // The most telling reason: what she decided weighs more than what we lack.
    const reason = against.find((why) => why !== "no_address" && why !== "not-written") ?? against[0] ?? "no-channel"
    return { kind: "none", reason }
  }
  const ranked = rankChannels(may, {
    order: letter.channels,
    preferred: person.preferred,
    visitYen: facts.settings.visitYen,
  })
  for (const { name, why } of ranked) checks.push({ check: "route", says: "yes", channel: name, reason: why })
  const open = ranked.filter(({ name }) => !facts.channels.find((channel) => channel.name === name)?.closed)
  for (const { name, closed } of may)
    if (closed)
      checks.push({
        check: "channel",
        says: "other",
        channel: name,
        reason: closed.reason,
        ...(closed.untilAt ? { until: closed.untilAt.toISOString() } : {}),
      })
  const [first, ...rest] = open
  if (first) return { kind: "open", ranked: [first, ...rest] }
  const known = may.flatMap(({ closed }) => (closed ? [closed] : []))
  const dated = known.filter(({ untilAt }) => untilAt !== null)
  const soonest = dated.sort((a, b) => (a.untilAt?.getTime() ?? 0) - (b.untilAt?.getTime() ?? 0))[0]
  return { kind: "closed", reason: (soonest ?? known[0])?.reason ?? "closed", untilAt: soonest?.untilAt ?? null }
}

function whyNot(channel: ChannelFacts, isMarketing: boolean): string | undefined {
  if (!channel.isWritten) return "not-written"
  if (channel.address === null) return "no_address"
  if (channel.suppressed) return `suppressed: ${channel.suppressed.reason}`
  if (channel.shut) return channel.shut
  if (!isMarketing) return undefined
  if (channel.consent !== "given") return `consent-${channel.consent}`
  return channel.wish ?? undefined
}

function inQuietHours(facts: LetterFacts, ranked: readonly Ranked[]): { awake: Ranked[]; untilAt: Date | null } {
  const { quietHours, quietExempt } = facts.settings
  const untilAt = quietHours ? quietUntil(quietHours, facts.person.zone, facts.now) : undefined
  if (!untilAt) return { awake: [...ranked], untilAt: null }
  return { awake: ranked.filter(({ name }) => quietExempt.some((exempt) => exempt === name)), untilAt }
}

type Full = { readonly reason: string; readonly untilAt: Date; readonly saw: NonNullable<Check["saw"]> }

/** The caps that hold on every channel: in total, for the segment, for the topic. */
function cappedBy(facts: LetterFacts): Full | undefined {
  const { letter, settings, segmentCap } = facts
  const { topic, segmentId } = letter
  return (
    full(facts, "cap-total", settings.total, () => true) ??
    (segmentId ? full(facts, "cap-segment", segmentCap, (past) => past.segmentId === segmentId) : undefined) ??
    (topic ? full(facts, "cap-topic", settings.topic, (past) => past.topic === topic) : undefined)
  )
}

const channelCap = (facts: LetterFacts, name: Channel): Full | undefined => {
  const caps: Partial<Record<Channel, Cap | null>> = facts.settings.channels
  const cap = caps[name] ?? null
  return full(facts, "cap-channel", cap, (past) => past.channel === name)
}

const dayMs = 86_400_000

/** A cap that is used up, and the instant from which there is room again. */
function full(
  { past, now }: LetterFacts,
  reason: string,
  cap: Cap | null,
  counts: (past: PastLetter) => boolean,
): Full | undefined {
  if (!cap) return undefined
  const since = now.getTime() - cap.perDays * dayMs
  const within = past.filter((one) => counts(one) && one.at.getTime() > since)
  if (within.length < cap.atMost) return undefined
  const saw = { sent: within.length, atMost: cap.atMost, perDays: cap.perDays }
  // Room comes when as many have passed out of the window as are too many by now.
  const oldest = within.map(({ at }) => at.getTime()).sort((a, b) => a - b)[within.length - cap.atMost]
  const untilMs = cap.atMost === 0 ? now.getTime() + 365 * dayMs : (oldest ?? now.getTime()) + cap.perDays * dayMs
  return { reason, untilAt: new Date(untilMs), saw }
}

const isAsk = (intent: LetterIntent | null): boolean => intent === "ask" || intent === "discount"

/** Of what she got, asks may outnumber gifts only so far (X14). */
function tooMuchAsked(facts: LetterFacts): { untilAt: Date; saw: NonNullable<Check["saw"]> } | undefined {
  const { letter, settings, past, now } = facts
  const rule = settings.giveAsk
  if (!rule || !isAsk(letter.intent)) return undefined
  const since = now.getTime() - rule.perDays * dayMs
  const within = past.filter(({ at, intent }) => intent !== null && at.getTime() > since)
  const asks = within.filter(({ intent }) => isAsk(intent))
  const values = within.length - asks.length
  if (asks.length - values < rule.surplus) return undefined
  const oldest = asks.map(({ at }) => at.getTime()).sort((a, b) => a - b)[asks.length - values - rule.surplus]
  return {
    untilAt: new Date((oldest ?? now.getTime()) + rule.perDays * dayMs),
    saw: { asks: asks.length, values, surplus: rule.surplus, perDays: rule.perDays },
  }
}

function tooDeep({ letter, settings }: LetterFacts): Check["saw"] | undefined {
  const deepest = settings.discounts?.deepestBp
  if (deepest === undefined || letter.discountBp === null || letter.discountBp <= deepest) return undefined
  return { discountBp: letter.discountBp, deepestBp: deepest }
}

function discountsFull(facts: LetterFacts): Full | undefined {
  const { letter, settings } = facts
  if (letter.intent !== "discount" || !settings.discounts) return undefined
  return full(facts, "discounts-used-up", settings.discounts.cap, ({ intent }) => intent === "discount")
}

function sameBefore({ past, settings, now }: LetterFacts, templateId: string): PastLetter | undefined {
  const since = now.getTime() - settings.sameTemplateDays * dayMs
  return past.find((one) => one.templateId === templateId && one.at.getTime() > since)
}
