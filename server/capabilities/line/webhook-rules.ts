import { createHmac, timingSafeEqual } from "node:crypto"
import { z } from "zod"

/** Whether one of the secrets signed exactly these bytes (S32). Takes as long for a wrong signature as for a right one. */
export function isSigned(bytes: Buffer, signature: string | string[] | undefined, secrets: readonly string[]): boolean {
  if (typeof signature !== "string") return false
  const given = Buffer.from(signature)
  return secrets
    .map((secret) => Buffer.from(createHmac("sha256", secret).update(bytes).digest("base64")))
    .map((expected) => given.length === expected.length && timingSafeEqual(given, expected))
    .includes(true)
}

// LINE adds fields and events at any time: only what is used is looked at, the rest may be anything (S33).
const Envelope = z.looseObject({ destination: z.string().nullish(), events: z.array(z.unknown()).default([]) })

const Event = z.looseObject({
  type: z.string().min(1).max(60),
  timestamp: z.number().int().min(0).max(8_640_000_000_000_000),
  webhookEventId: z.string().min(1).max(100),
  mode: z.string().max(40).nullish(),
  replyToken: z.string().max(200).nullish(),
  source: z.looseObject({ type: z.string(), userId: z.string().max(100).nullish() }).nullish(),
  deliveryContext: z.looseObject({ isRedelivery: z.boolean().nullish() }).nullish(),
})
export type LineEvent = z.output<typeof Event>

/** The events of one delivery that can be read, and how many can't. Undefined when it is no delivery of LINE's at all. */
export function readEvents(body: unknown): { events: LineEvent[]; unreadable: number } | undefined {
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) return undefined
  const read = envelope.data.events.map((event) => Event.safeParse(event))
  const events = read.flatMap((one) => (one.success ? [one.data] : []))
  return { events, unreadable: read.length - events.length }
}

export const readEvent = (event: unknown): LineEvent | undefined => Event.safeParse(event).data

const Said = z.looseObject({
  id: z.string().max(100),
  type: z.string().max(40),
  text: z.string().max(20_000).nullish(),
})
export type SaidMessage = {
  readonly lineId: string
  readonly kind: string
  readonly text: string | null
  readonly detail: Record<string, unknown>
}

const kept = ["stickerId", "packageId", "keywords", "title", "address", "latitude", "longitude", "fileName", "duration"]

/** What a message or postback event says, as a bubble; undefined when there is nothing to show. */
export function saidIn(event: LineEvent): SaidMessage | undefined {
  if (event.type === "postback") {
    const postback = z.looseObject({ data: z.string().max(2_000) }).safeParse(event["postback"])
    if (!postback.success) return undefined
    const { data } = postback.data
    return { lineId: `postback:${event.webhookEventId}`, kind: "postback", text: null, detail: { data } }
  }
  const said = Said.safeParse(event["message"])
  if (event.type !== "message" || !said.success) return undefined
  const { id, type, text = null } = said.data
  const detail = Object.fromEntries(
    kept.flatMap((key) => (said.data[key] === undefined ? [] : [[key, said.data[key]]])),
  )
  return { lineId: id, kind: type, text, detail }
}

/** Which message was unsent. */
export const unsentIn = (event: LineEvent): string | undefined =>
  z.looseObject({ messageId: z.string().min(1).max(100) }).safeParse(event["unsend"]).data?.messageId

/** How an account link ended: only of one that succeeded is the nonce of use. */
export function linkIn(event: LineEvent): { isOk: boolean; nonce: string } | undefined {
  const link = z.looseObject({ result: z.string(), nonce: z.string().max(300) }).safeParse(event["link"])
  return link.success ? { isOk: link.data.result === "ok", nonce: link.data.nonce } : undefined
}

export const isUnblocked = (event: LineEvent): boolean =>
  z.looseObject({ isUnblocked: z.boolean() }).safeParse(event["follow"]).data?.isUnblocked === true
