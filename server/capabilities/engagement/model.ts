/** Who did it: a person, a machine, or it cannot be said. Only a person's opens and clicks ever count for anything (X22). */
export const verdicts = ["human", "machine", "unknown"] as const
export type Verdict = (typeof verdicts)[number]

/** What of a message was asked for: its picture, one of its links, or the link that no reader can see. */
export const touches = ["open", "click", "trap"] as const
export type Touch = (typeof touches)[number]

/** What in a request speaks against a reader's own click. */
export const signs = ["prefetch", "no-language", "not-a-navigation"] as const
export type Sign = (typeof signs)[number]

/** A request as it came, with nothing in it that names a person. */
export type Hit = {
  readonly hitId: string
  readonly messageId: string
  readonly what: Touch
  /** The how-manieth link of the message; null for a picture. */
  readonly link: number | null
  readonly url: string | null
  readonly at: Date
  readonly method: string
  readonly agent: string
  readonly network: string | null
  readonly signs: readonly Sign[]
  /** The same for all requests of one visitor within a day. */
  readonly visitor: string
}

/** Why a hit was judged as it was. */
export const reasons = [
  "trap",
  "head-request",
  "prefetch",
  "scanner-agent",
  "scanner-network",
  "no-agent",
  "mail-privacy-proxy",
  "before-delivery",
  "many-links-at-once",
  "same-visitor-as-a-machine",
  "not-a-navigation",
  "not-a-browser",
  "image-proxy",
  "reader-clicked",
  "reader",
] as const
export type Reason = (typeof reasons)[number]

export type Judgement = { readonly verdict: Verdict; readonly reason: Reason }

/** Links of a message live as long as order links do (S-LINK1): later hits are led on and not counted. */
export const countedForMs = 180 * 86_400_000
