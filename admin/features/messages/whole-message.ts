import type { Reply } from "../../app/call.ts"
import type { getMessage } from "../../../server/capabilities/messages/contract.ts"

export type WholeMessage = Reply<typeof getMessage>

/** It has not ended: it may still be sent. */
export const isUnderWay = (state: string): boolean =>
  ["planned", "held", "deferred", "attempting", "retrying"].includes(state)
