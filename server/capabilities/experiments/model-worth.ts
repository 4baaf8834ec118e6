import { z } from "zod"

export const ChannelWorth = z.object({
  channel: z.string(),
  letters: z.int(),
  /** In yen; what was measured, or the brand's price of one times their number. */
  costYen: z.number(),
  orders: z.int(),
  /** Minor units of the currency. */
  revenue: z.number(),
  /** What came back for each yen spent; null where nothing was spent. */
  returned: z.number().nullable(),
})
export const Worth = z.object({
  attributionDays: z.int(),
  currency: z.string(),
  channels: z.array(ChannelWorth),
})
export type Worth = z.infer<typeof Worth>
