/** A mail that came to the return address, undone of its encodings. */
export type ReturnedMail = {
  readonly envelopeTo: readonly string[]
  readonly headers: ReadonlyMap<string, string>
  readonly subject: string
  readonly text: string
  /** The other parts in their order, as text: message/delivery-status, message/feedback-report, message/rfc822 ... */
  readonly parts: readonly { readonly type: string; readonly text: string }[]
  /** SHA-256 of the bytes as they came, hex. */
  readonly digest: string
}

/** What a mail that came back is. Only `hard`, `soft` and `complaint` say something about the reader. */
export const returnKinds = ["hard", "soft", "sender", "complaint", "delayed", "auto-reply", "unreadable"] as const
export type ReturnKind = (typeof returnKinds)[number]

/** One recipient's lines of a report. */
export type Returned = {
  /** `5.1.1` */
  readonly status: string | null
  /** failed, delayed, delivered, relayed, expanded; empty when it is not said. */
  readonly action: string
  readonly recipient: string | null
  /** What the other side said. */
  readonly said: string
}

export type Report =
  | { readonly what: "bounce"; readonly recipients: readonly Returned[]; readonly mailId: string | null }
  | {
      readonly what: "complaint"
      readonly type: string
      readonly mailId: string | null
      readonly returnPath: string | null
    }
  | { readonly what: "auto-reply" }
  | { readonly what: "unreadable"; readonly mailId: string | null }

/** Why somebody rests: she reacted to nothing, or has no more need of the goods (G35). */
export const restWhys = ["no-reaction", "no-longer-needed"] as const
export type RestWhy = (typeof restWhys)[number]

/** A finding about the domain: how bad it is, and what to put where. */
export const findingNames = ["spf", "dkim", "dmarc", "alignment", "ptr", "bounce-mx", "tls"] as const
export type FindingName = (typeof findingNames)[number]
export const findingStates = ["good", "warning", "bad", "unknown"] as const
export type FindingState = (typeof findingStates)[number]
export type Finding = {
  readonly name: FindingName
  readonly state: FindingState
  /** Which case it is; the words for it are in `findings-rules.ts`. */
  readonly reason: string
  /** What was found, as it stands in DNS. */
  readonly found: string[]
  /** The record to be added or changed; null where there is none to add. */
  readonly wanted: { readonly name: string; readonly type: "TXT" | "MX" | "PTR"; readonly value: string } | null
}

export type ReturnRow = {
  readonly returnId: string
  readonly receivedAt: Date
  readonly messageId: string
  readonly customerId: string | null
  readonly domain: string
  readonly what: ReturnKind
  readonly rule: string
  readonly status: string | null
  readonly said: string
  readonly acted: string
  readonly originKind: string | null
  readonly originId: string | null
  readonly originStep: string | null
  readonly segmentId: string | null
  readonly kind: string
}
