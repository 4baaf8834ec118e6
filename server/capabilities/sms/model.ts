import { z } from "zod"

/** What an SMS costs the brand, and what is done with long ones. */
export const SmsSettings = z.strictObject({
  /** Thousandths of a yen for one part of a message. */
  partMilliYen: z.int().min(0).max(1_000_000).default(9_000),
  /** More parts than this are not sent: a slip of the pen must not cost a fortune. */
  mostParts: z.int().min(1).max(10).default(4),
})
export type SmsSettings = z.output<typeof SmsSettings>

/** A number in E.164, or the id of a messaging service at the provider. */
export const senderOf = z.string().regex(/^(\+[1-9]\d{6,14}|MG[0-9a-f]{32}|[A-Za-z0-9 ]{2,11})$/)
