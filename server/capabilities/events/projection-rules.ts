import { type Day } from "#kernel/days"
import { dayIn } from "#kernel/zones"

/** A place in the inbox. Places are ordered by transaction, then by number. */
export type Place = { readonly xid: string; readonly seq: number }

/** One fact as it lies in the inbox, in the form in which it travels. */
export type InboxRow = {
  readonly brandId: string
  readonly customerId: string | null
  readonly name: string
  readonly occurredMs: number
  readonly receivedMs: number
  readonly xid: string
  readonly seq: number
  readonly value: number | null
  readonly currency: string | null
  readonly orderId: string | null
  readonly productId: string | null
  readonly messageId: string | null
  readonly channel: string | null
  readonly source: string
  readonly storeId: string | null
  /** JSON text. */
  readonly properties: string
  /** The same, where it is at hand. */
  readonly parsed?: object
}

/** Small inserts cost ClickHouse more than they bring (F25): wait for a thousand rows or a second, less when many come. */
export function isWorthSending(count: number, waitedMs: number): boolean {
  // A clock that was set back must not hold facts up: however far away counts as waiting.
  const waited = Math.abs(waitedMs)
  return count >= 1_000 || (count > 0 && waited >= 1_000) || (count >= 250 && waited >= 130)
}

/** Names a range for ClickHouse, which keeps one copy of what comes under one name. */
export const tokenOf = (scope: string, generation: number, from: Place, to: Place): string =>
  `inbox:${scope}:${generation}:${from.xid}.${from.seq}:${to.xid}.${to.seq}`

const nobody = "00000000-0000-0000-0000-000000000000"

/** A row of ClickHouse's `events`, counted under `name`. The day is the brand's own (fixed before its first fact). */
export function factRow(row: InboxRow, zone: string, name: string) {
  return {
    brand_id: row.brandId,
    customer_id: row.customerId ?? nobody,
    name,
    occurred_at: new Date(row.occurredMs).toISOString(),
    day: dayAt(zone, row.occurredMs),
    seq: row.seq,
    value: row.value ?? 0,
    currency: row.currency ?? "",
    order_id: row.orderId ?? "",
    product_id: row.productId ?? "",
    message_id: row.messageId ?? "",
    channel: row.channel ?? "",
    source: row.source,
    store_id: row.storeId ?? "",
    properties: row.properties,
    received_at: Math.floor(row.receivedMs / 1_000),
  }
}

// Every change of a zone's offset falls on a quarter of an hour, so within one the day can't change.
const quarterMs = 900_000
const days = new Map<string, Day>()

function dayAt(zone: string, ms: number): Day {
  const key = `${zone} ${Math.floor(ms / quarterMs)}`
  const known = days.get(key)
  if (known) return known
  const day = dayIn(zone, new Date(ms))
  if (days.size > 50_000) days.clear()
  days.set(key, day)
  return day
}

/** Who is who after a merge or its undoing: lists of ids of one person, the one they are known by now first. */
export type People = readonly (readonly string[])[]

const mergeNames: readonly string[] = ["Customer Merged", "Customer Unmerged"]

/** Rows of `customer_owner`: whose each id is since this fact. Only our own word on merges counts. */
export function ownerRows(
  row: InboxRow,
): { brand_id: string; customer_id: string; owner_id: string; version: number }[] {
  if (row.source !== "maido" || !mergeNames.includes(row.name)) return []
  const { people } = JSON.parse(row.properties) as { people?: People } // safe: record-merges.ts alone writes these under this source
  return (people ?? []).flatMap(([owner, ...others]) =>
    owner === undefined
      ? []
      : [owner, ...others].map((id) => ({ brand_id: row.brandId, customer_id: id, owner_id: owner, version: row.seq })),
  )
}
