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
