import { currentProgramme } from "#loyalty"
import type { Context } from "#kernel/context"

/** When points that are given now come to their end, as the programme says; never, without one. */
export const expiryNow = async (ctx: Context) => (await currentProgramme(ctx))?.document.expiry ?? null
