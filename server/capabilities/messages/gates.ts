import type { Channel } from "#customers"
import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { Purpose } from "./model.ts"

export type LetterAtGate = {
  readonly messageId: string
  readonly customerId: string
  readonly channel: Channel
  readonly address: string
  readonly purpose: Purpose
}

/** What a letter waits for; `untilAt` null: until somebody has seen to it, it looks again every few minutes. */
export type Wait = { readonly reason: string; readonly untilAt: Date | null }

/**
 * Asked for all letters that are about to leave, in the transaction that claims them: which of them must wait, by message.
 * A domain that refuses everything, a warm-up that has had its share, a brand whose complaints rise.
 */
export type LetterGate = (ctx: Context, letters: readonly LetterAtGate[]) => Promise<ReadonlyMap<string, Wait>>

export const letterGates = contributionPoint<LetterGate>("messages.gates")
