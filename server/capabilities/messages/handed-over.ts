import type { Context } from "#kernel/context"
import type { Outcome } from "#kernel/effects"

type Round = { readonly messageId: string; readonly round: number }

/**
 * What mail servers have said and is not written down yet. Should the writing fail, the worker only knows that something
 * went wrong and tries the whole attempt again: with this it remembers that the mail has left, and nobody gets it twice.
 * When the process dies the memory goes too, and the lost attempt is judged by its purpose (F03).
 */
const results = new Map<string, Outcome>()
const nameOf = ({ messageId, round }: Round) => `${messageId}:${round}`

export function rememberResult(of: Round, outcome: Outcome): Outcome {
  results.set(nameOf(of), outcome)
  return outcome
}

export const resultOf = (of: Round): Outcome | undefined => results.get(nameOf(of))

/** To be called in the transaction that writes the result down. */
export const forgetResult = (ctx: Context, of: Round): void => ctx.afterCommit(() => void results.delete(nameOf(of)))
