import { currentProgramme } from "#loyalty"
import type { Earn } from "#points"
import type { Context } from "#kernel/context"
import { day } from "#kernel/days"

/** When points that are given now come to their end, as the programme says; never, without one. */
export async function expiryNow(ctx: Context): Promise<Earn["expiry"]> {
  const expiry = (await currentProgramme(ctx))?.programme.expiry ?? null
  return expiry?.kind === "at" ? { kind: "at", on: day(expiry.on) } : expiry
}
