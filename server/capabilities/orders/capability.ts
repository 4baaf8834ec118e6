import { defineCapability } from "#kernel/capability"
import { anyEffect } from "#kernel/effects"
import { applyShopMessage } from "./apply-shop-message.ts"
import { checkAllShops, checkShop } from "./check-shop.ts"
import { redactOrders } from "./privacy-requests.ts"
import { pullAllShops, pullPage } from "./pull-orders.ts"
import { receiveShopMessage } from "./receive-shop-message.ts"
import { routes } from "./routes.ts"
import { shopRoutes } from "./routes-shops.ts"

export const orders = defineCapability({
  name: "orders",
  migrations: new URL("./migrations/", import.meta.url),
  routes: [...routes, ...shopRoutes],
  pages: [receiveShopMessage],
  effects: [anyEffect(applyShopMessage), anyEffect(pullPage), anyEffect(checkShop), anyEffect(redactOrders)],
  routines: [
    { name: "orders.pull-shops", every: { minutes: 15 }, scope: "brand", catchUp: "last", apply: pullAllShops },
    { name: "orders.check-shops", every: { minutes: 60 }, scope: "brand", catchUp: "last", apply: checkAllShops },
  ],
})
