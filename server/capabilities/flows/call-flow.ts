import { type Context, inTransaction } from "#kernel/context"
import { mustFind } from "./edit-flows.ts"
import { FlowError } from "./errors.ts"
import type { Happened } from "./model-run.ts"
import { insertEntrants } from "./storage-entrants.ts"

type Call = {
  readonly customerIds: readonly string[]
  readonly key: string
  readonly facts: Readonly<Record<string, unknown>>
}

/**
 * Asks for people to come in, whatever sets the flow off otherwise; the same key asks once for each. Whether they may is
 * decided as for everybody. Returns how many were new. Throws `flows.Unknown`, `flows.NotLive`.
 */
export const callFlow = (ctx: Context, flowId: string, { customerIds, key, facts }: Call) =>
  inTransaction(ctx, async (ctx) => {
    const flow = await mustFind(ctx, flowId)
    if (flow.state !== "live") throw FlowError.NotLive()
    const event: Happened = {
      name: "Flow Called",
      occurredAt: ctx.now().toISOString(),
      source: "call",
      externalId: key,
      properties: facts,
    }
    const asked = await insertEntrants(
      ctx,
      [...new Set(customerIds)].map((customerId) => ({
        flowId,
        entryKey: `call:${key}:${customerId}`,
        customerId,
        at: ctx.now(),
        facts: { event },
      })),
    )
    return { asked }
  })
