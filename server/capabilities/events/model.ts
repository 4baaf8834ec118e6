import type { Text } from "#kernel/text"

/** The name of the loop that copies what the inbox holds. */
export const projectLoop = "events.project"

/** One fact to be recorded. The same source and external id are recorded once, whatever else they carry. */
export type EventRecord = {
  /** Null for what belongs to no customer. */
  readonly customerId: string | null
  /** In the style of Segment's spec: "Order Placed". */
  readonly name: string
  readonly occurredAt: Date
  /** Which door it came by: "shopify", "web", "import", "maido". */
  readonly source: string
  /** The sender's own id of this event. */
  readonly externalId: string
  /** Minor units of `currency`. */
  readonly value?: number | null
  readonly currency?: string | null
  readonly orderId?: string | null
  readonly productId?: string | null
  readonly messageId?: string | null
  /** "web", "app", "store", "email", "line", "phone". */
  readonly channel?: string | null
  readonly storeId?: string | null
  readonly properties?: object
  /** When it reached us, if that was before now. */
  readonly receivedAt?: Date
  /** The sender's clock ran ahead, and `occurredAt` is the time of receipt (F50). */
  readonly isClockSkewed?: boolean
}

/** A recorded fact as a person reads it. */
export type TimelineEntry = {
  readonly seq: number
  readonly customerId: string | null
  readonly name: string
  readonly title: Text
  readonly occurredAt: Date
  readonly receivedAt: Date
  readonly isClockSkewed: boolean
  readonly source: string
  readonly channel: string | null
  readonly externalId: string
  readonly value: number | null
  readonly currency: string | null
  readonly orderId: string | null
  readonly productId: string | null
  readonly messageId: string | null
  readonly storeId: string | null
  readonly properties: Record<string, unknown>
}

export type StoredEvent = Omit<TimelineEntry, "title">

/** Newest first; `cursor` asks for what lies before the last item, null when there is nothing more. */
export type Timeline = { readonly items: TimelineEntry[]; readonly cursor: string | null }

/** One accepted request of the tracking API that is yet to be applied. */
export type Incoming = {
  readonly seq: number
  readonly source: string
  readonly trusted: boolean
  readonly shape: "track" | "identify" | "page" | "screen" | "group" | "alias" | "batch"
  readonly body: string
  readonly count: number
  readonly receivedAt: Date
}

/** A message that was accepted and could not be applied. */
export type DeadLetter = {
  readonly id: string
  readonly source: string
  readonly externalId: string
  readonly reason: string
  readonly trusted: boolean
  readonly shape: Incoming["shape"]
  readonly message: string
  readonly receivedAt: Date
  readonly failedAt: Date
  readonly replayedAt: Date | null
}
