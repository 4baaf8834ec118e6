import { brands } from "../features/brands/feature.tsx"
import { campaigns } from "../features/campaigns/feature.tsx"
import { catalog } from "../features/catalog/feature.tsx"
import { customers } from "../features/customers/feature.tsx"
import { experiments } from "../features/experiments/feature.tsx"
import { deliverability } from "../features/deliverability/feature.tsx"
import { exports } from "../features/exports/feature.tsx"
import { flows } from "../features/flows/feature.tsx"
import { home } from "../features/home/feature.tsx"
import { imports } from "../features/imports/feature.tsx"
import { line } from "../features/line/feature.tsx"
import { members } from "../features/members/feature.tsx"
import { loyalty } from "../features/loyalty/feature.tsx"
import { messages } from "../features/messages/feature.tsx"
import { mypage } from "../features/mypage/feature.tsx"
import { offers } from "../features/offers/feature.tsx"
import { orders } from "../features/orders/feature.tsx"
import { events } from "../features/events/feature.tsx"
import { points } from "../features/points/feature.tsx"
import { queue } from "../features/queue/feature.tsx"
import { quests } from "../features/quests/feature.tsx"
import { rewards } from "../features/rewards/feature.tsx"
import { referrals } from "../features/referrals/feature.tsx"
import { accounting } from "../features/accounting/feature.tsx"
import { rehearsal } from "../features/rehearsal/feature.tsx"
import { segments } from "../features/segments/feature.tsx"
import { settingsShipping } from "../features/settings-shipping/feature.tsx"
import { settingsShops } from "../features/settings-shops/feature.tsx"
import { settingsTracking } from "../features/settings-tracking/feature.tsx"
import { settingsShell } from "../features/settings-shell/feature.tsx"
import { shipments } from "../features/shipments/feature.tsx"
import { signups } from "../features/signups/feature.tsx"
import { relay } from "../features/relay/feature.tsx"
import { dm } from "../features/dm/feature.tsx"
import { sms } from "../features/sms/feature.tsx"
import { templates } from "../features/templates/feature.tsx"
import { webhooks } from "../features/webhooks/feature.tsx"
import type { Feature } from "./feature.ts"

/** Every part of the console, in the order in which the palette lists them. One line plugs a feature in. */
export const features: readonly Feature[] = [
  home,
  customers,
  segments,
  signups,
  flows,
  orders,
  shipments,
  catalog,
  brands,
  campaigns,
  messages,
  templates,
  deliverability,
  line,
  sms,
  dm,
  relay,
  loyalty,
  offers,
  rewards,
  quests,
  referrals,
  members,
  points,
  experiments,
  accounting,
  rehearsal,
  imports,
  exports,
  events,
  queue,
  mypage,
  settingsShipping,
  settingsShops,
  settingsTracking,
  webhooks,
  settingsShell,
]
