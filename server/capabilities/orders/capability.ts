import { customerErased, personalData } from "#customers"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { applyShopMessage } from "./apply-shop-message.ts"
import { checkAllShops, checkShop } from "./check-shop.ts"
import { forgetBuyer, ordersAsPersonalData } from "./forget-buyer.ts"
import { redactOrders } from "./privacy-requests.ts"
import { pullAllShops, pullPage } from "./pull-orders.ts"
import { receiveShopMessage } from "./receive-shop-message.ts"
import { routes } from "./routes.ts"
import { shopRoutes } from "./routes-shops.ts"
import { watchWaiting } from "./watch-waiting.ts"

export const orders = defineCapability({
  name: "orders",
  migrations: new URL("./migrations/", import.meta.url),
  routes: [...routes, ...shopRoutes],
  pages: [receiveShopMessage],
  reactions: [when(customerErased, forgetBuyer)],
  contributes: [contribute(personalData, [ordersAsPersonalData])],
  effects: [anyEffect(applyShopMessage), anyEffect(pullPage), anyEffect(checkShop), anyEffect(redactOrders)],
  routines: [
    { name: "orders.pull-shops", every: { minutes: 15 }, scope: "brand", catchUp: "last", apply: pullAllShops },
    { name: "orders.check-shops", every: { minutes: 60 }, scope: "brand", catchUp: "last", apply: checkAllShops },
    { name: "orders.watch-waiting", every: { minutes: 60 }, scope: "brand", catchUp: "last", apply: watchWaiting },
  ],
})
