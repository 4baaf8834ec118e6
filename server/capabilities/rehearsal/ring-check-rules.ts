import type { Check, checkKeys, Share } from "./model-ring.ts"

/** A fact as far as the checks ask for it. */
export type RingDeed = { readonly customerId: string; readonly name: string; readonly at: Date }

const read = ["Message Opened", "Message Clicked"]
const shared = [
  "Survey Answered",
  "Product Reviewed",
  "Consent Given",
  "LINE Account Linked",
  "Conversation Held",
  "Message Replied",
]

/** Everything that the checks read. */
export const ringDeedNames = [
  "Message Delivered",
  "Message Sent",
  ...read,
  "Coupon Received",
  "Coupon Redeemed",
  ...shared,
]

type Span = { readonly from: Date; readonly until: Date }
type Key = (typeof checkKeys)[number]

/**
 * Four questions about the people of a ring, each as a share of people, during the ring and over as long a time before it:
 * of those who were written to, who read or followed it (personal); of those who were given an offer, who used one within
 * the time (timely); of all, who told something of herself (data); of those who told something, who did so more than once,
 * or had not before (incentive).
 */
export function checksOf(people: readonly string[], deeds: readonly RingDeed[], starts: Date, until: Date): Check[] {
  const length = until.getTime() - starts.getTime()
  const during = { from: starts, until }
  const before = { from: new Date(starts.getTime() - length), until: starts }
  const who = (names: readonly string[], { from, until }: Span): Set<string> =>
    new Set(deeds.filter((d) => names.includes(d.name) && d.at >= from && d.at < until).map((d) => d.customerId))
  const share = (of: Set<string>, some: Set<string>): Share => ({
    some: [...some].filter((id) => of.has(id)).length,
    of: of.size,
  })
  const all = new Set(people)
  const often = (span: Span): Set<string> => {
    const times = Map.groupBy(
      deeds.filter((d) => shared.includes(d.name) && d.at >= span.from && d.at < span.until),
      (d) => d.customerId,
    )
    return new Set([...times].filter(([, told]) => told.length >= 2).map(([id]) => id))
  }
  const asked: readonly [Key, (span: Span) => Share][] = [
    ["personal", (span) => share(who(["Message Delivered", "Message Sent"], span), who(read, span))],
    ["timely", (span) => share(who(["Coupon Received"], span), who(["Coupon Redeemed"], span))],
    ["data", (span) => share(all, who(shared, span))],
    ["incentive", (span) => share(all, often(span))],
  ]
  return asked.map(([key, of]) => judged(key, of(before), of(during)))
}

/** Fewer say nothing. */
const fewest = 8

function judged(key: Key, before: Share, during: Share): Check {
  if (during.of < fewest) return { key, before, during, difference: null, low: null, high: null, verdict: "too-early" }
  // Nobody to compare with: the share itself is all that can be said.
  if (before.of < fewest) return { key, before, during, difference: null, low: null, high: null, verdict: "too-early" }
  const { difference, low, high } = newcombe(during, before)
  const verdict = low > 0 ? "better" : high < 0 ? "worse" : "same"
  return { key, before, during, difference, low, high, verdict }
}

/** Wilson's interval of a share (1927), 95 %. */
export function wilson({ some, of }: Share): { low: number; high: number } {
  const z = 1.959964
  const p = some / of
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of)
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/**
 * The difference of two shares with its interval, from Wilson's of each (Newcombe, "Interval estimation for the difference
 * between independent proportions", Statistics in Medicine 1998, method 10). The same people are asked twice, so that it is
 * rather too wide than too narrow.
 */
export function newcombe(a: Share, b: Share): { difference: number; low: number; high: number } {
  const [p, q] = [a.some / a.of, b.some / b.of]
  const [u, v] = [wilson(a), wilson(b)]
  const difference = p - q
  return {
    difference,
    low: difference - Math.sqrt((p - u.low) ** 2 + (v.high - q) ** 2),
    high: difference + Math.sqrt((u.high - p) ** 2 + (q - v.low) ** 2),
  }
}

/** Promoters (9, 10) less detractors (0 to 6) in per cent; null without answers. */
export function feedbackOf(scores: readonly number[]): { answers: number; mean: number | null; nps: number | null } {
  if (scores.length === 0) return { answers: 0, mean: null, nps: null }
  const sum = scores.reduce((all, score) => all + score, 0)
  const kinds = scores.reduce((all, score) => all + (score >= 9 ? 1 : score <= 6 ? -1 : 0), 0)
  return {
    answers: scores.length,
    mean: Math.round((sum / scores.length) * 10) / 10,
    nps: Math.round((kinds / scores.length) * 100),
  }
}
