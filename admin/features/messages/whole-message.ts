import type { Reply } from "../../app/call.ts"
import type { getMessage } from "../../../server/capabilities/messages/contract.ts"

export type WholeMessage = Reply<typeof getMessage>
