import { createHash } from "node:crypto"
import { clockSkewToleranceMs, type OccurredAt, readAmount, readOccurredAt, readTime } from "#kernel/edge-values"
import type { ExpectedError } from "#kernel/errors"
import { EventError } from "./errors.ts"

/** Segment's wire format: one message of a type, or a batch of them. */
const messageTypes = ["track", "identify", "page", "screen", "group", "alias"] as const
export type MessageType = (typeof messageTypes)[number]
export type Shape = MessageType | "batch"
export type Message = Readonly<Record<string, unknown>>

const maxMessages = 2_500
const maxIdLength = 200

export const isMessage = (value: unknown): value is Message =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The messages of a body. Throws NotAMessage, NoMessages, TooManyMessages. */
export function messagesIn(shape: Shape, body: unknown): readonly unknown[] {
  if (!isMessage(body)) throw EventError.NotAMessage({ field: "(body)" })
  if (shape !== "batch") return [body]
  const { batch } = body
  if (!Array.isArray(batch) || batch.length === 0) throw EventError.NoMessages({ field: "batch" })
  if (batch.length > maxMessages) throw EventError.TooManyMessages({ field: "batch", limit: maxMessages })
  return batch
}

export const fieldIn = (shape: Shape, index: number, name?: string): string =>
  [...(shape === "batch" ? [`batch[${index}]`] : []), ...(name === undefined ? [] : [name])].join(".") || "(body)"

/** The type of a message: what the address says, or in a batch what the message says. */
export function typeOf(shape: Shape, message: Message): MessageType | undefined {
  return shape === "batch" ? messageTypes.find((type) => type === message.type) : shape
}

/** An id as Segment takes them: text, or a number that means text. Empty means none; undefined when it can't be one. */
export function idOf(value: unknown): string | null | undefined {
  if (value === undefined || value === null || value === "") return null
  if (typeof value === "number") return String(value)
  if (typeof value !== "string" || value.length > maxIdLength) return undefined
  return value.trim() || null
}

/** What is wrong with a message, or nothing. Cheap: it runs on every message before it is accepted. */
export function faultOf(
  shape: Shape,
  index: number,
  message: unknown,
  sent: { sentAt: unknown; receivedAt: Date },
): ExpectedError | undefined {
  const field = (name?: string) => fieldIn(shape, index, name)
  if (!isMessage(message)) return EventError.NotAMessage({ field: field() })
  const type = typeOf(shape, message)
  if (!type) return EventError.UnknownType({ field: field("type") })
  for (const name of ["messageId", "userId", "anonymousId", "previousId"])
    if (idOf(message[name]) === undefined) return EventError.BadId({ field: field(name) })
  if (!idOf(message.userId) && !idOf(message.anonymousId)) return EventError.NoSender({ field: field("userId") })
  if (type === "alias" && !idOf(message.previousId)) return EventError.NoSender({ field: field("previousId") })
  for (const part of ["properties", "traits", "context"])
    if (message[part] !== undefined && message[part] !== null && !isMessage(message[part]))
      return EventError.NotAMessage({ field: field(part) })
  if (type === "track" && !isEventName(message.event)) return EventError.NoEventName({ field: field("event") })
  try {
    momentOf(message, sent.sentAt, sent.receivedAt, field)
    amountOf(message, field)
  } catch (error) {
    return error as ExpectedError // safe: both throw nothing but edge errors
  }
  return undefined
}

const isEventName = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "" && value.length <= 200

/**
 * When it happened. A request that says it was sent in our future shows that the sender's clock is fast: its times are
 * moved back by as much. (One that says it was sent long ago may have been kept and sent again, so it shows nothing.)
 * Otherwise the rule of F50 alone applies.
 */
export function momentOf(
  message: Message,
  sentAt: unknown,
  receivedAt: Date,
  field: (name: string) => string = (name) => name,
): OccurredAt {
  const name =
    message.timestamp === undefined && message.originalTimestamp !== undefined ? "originalTimestamp" : "timestamp"
  const claimed = message[name]
  const aheadMs = claimed === undefined || claimed === null ? 0 : fastByMs(message.sentAt ?? sentAt, receivedAt)
  if (aheadMs === 0) return readOccurredAt(claimed, receivedAt, field(name))
  const shiftedMs = readTime(claimed, field(name), new Date(8.64e15)).getTime() - aheadMs
  // Who claims a past that our correction would push out of range has a clock that can't be made sense of.
  const corrected = readOccurredAt(shiftedMs < earliestMs ? claimed : shiftedMs, receivedAt, field(name))
  return { ...corrected, isClockSkewed: true }
}

const earliestMs = Date.UTC(2000, 0, 1)

function fastByMs(sentAt: unknown, receivedAt: Date): number {
  if (typeof sentAt !== "string" && typeof sentAt !== "number") return 0
  try {
    const aheadMs = readTime(sentAt, "sentAt", new Date(8.64e15)).getTime() - receivedAt.getTime()
    return aheadMs > clockSkewToleranceMs ? aheadMs : 0
  } catch {
    // An unreadable sentAt says nothing about the clock; the message itself may still be good.
    return 0
  }
}

const moneyFields = ["revenue", "total", "value"] as const

/** The amount of a track message in minor units of its currency, if it has one. Throws AmountOutOfRange (F84). */
export function amountOf(
  message: Message,
  field: (name: string) => string = (name) => name,
  ownCurrency = "JPY",
): { value: number; currency: string } | undefined {
  const properties = isMessage(message.properties) ? message.properties : {}
  const name = moneyFields.find(
    (key) => properties[key] !== undefined && properties[key] !== null && properties[key] !== "",
  )
  if (name === undefined) return undefined
  const amount = numberOf(properties[name])
  // A shop may use these names for something else ("value": "red"): then it is no amount, and stays a property.
  if (amount === undefined) return undefined
  const currency =
    typeof properties.currency === "string" && /^[A-Za-z]{3}$/.test(properties.currency)
      ? properties.currency.toUpperCase()
      : ownCurrency
  return { value: readAmount(Math.round(amount * 10 ** minorDigits(currency)), field(`properties.${name}`)), currency }
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value
  if (typeof value !== "string" || !/^-?\d{1,15}(\.\d{1,6})?$/.test(value)) return undefined
  return Number(value)
}

const digits = new Map<string, number>()
/** Decimal places of a currency by ISO 4217: 0 for the yen, 2 for the dollar. */
function minorDigits(currency: string): number {
  const known = digits.get(currency)
  if (known !== undefined) return known
  const found =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  digits.set(currency, found)
  return found
}

/** Digest of the ids of a request's messages: the same messages give the same key, whatever else has changed. */
export const batchKey = (ids: readonly string[]): Buffer => createHash("sha256").update(ids.join("\n")).digest()
