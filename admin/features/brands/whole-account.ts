import type { readAccount } from "../../../server/capabilities/brands/contract.ts"
import type { Reply } from "../../app/call.ts"

export type Account = Reply<typeof readAccount>
