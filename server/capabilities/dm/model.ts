import { z } from "zod"

export const services = ["instagram", "messenger"] as const
export type Service = (typeof services)[number]

/** What a message outside the day after somebody's last word may be tagged with on Messenger; Instagram has none for us. */
export const receiptTags = ["POST_PURCHASE_UPDATE", "ACCOUNT_UPDATE", "CONFIRMED_EVENT_UPDATE"] as const

export const DmSettings = z.strictObject({
  /** Under which tag receipts leave later than a day after the last word, on Messenger; "none": they take another way. */
  receiptTag: z.enum(["none", ...receiptTags]).default("POST_PURCHASE_UPDATE"),
  /** Whoever writes one of these, or taps a quick reply that says it, agrees to letters by direct message. */
  joinWords: z.array(z.string().trim().min(1).max(40)).max(10).default(["お知らせ希望", "subscribe"]),
})
export type DmSettings = z.output<typeof DmSettings>

/** A person at one service. As text, where one address is kept: `instagram:1784…`. */
export type Person = { readonly service: Service; readonly userId: string }
export const addressOf = ({ service, userId }: Person): string => `${service}:${userId}`

/** Undefined when it is no address of ours. */
export function personIn(address: string): Person | undefined {
  const [name, userId] = address.split(":")
  const service = services.find((one) => one === name)
  return service && userId ? { service, userId } : undefined
}

export const DmBody = z.object({
  text: z.string().min(1),
  quickReplies: z.array(z.object({ title: z.string(), payload: z.string() })).readonly(),
})
export type DmBody = z.output<typeof DmBody>

export const saidStates = ["waiting", "accepted", "failed", "unknown"] as const
