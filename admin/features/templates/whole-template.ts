import type { getTemplate } from "../../../server/capabilities/templates/contract.ts"
import type { Reply } from "../../app/call.ts"

export type WholeTemplate = Reply<typeof getTemplate>
