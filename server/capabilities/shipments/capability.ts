import { carrierEventSeen, fulfilmentSeen, orderReceived, pastOrdersApplied } from "#orders"
import { defineCapability } from "#kernel/capability"
import { when } from "#kernel/events"
import { adoptParked, adoptParkedOfPast, takeCarrierEvent, takeFulfilment } from "./apply-shipment.ts"
import { routes } from "./routes.ts"
import { watchPromises } from "./watch-promises.ts"

export const shipments = defineCapability({
  name: "shipments",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  reactions: [
    when(fulfilmentSeen, takeFulfilment),
    when(carrierEventSeen, takeCarrierEvent),
    when(orderReceived, adoptParked),
    when(pastOrdersApplied, adoptParkedOfPast),
  ],
  routines: [
    {
      name: "shipments.watch-promises",
      every: { minutes: 15 },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: watchPromises,
    },
  ],
})
