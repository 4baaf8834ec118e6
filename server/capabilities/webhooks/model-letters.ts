import { z } from "zod"

/** Where another system of the brand takes letters to customers: its app, its members' site, a messenger of its own. */
export const LetterSystem = z.object({
  /** What the operators call it. */
  name: z.string().trim().min(1).max(60),
  url: z.string().max(2_000),
  /** Sealed. */
  secret: z.string(),
  /** Why nothing is handed over at the moment, since an answer said so. */
  closedBecause: z.enum(["token-refused", "gone"]).nullable().default(null),
  closedUntil: z.coerce.date().nullable().default(null),
})
export type LetterSystem = z.output<typeof LetterSystem>

export const LetterSystemSetting = z.object({ system: LetterSystem.nullable().default(null) })
