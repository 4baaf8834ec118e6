import { accounting } from "./capabilities/accounting/capability.ts"
import { brands } from "./capabilities/brands/capability.ts"
import { bulk } from "./capabilities/bulk/capability.ts"
import { campaigns } from "./capabilities/campaigns/capability.ts"
import { catalog } from "./capabilities/catalog/capability.ts"
import { customers } from "./capabilities/customers/capability.ts"
import { deliverability } from "./capabilities/deliverability/capability.ts"
import { engagement } from "./capabilities/engagement/capability.ts"
import { dm } from "./capabilities/dm/capability.ts"
import { events } from "./capabilities/events/capability.ts"
import { experiments } from "./capabilities/experiments/capability.ts"
import { exports } from "./capabilities/exports/capability.ts"
import { flows } from "./capabilities/flows/capability.ts"
import { imports } from "./capabilities/imports/capability.ts"
import { klaviyo } from "./capabilities/klaviyo/capability.ts"
import { line } from "./capabilities/line/capability.ts"
import { loyalty } from "./capabilities/loyalty/capability.ts"
import { members } from "./capabilities/members/capability.ts"
import { messages } from "./capabilities/messages/capability.ts"
import { mypage } from "./capabilities/mypage/capability.ts"
import { offers } from "./capabilities/offers/capability.ts"
import { orders } from "./capabilities/orders/capability.ts"
import { points } from "./capabilities/points/capability.ts"
import { profiles } from "./capabilities/profiles/capability.ts"
import { push } from "./capabilities/push/capability.ts"
import { quests } from "./capabilities/quests/capability.ts"
import { queue } from "./capabilities/queue/capability.ts"
import { referrals } from "./capabilities/referrals/capability.ts"
import { rehearsal } from "./capabilities/rehearsal/capability.ts"
import { relay } from "./capabilities/relay/capability.ts"
import { rewards } from "./capabilities/rewards/capability.ts"
import { segments } from "./capabilities/segments/capability.ts"
import { shipments } from "./capabilities/shipments/capability.ts"
import { signups } from "./capabilities/signups/capability.ts"
import { sms } from "./capabilities/sms/capability.ts"
import { templates } from "./capabilities/templates/capability.ts"
import { till } from "./capabilities/till/capability.ts"
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
  experiments, // who is kept apart from what, so that it can be seen what a message is worth
  messages, // what is said to customers, by which way it goes, and what became of it
  templates, // what an operator writes once and sends often, for every channel
  engagement, // what readers did with it, people and machines told apart
  deliverability, // whether mails arrive: the domain, bounces, complaints, how much may be sent
  line, // talking with people by the brand's LINE account
  sms, // short messages to phones
  dm, // direct messages on Instagram and Messenger
  relay, // what the brand's own team is told, where the team talks
  tracking, // an order's life told to its buyer, by mail and on its own page
  signups, // how people join the list, and what they wish to hear
  push, // notices in browsers, for who asked for them
  mypage, // each customer's own page, of what the others know of her
  imports, // what was before: files of orders, products and customers, brought in line by line
  bulk, // a thousand customers, orders or products at once, row by row
  klaviyo, // the addresses of Klaviyo's API that shops' code writes to
  segments, // who belongs together, from everything above, and the reason
  profiles, // what the facts of one person add up to: stage, mood, tastes, warmth
  offers, // codes of one person's own, and carts already filled
  campaigns, // one message to many
  flows, // something happens, and the right act follows at the right time
  points, // who holds how many, from where and until when, kept like money
  members, // who belongs to the circle: terms, card, plans, ranks
  loyalty, // what earns points, and how many an order or an act comes to
  rewards, // what points are spent on
  quests, // what members do beyond buying: questions, stamps, sets
  referrals, // who brought whom, and what both get for it
  till, // points where people pay in a shop
  accounting, // points as the accountant sees them: liability, breakage, close
  rehearsal, // a programme played over the brand's own past before it starts
  exports, // everything above, taken out again
  webhooks, // the same told to the other systems of the brand, signed and tried again
]
