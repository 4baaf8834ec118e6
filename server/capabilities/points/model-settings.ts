import { z } from "zod"
import { ExpiryRule } from "./model.ts"

export const PointsSettings = z.strictObject({
  /** So many points may be given or taken by hand without a second person (L21). */
  approvalAbove: z.int().min(0).max(1_000_000).default(1_000),
  /** When points that were given by hand end. */
  expiry: ExpiryRule.nullable().default({ kind: "months", months: 12 }),
})
export type PointsSettings = z.output<typeof PointsSettings>
