import type { z } from "zod"
import type { lettersEnded } from "#messages"
import type { Context } from "#kernel/context"
import { deleteHeard } from "./storage-people.ts"

type Ended = z.output<(typeof lettersEnded)["payload"]>

/** Words of a series that never reached her were not heard: they may come another time (I02). */
export async function unhear(ctx: Context, { letters }: Ended): Promise<void> {
  const lost = letters.filter(
    ({ origin, state }) => origin.kind === "campaign" && state !== "accepted" && state !== "unknown",
  )
  await deleteHeard(
    ctx,
    lost.map(({ customerId, origin }) => ({ customerId, campaignId: origin.id, variant: origin.step })),
  )
}
