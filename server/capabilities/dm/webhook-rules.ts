import { createHmac, timingSafeEqual } from "node:crypto"
import { z } from "zod"
import type { Service } from "./model.ts"

/** Whether these very bytes came from Meta: `sha256=` and an HMAC by the app secret. Constant in time. */
export function isSigned(rawBody: Buffer, header: string | string[] | undefined, appSecret: string): boolean {
  if (typeof header !== "string" || !header.startsWith("sha256=")) return false
  const given = Buffer.from(header.slice("sha256=".length), "hex")
  const right = createHmac("sha256", appSecret).update(rawBody).digest()
  return given.length === right.length && timingSafeEqual(given, right)
}

/** One thing that somebody said. */
export const DmEvent = z.object({
  service: z.enum(["instagram", "messenger"]),
  userId: z.string(),
  /** Meta's id of the message; it tells repetitions apart. */
  mid: z.string(),
  at: z.coerce.date(),
  kind: z.enum(["text", "quick-reply", "postback", "attachment", "unsent"]),
  text: z.string().nullable(),
  payload: z.string().nullable(),
})
export type DmEvent = z.output<typeof DmEvent>

const id = z.string().regex(/^\d{1,30}$/)
const Messaging = z.looseObject({
  sender: z.looseObject({ id }),
  timestamp: z.number().nonnegative(),
  message: z
    .looseObject({
      mid: z.string().min(1).max(500),
      text: z.string().optional(),
      is_echo: z.boolean().optional(),
      is_deleted: z.boolean().optional(),
      quick_reply: z.looseObject({ payload: z.string() }).optional(),
      attachments: z.array(z.looseObject({ type: z.string().optional() })).optional(),
    })
    .optional(),
  postback: z
    .looseObject({ mid: z.string().min(1).max(500), title: z.string().optional(), payload: z.string().optional() })
    .optional(),
})
const Delivery = z.looseObject({
  object: z.enum(["page", "instagram"]),
  entry: z.array(z.looseObject({ messaging: z.array(z.unknown()).optional() })).max(1_000),
})

/**
 * What people said, of one delivery; undefined when it is no delivery of messages. What we sent ourselves (echoes), read
 * marks, reactions, and what Meta adds one day pass by.
 */
export function readDelivery(body: unknown): DmEvent[] | undefined {
  const read = Delivery.safeParse(body)
  if (!read.success) return undefined
  const service: Service = read.data.object === "instagram" ? "instagram" : "messenger"
  return read.data.entry.flatMap(({ messaging = [] }) => messaging.flatMap((one) => eventIn(service, one) ?? []))
}

function eventIn(service: Service, one: unknown): DmEvent | undefined {
  const read = Messaging.safeParse(one)
  if (!read.success) return undefined
  const { sender, timestamp, message, postback } = read.data
  const of = { service, userId: sender.id, at: new Date(timestamp) }
  if (postback)
    return {
      ...of,
      mid: postback.mid,
      kind: "postback",
      text: postback.title ?? null,
      payload: postback.payload ?? null,
    }
  if (!message || message.is_echo) return undefined
  const { mid, text, quick_reply: reply, attachments } = message
  if (message.is_deleted) return { ...of, mid, kind: "unsent", text: null, payload: null }
  if (reply) return { ...of, mid, kind: "quick-reply", text: text ?? null, payload: reply.payload }
  if (text !== undefined) return { ...of, mid, kind: "text", text, payload: null }
  return attachments?.length ? { ...of, mid, kind: "attachment", text: null, payload: null } : undefined
}

const plain = (text: string) => text.normalize("NFKC").trim().toLowerCase()

/** Whether somebody said one of these words, and nothing else. */
export const says = ({ text, payload }: Pick<DmEvent, "text" | "payload">, words: readonly string[]): boolean => {
  const wanted = new Set(words.map(plain))
  return [text, payload].some((said) => said !== null && wanted.has(plain(said)))
}
