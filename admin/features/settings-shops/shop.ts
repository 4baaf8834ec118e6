import type { Reply } from "../../app/call.ts"
import type { listShops } from "../../../server/capabilities/orders/contract-shops.ts"

export type Shop = Reply<typeof listShops>["items"][number]
