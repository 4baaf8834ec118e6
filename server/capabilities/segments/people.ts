import { brandById } from "#brands"
import { blockedBy, type Channel, people, type PersonRow, suppressionsOf } from "#customers"
import { deeds } from "#events"
import { type StandingOrder, standingOrders } from "#orders"
import type { Context } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import { segmentFields } from "./fields.ts"
import type { Deed, OrderRow, Person, PersonFacts } from "./model-core.ts"
import { nobody } from "./people-rules.ts"

export type Known = {
  readonly person: Person
  /** Every id of hers. */
  readonly ids: readonly string[]
  /** False for a mere device, which can't be written to. */
  readonly isCounted: boolean
}

/** Everything but deeds that is known of the people behind these ids, each once. Erased ones and strangers are missing. */
export async function readPeople(ctx: Context, customerIds: readonly string[]): Promise<Known[]> {
  const rows = await people(ctx, customerIds)
  const brand = await brandById(ctx, ctx.brandId)
  const [zone, currency] = [brand?.zone ?? "Asia/Tokyo", brand?.currency ?? "JPY"]
  const orders = await ordersByRoot(ctx, rows)
  const blocked = await blockedAddresses(ctx, rows)
  const values = await contributed(
    ctx,
    rows.map((row) => row.customerId),
  )
  return rows.map((row) => ({
    ids: row.ids,
    isCounted: row.known || row.phone !== null,
    person: {
      ...nobody(row.customerId),
      columns: {
        language: row.language ?? brand?.language ?? "ja",
        country: row.country ?? "",
        prefecture: row.prefecture ?? "",
        city: row.city ?? "",
        postalCode: row.postalCode ?? "",
        bornOn: row.bornOn ?? "",
        birthday: row.bornOn?.slice(5) ?? "",
        firstSeen: dayIn(zone, row.firstSeenAt),
      },
      ...sorted(row, values),
      consents: row.consents.map(({ channel, purpose, state }) => `${channel}/${purpose}/${state}`),
      reach: reachOf(row, blocked),
      orders: (orders.get(row.customerId) ?? []).map((order) => orderRow(order, zone, currency)),
    },
  }))
}

const orderRow = (order: StandingOrder, zone: string, currency: string): OrderRow => ({
  day: dayIn(zone, order.placedAt),
  net: order.currency === currency ? order.net : 0,
  channel: order.channel,
  store: order.storeId ?? "",
  products: order.products.map((product) => product.id),
  productNets: order.products.map((product) => (order.currency === currency ? product.net : 0)),
})

async function ordersByRoot(ctx: Context, rows: readonly PersonRow[]): Promise<Map<string, StandingOrder[]>> {
  const rootOf = new Map(rows.flatMap((row) => row.ids.map((id) => [id, row.customerId] as const)))
  const byRoot = new Map<string, StandingOrder[]>()
  for (const order of await standingOrders(ctx, [...rootOf.keys()])) {
    const root = rootOf.get(order.customerId)
    const list = root === undefined ? undefined : byRoot.get(root)
    if (list) list.push(order)
    else if (root !== undefined) byRoot.set(root, [order])
  }
  return byRoot
}

type Blocked = {
  readonly email: ReadonlySet<string>
  readonly sms: ReadonlySet<string>
  readonly line: ReadonlySet<string>
}

/** Addresses to which nothing of marketing may be sent, whoever agreed to it. */
async function blockedAddresses(ctx: Context, rows: readonly PersonRow[]): Promise<Blocked> {
  const blocked = async (channel: Channel, addresses: readonly string[]) => {
    if (addresses.length === 0) return new Set<string>()
    const found = await suppressionsOf(ctx, channel, [...new Set(addresses)])
    return new Set([...found].filter(([, list]) => blockedBy(list, channel, "marketing")).map(([address]) => address))
  }
  const given = (value: string | null) => (value === null ? [] : [value])
  return {
    email: await blocked(
      "email",
      rows.flatMap((row) => given(row.email)),
    ),
    sms: await blocked(
      "sms",
      rows.flatMap((row) => given(row.phone)),
    ),
    line: await blocked(
      "line",
      rows.flatMap((row) => row.lineIds),
    ),
  }
}

function reachOf(row: PersonRow, blocked: Blocked): string[] {
  const agreed = (channel: string) =>
    row.consents.some((c) => c.channel === channel && c.purpose === "marketing" && c.state === "given")
  const ways: [string, boolean][] = [
    ["email", row.email !== null && !blocked.email.has(row.email)],
    ["sms", row.phone !== null && !blocked.sms.has(row.phone)],
    ["line", row.lineIds.some((id) => !blocked.line.has(id))],
    ["push", true],
    ["post", row.postalCode !== null],
    ["relay", true],
  ]
  return ways.filter(([channel, hasAddress]) => hasAddress && agreed(channel)).map(([channel]) => channel)
}

type Value = string | number | boolean | readonly string[]
type Values = ReadonlyMap<string, ReadonlyMap<string, Value>>

/** What other capabilities know of these people, by person and field. */
async function contributed(ctx: Context, customerIds: readonly string[]): Promise<Values> {
  const values = new Map<string, Map<string, Value>>()
  for (const field of ctx.product.contributed(segmentFields)) {
    for (const [customerId, value] of await field.read(ctx, customerIds)) {
      const own = values.get(customerId) ?? new Map<string, Value>()
      values.set(customerId, own.set(`field:${field.key}`, value))
    }
  }
  return values
}

function sorted(row: PersonRow, values: Values): Pick<Person, "texts" | "numbers" | "lists"> {
  const [texts, numbers, lists]: [Record<string, string>, Record<string, number>, Record<string, readonly string[]>] = [
    {},
    {},
    {},
  ]
  const all: [string, Value][] = [
    ...Object.entries(row.properties).map(([key, value]): [string, Value] => [`property:${key}`, value]),
    ...(values.get(row.customerId) ?? []),
  ]
  for (const [key, value] of all) {
    if (typeof value === "number") numbers[key] = value
    else if (typeof value === "object") lists[key] = value
    else texts[key] = String(value)
  }
  return { texts, numbers, lists }
}

export type Facts = PersonFacts & Pick<Known, "isCounted" | "ids">

/** People with what they did of these events, by the ids they are known by now. Unknown and erased ones are missing. */
export async function factsOfMany(
  ctx: Context,
  customerIds: readonly string[],
  names: readonly string[],
): Promise<Map<string, Facts>> {
  const known = await readPeople(ctx, customerIds)
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const nothing = (): Deed[] => []
  const facts = new Map(
    known.map(({ person, isCounted, ids }) => [person.customerId, { person, isCounted, ids, done: nothing() }]),
  )
  const rootOf = new Map(
    known.flatMap(({ person, ids }) => ids.map((id) => [id, facts.get(person.customerId)] as const)),
  )
  for (const row of await deeds(ctx, [...rootOf.keys()], names))
    rootOf.get(row.customerId)?.done.push(deedOf(row, zone))
  return new Map([...facts].map(([id, { done, ...rest }]) => [id, { ...rest, deeds: done }]))
}

const deedOf = (row: Awaited<ReturnType<typeof deeds>>[number], zone: string): Deed => ({
  name: row.name,
  day: dayIn(zone, row.occurredAt),
  at: Math.floor(row.occurredAt.getTime() / 1_000),
  value: row.value ?? 0,
  product: row.productId ?? "",
  channel: row.channel ?? "",
  store: row.storeId ?? "",
  source: row.source,
  order: row.orderId ?? "",
  message: row.messageId ?? "",
  properties: row.properties,
})
