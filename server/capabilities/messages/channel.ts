import type { Channel } from "#customers"
import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { Language, Text } from "#kernel/text"
import type { LetterWords } from "./model-letter.ts"
import type { BrandLook, MailFacts, Purpose } from "./model.ts"

/** Where one person can be reached on one channel. `address` is the channel's own: a mail address, a LINE user id, E.164. */
export type Reached = {
  readonly address: string
  readonly name: string | null
  /** One to her costs nothing at this moment, such as an answer on LINE to what she has just said (X09). */
  readonly isFree?: boolean
  /** The channel's own rules don't let a letter of this kind reach her now, and why: nobody's message fails by it. */
  readonly shut?: Readonly<Partial<Record<Purpose, string>>>
}

/** Whether a channel takes messages at this moment. What is closed keeps its messages waiting; nobody's message fails by it. */
export type ChannelState =
  | { readonly isOpen: true }
  | { readonly isOpen: false; readonly reason: string; readonly untilAt: Date | null }

/** Thousandths of a yen for one message more, and how many may still leave at that price; null: as many as wanted. */
export type ChannelPrice = { readonly milliYen: number; readonly left: number | null }

/** A letter on its way into the shape of one channel: words of one language, and what they are filled with. */
export type LetterToCompose = {
  readonly messageId: string
  readonly customerId: string | null
  readonly purpose: Purpose
  readonly language: Language
  readonly words: LetterWords
  readonly facts: MailFacts
  readonly look: BrandLook
  /** What a link is written as, so that it is noticed when somebody follows it; for links that a reader can tap, not for pictures. */
  readonly wrap: (url: string) => string
  /** The brand's IANA zone. */
  readonly zone: string
}

/** Ready to leave: the channel's own request body (kept in the log), and its text for those who read the log. */
export type ComposedLetter = { readonly body: unknown; readonly text: string }

export type LetterToSend = {
  readonly messageId: string
  readonly purpose: Purpose
  /** Who planned it: its campaign or flow. */
  readonly originId: string | null
  readonly to: Reached
  readonly composed: ComposedLetter
  /** A UUID, the same at every attempt of one round: what the other side knows a repetition by (M41). */
  readonly retryKey: string
  readonly firstTriedAt: Date
}

/** What the other side said. Never thrown: every end is an outcome. */
export type ChannelOutcome =
  /** Taken over. `reference` is the other side's own name for it; `milliYen` what it cost. */
  | {
      readonly kind: "accepted"
      readonly response: string
      readonly reference?: string
      readonly milliYen?: number
    }
  /** Nothing was taken over; the same may be tried later, by the clock of the letter or not before `afterMs`. */
  | {
      readonly kind: "retry"
      readonly reason: string
      readonly afterMs?: number
      readonly code?: number
      readonly response?: string
    }
  /** This person never gets this message; with `suppress` the address gets no other by this channel either. */
  | {
      readonly kind: "failed"
      readonly reason: string
      readonly suppress?: string
      readonly code?: number
      readonly response?: string
    }
  /** Ours or the vendor's fault, held against nobody: the channel waits (F41, F47). */
  | { readonly kind: "closed"; readonly reason: string; readonly code?: number; readonly response?: string }
  /** It may have arrived (F42, F49). */
  | { readonly kind: "unknown"; readonly reason: string; readonly code?: number; readonly response?: string }
  /** No place free: nothing was begun. */
  | { readonly kind: "busy" }

/**
 * A way to people beside e-mail, which messages itself knows. Consent, suppression, quiet hours, caps and dedupe are decided
 * before by messages; a channel knows addresses, its own shape, its vendor. New channels need no change of flows (C06).
 */
export type MessageChannel = {
  readonly name: Channel
  readonly title: Text
  /** The other side knows a repetition by its retry key: what a dead worker left behind is asked again instead of being given up as unknown (F46). */
  readonly knowsAgain?: true
  /** Where these people (ids as they are known by now) can be reached; who can't be is missing. Thousands at once. */
  readonly addressesOf: (ctx: Context, customerIds: readonly string[]) => Promise<ReadonlyMap<string, Reached>>
  /** In a transaction of the brand. */
  readonly stateOf: (ctx: Context) => Promise<ChannelState>
  readonly priceOf: (ctx: Context) => Promise<ChannelPrice>
  /**
   * How many more messages the vendor takes over this month, as it last said; null where it sets no limit (M46). `ask` asks it
   * anew, outside any transaction, and leaves what was known where nobody answers.
   */
  readonly quota?: {
    readonly left: (ctx: Context) => Promise<number | null>
    readonly ask: (ctx: Context) => Promise<unknown>
  }
  /** What whoever launches these words should know of how they go there; nothing where there is nothing to say. */
  readonly remarkOn?: (ctx: Context, words: LetterWords, language: Language) => Promise<Text | null>
  /** What these words look like there. Rejects with RenderFailed. Outside any transaction. */
  readonly compose: (ctx: Context, letter: LetterToCompose) => Promise<ComposedLetter>
  /** Outside any transaction. A test brand's context must never reach the real vendor (S31, M45). */
  readonly send: (ctx: Context, letter: LetterToSend) => Promise<ChannelOutcome>
}

/** Where capabilities put their channels: `contributes: [contribute(messageChannels, [lineChannel])]`. */
export const messageChannels = contributionPoint<MessageChannel>("messages.channels")

/** Undefined for e-mail, which needs none, and for what no capability offers. */
export const channelNamed = (ctx: Context, name: string): MessageChannel | undefined =>
  ctx.product.contributed(messageChannels).find((channel) => channel.name === name)
