import type { Channel } from "#customers"
import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { LetterOrigin } from "./model-letter.ts"
import type { Purpose } from "./model.ts"

export type LetterAtGate = {
  readonly messageId: string
  readonly customerId: string
  readonly channel: Channel
  readonly address: string
  readonly purpose: Purpose
  /** The campaign or flow that planned it; null for what is told by itself. */
  readonly origin: LetterOrigin | null
}

/** What a letter waits for; `untilAt` null: until somebody has seen to it, it looks again every few minutes. */
export type Wait = { readonly reason: string; readonly untilAt: Date | null }

/**
 * Asked for all letters that are about to leave, in the transaction that claims them: which of them must wait, by message.
 * A domain that refuses everything, a warm-up that has had its share, a brand whose complaints rise.
 */
export type LetterGate = (ctx: Context, letters: readonly LetterAtGate[]) => Promise<ReadonlyMap<string, Wait>>

export const letterGates = contributionPoint<LetterGate>("messages.gates")

/**
 * Asked at the same moment, and by eligibility: which of these letters must not leave any more, and why, by message. They
 * end as skipped with that reason. Who bought since a first-order offer was planned for her is one of them (G25).
 */
export type LetterRefusal = (ctx: Context, letters: readonly LetterAtGate[]) => Promise<ReadonlyMap<string, string>>

export const letterRefusals = contributionPoint<LetterRefusal>("messages.refusals")
