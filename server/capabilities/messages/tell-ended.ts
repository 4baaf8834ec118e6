import type { Context } from "#kernel/context"
import { announce } from "#kernel/events"
import { lettersEnded } from "./events.ts"
import type { EndedLetter } from "./storage-plan.ts"

/** Tells whoever planned letters how they ended, in the transaction that wrote it down. */
export async function tellEnded(ctx: Context, ended: readonly EndedLetter[]): Promise<void> {
  if (ended.length === 0) return
  const letters = ended.map(({ originKind, originId, originVersion, originStep, ...letter }) => ({
    ...letter,
    origin: { kind: originKind, id: originId, version: originVersion, step: originStep },
  }))
  await announce(ctx, lettersEnded, { letters })
}
