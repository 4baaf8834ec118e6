import type { Context } from "#kernel/context"
import { OfferError } from "./errors.ts"
import { countGuess, deleteOldGuesses, selectGuesses } from "./storage-guesses.ts"

/** So many wrong codes of one caller within the window, and it has to wait until the window is over (S64). */
export const guessLimits = { most: 20, windowMs: 15 * 60_000 } as const

/** Who is typing: the shop's own word for it where it gives one, else whoever called. */
export function callerOf({ actor }: Pick<Context, "actor">, typing: string | undefined): string {
  const who =
    actor.kind === "key"
      ? actor.keyId
      : actor.kind === "staff"
        ? actor.staffId
        : actor.kind === "customer"
          ? actor.customerId
          : ""
  return `${actor.kind}:${who}:${typing ?? ""}`
}

/** Throws `offers.TooManyTries`. */
export async function refuseAfterTooMany(ctx: Context, caller: string): Promise<void> {
  const found = await selectGuesses(ctx, caller, since(ctx))
  if (!found || found.wrong < guessLimits.most) return
  const endsAt = found.since.getTime() + guessLimits.windowMs
  throw OfferError.TooManyTries({ retryAfterSeconds: Math.ceil((endsAt - ctx.now().getTime()) / 1_000) })
}

export const countWrong = (ctx: Context, caller: string): Promise<void> => countGuess(ctx, caller, since(ctx))

export const forgetGuesses = (ctx: Context): Promise<void> => deleteOldGuesses(ctx, since(ctx))

const since = (ctx: Context) => new Date(ctx.now().getTime() - guessLimits.windowMs)
