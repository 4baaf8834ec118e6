import { messageKinds } from "#messages"
import { orderCancelled, orderReceived, orderRefunded, paymentApproved, stockAllocated } from "#orders"
import { shipmentDelayed, shipmentDelivered, shipmentOutForDelivery, shipmentShipped } from "#shipments"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { page } from "#kernel/page"
import { reviewEffect } from "./ask-for-review.ts"
import { lookUpOrder, showLookUp, waitALittle } from "./look-up-order.ts"
import { orderMails } from "./messages/kinds.ts"
import { routes } from "./routes.ts"
import { settingsRoutes } from "./routes-settings.ts"
import { todayRoutes } from "./routes-today.ts"
import { showCalendar, showOrder } from "./show-order.ts"
import {
  tellCancelled,
  tellConfirmed,
  tellDelayed,
  tellDelivered,
  tellOutForDelivery,
  tellReceived,
  tellRefunded,
  tellShipped,
  tellStockAllocated,
} from "./tell-buyer.ts"

export const tracking = defineCapability({
  name: "tracking",
  routes: [...routes, ...settingsRoutes, ...todayRoutes],
  contributes: [contribute(messageKinds, orderMails)],
  effects: [anyEffect(reviewEffect)],
  reactions: [
    when(orderReceived, tellReceived),
    when(paymentApproved, tellConfirmed),
    when(stockAllocated, tellStockAllocated),
    when(orderCancelled, tellCancelled),
    when(orderRefunded, tellRefunded),
    when(shipmentShipped, tellShipped),
    when(shipmentOutForDelivery, tellOutForDelivery),
    when(shipmentDelivered, tellDelivered),
    when(shipmentDelayed, tellDelayed),
  ],
  pages: [
    page(
      "GET /s/:slug/orders/:token",
      (ctx, request) =>
        (request.path.token ?? "").endsWith(".ics") ? showCalendar(ctx, request) : showOrder(ctx, request),
      { perMinute: 12_000 },
    ),
    page("GET /s/:slug/track", showLookUp),
    page("POST /s/:slug/track", lookUpOrder, { maxBytes: 10_000, perMinute: 10, whenTooMany: waitALittle }),
  ],
})
