import { customerErased, customerMerged, personalData } from "#customers"
import { myPageCards } from "#mypage"
import { orderCancelled, orderChanged, orderRefunded } from "#orders"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { page } from "#kernel/page"
import { followCart, showCart } from "./cart-page.ts"
import { forgetGuesses } from "./guesses.ts"
import { codesAsPersonalData, forgetPeople, joinPeople } from "./join-people.ts"
import { offersCard } from "./my-page-card.ts"
import { routes } from "./routes.ts"
import { settleOrder, settleReturn } from "./settle-order.ts"
import { tellShop, tellShops } from "./tell-shops.ts"

export const offers = defineCapability({
  name: "offers",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  pages: [
    page("GET /s/:slug/cart/:token", showCart),
    page("POST /s/:slug/cart/:token", followCart, { maxBytes: 10_000, perMinute: 60 }),
  ],
  reactions: [
    when(orderChanged, settleOrder),
    when(orderCancelled, settleReturn),
    when(orderRefunded, settleReturn),
    when(customerMerged, joinPeople),
    when(customerErased, forgetPeople),
  ],
  contributes: [contribute(personalData, [codesAsPersonalData]), contribute(myPageCards, [offersCard])],
  effects: [anyEffect(tellShop)],
  routines: [
    { name: "offers.tell-shops", every: { minutes: 10 }, scope: "brand", catchUp: "last", apply: tellShops },
    { name: "offers.forget-guesses", every: { minutes: 1_440 }, scope: "brand", catchUp: "last", apply: forgetGuesses },
  ],
})
