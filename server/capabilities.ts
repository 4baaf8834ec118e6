import { brands } from "./capabilities/brands/capability.ts"
import { bulk } from "./capabilities/bulk/capability.ts"
import { catalog } from "./capabilities/catalog/capability.ts"
import { customers } from "./capabilities/customers/capability.ts"
import { events } from "./capabilities/events/capability.ts"
import { exports } from "./capabilities/exports/capability.ts"
import { imports } from "./capabilities/imports/capability.ts"
import { klaviyo } from "./capabilities/klaviyo/capability.ts"
import { messages } from "./capabilities/messages/capability.ts"
import { orders } from "./capabilities/orders/capability.ts"
import { segments } from "./capabilities/segments/capability.ts"
import { profiles } from "./capabilities/profiles/capability.ts"
import { queue } from "./capabilities/queue/capability.ts"
import { shipments } from "./capabilities/shipments/capability.ts"
import { signups } from "./capabilities/signups/capability.ts"
import { tracking } from "./capabilities/tracking/capability.ts"
import { webhooks } from "./capabilities/webhooks/capability.ts"

/** The product in reading order. A capability may use only those above it; the boundary check reads this very list. */
export const capabilities = [
  brands, // whose shop it is, and who works there
  queue, // what could not be done and waits for a person
  customers, // who they are, by every name they come under, and what they agreed to
  events, // everything that happened with a customer, from every door, and its projection
  catalog, // what is sold, and what is worth telling about it
  orders, // what was bought, told by the shops
  shipments, // its parcels, and when they arrive
  messages, // what is said to customers, by which way it goes, and what became of it
  tracking, // an order's life told to its buyer, by mail and on its own page
  signups, // how people join the list, and what they wish to hear
  imports, // what was before: files of orders, products and customers, brought in line by line
  bulk, // a thousand customers, orders or products at once, row by row
  klaviyo, // the addresses of Klaviyo's API that shops' code writes to
  segments, // who belongs together, from everything above, and the reason
  profiles, // what the facts of one person add up to: stage, mood, tastes, warmth
  exports, // everything above, taken out again
  webhooks, // the same told to the other systems of the brand, signed and tried again
]
