import { day } from "#kernel/days"
import type { Person } from "./model-core.ts"

/** A person as a row of ClickHouse. `isCounted`: can be in segments; false takes somebody out who was merged or erased. */
export function peopleRow(brandId: string, person: Person, version: number, isCounted: boolean): object {
  const { columns, orders } = person
  return {
    brand_id: brandId,
    customer_id: person.customerId,
    version,
    counts: isCounted ? 1 : 0,
    language: columns.language,
    country: columns.country,
    prefecture: columns.prefecture,
    city: columns.city,
    postal_code: columns.postalCode,
    born_on: columns.bornOn,
    birthday: columns.birthday,
    first_seen: columns.firstSeen,
    texts: person.texts,
    numbers: person.numbers,
    lists: person.lists,
    consents: person.consents,
    reach: person.reach,
    order_day: orders.map((order) => order.day),
    order_net: orders.map((order) => order.net),
    order_channel: orders.map((order) => order.channel),
    order_store: orders.map((order) => order.store),
    order_products: orders.map((order) => order.products),
    order_product_nets: orders.map((order) => order.productNets),
  }
}

type Read = {
  readonly language: string
  readonly country: string
  readonly prefecture: string
  readonly city: string
  readonly postal_code: string
  readonly born_on: string
  readonly birthday: string
  readonly first_seen: string
  readonly texts: Readonly<Record<string, string>>
  readonly numbers: Readonly<Record<string, number>>
  readonly lists: Readonly<Record<string, readonly string[]>>
  readonly consents: readonly string[]
  readonly reach: readonly string[]
  readonly order_day: readonly string[]
  readonly order_net: readonly string[]
  readonly order_channel: readonly ("online" | "store")[]
  readonly order_store: readonly string[]
  readonly order_products: readonly (readonly string[])[]
  readonly order_product_nets: readonly (readonly string[])[]
}
export type PeopleColumn = keyof Read

/** A row as ClickHouse gives it back, with those columns that were asked for. */
export type PeopleRow = Partial<Read> & { readonly customer_id: string; readonly counts: number }

/** What such a row says of somebody; what wasn't asked for is empty. */
export function personOf(row: PeopleRow): Person {
  const { order_day: days = [], order_product_nets: nets } = row
  return {
    customerId: row.customer_id,
    columns: {
      language: row.language ?? "",
      country: row.country ?? "",
      prefecture: row.prefecture ?? "",
      city: row.city ?? "",
      postalCode: row.postal_code ?? "",
      bornOn: row.born_on ?? "",
      birthday: row.birthday ?? "",
      firstSeen: row.first_seen ?? "",
    },
    texts: row.texts ?? {},
    numbers: row.numbers ?? {},
    lists: row.lists ?? {},
    consents: row.consents ?? [],
    reach: row.reach ?? [],
    orders: days.map((on, i) => ({
      day: day(on),
      net: Number(row.order_net?.[i] ?? 0),
      channel: row.order_channel?.[i] ?? "online",
      store: row.order_store?.[i] ?? "",
      products: row.order_products?.[i] ?? [],
      productNets: (nets?.[i] ?? []).map(Number),
    })),
  }
}

/** Somebody of whom nothing is known. */
export const nobody = (customerId: string): Person => ({
  customerId,
  columns: {
    language: "",
    country: "",
    prefecture: "",
    city: "",
    postalCode: "",
    bornOn: "",
    birthday: "",
    firstSeen: "",
  },
  texts: {},
  numbers: {},
  lists: {},
  consents: [],
  reach: [],
  orders: [],
})
