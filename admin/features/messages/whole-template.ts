import type { Reply } from "../../app/call.ts"
import type { getTemplate } from "../../../server/capabilities/messages/contract.ts"

export type WholeTemplate = Reply<typeof getTemplate>
