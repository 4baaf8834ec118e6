import { User } from "lucide-react"
import { listCustomers } from "../../../server/capabilities/customers/contract.ts"
import { same } from "../../../ui/text.ts"
import { call } from "../../app/call.ts"
import type { Found } from "../../app/feature.ts"
import { nameOf, readingOf } from "../../app/words/person.ts"

/** Customers by name, reading, mail or phone. */
export async function find(query: string, signal: AbortSignal): Promise<Found[]> {
  const { items } = await call(listCustomers, { query, limit: 6 }, { signal })
  return items.map((customer) => {
    const under = [readingOf(customer), customer.email, customer.phone].filter(Boolean).join("　")
    return {
      id: customer.customerId,
      label: nameOf(customer),
      ...(under && { under: same(under) }),
      to: `/customers/${customer.customerId}`,
      icon: User,
    }
  })
}
