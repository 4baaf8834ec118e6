import type { consentChanged } from "#customers"
import type { Context } from "#kernel/context"
import type { z } from "zod"
import { recordEvents } from "./record-events.ts"

type Change = z.output<typeof consentChanged.payload>

const names: Readonly<Record<Change["state"], string | undefined>> = {
  given: "Consent Given",
  withdrawn: "Consent Withdrawn",
  // Neither a yes nor a no yet.
  pending: undefined,
  imported_unverified: undefined,
}

/** What somebody agrees to or refuses stands on their timeline too. The ledger of consents remains the truth. */
export async function recordConsentChange(
  ctx: Context,
  { customerId, channel, purpose, state, at }: Change,
): Promise<void> {
  const name = names[state]
  if (!name) return
  const externalId = `consent:${customerId}:${channel}:${purpose}:${state}:${at.getTime()}`
  await recordEvents(ctx, [
    { customerId, name, occurredAt: at, source: "maido", externalId, channel, properties: { purpose } },
  ])
}
