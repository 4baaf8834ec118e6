import type { z } from "zod"
import type { getOrder } from "../../../server/capabilities/orders/contract.ts"

export type WholeOrder = z.output<typeof getOrder.reply>
