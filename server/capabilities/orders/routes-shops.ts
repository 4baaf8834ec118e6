import { route } from "#kernel/capability"
import type { Context } from "#kernel/context"
import { askForCheck, doorOf } from "./check-shop.ts"
import { changeShop, connectShop, disconnectShop } from "./connect-shop.ts"
import {
  deleteShop,
  listPrivacyRequests,
  listPulls,
  listShops,
  patchShop,
  postCheck,
  postPull,
  postShop,
} from "./contract-shops.ts"
import { ShopError } from "./errors.ts"
import { pullOrders } from "./pull-orders.ts"
import { selectPrivacyRequests } from "./storage-privacy.ts"
import {
  selectBadSignatures,
  selectConnection,
  selectConnections,
  selectPulls,
  type ShopConnection,
} from "./storage-shops.ts"

const done = { done: true } as const

export const shopRoutes = [
  route(listShops, async (ctx) => {
    const refused = await selectBadSignatures(ctx, new Date(ctx.now().getTime() - 3_600_000))
    const items = []
    for (const connection of await selectConnections(ctx)) {
      const count = refused.find((r) => r.connectionId === connection.connectionId)?.count ?? 0
      items.push({ ...shown(connection), webhookUrl: await doorOf(ctx, connection), refusedLastHour: count })
    }
    return { items }
  }),
  route(postShop, async (ctx, wanted) => {
    const connection = await connectShop(ctx, wanted)
    return { connectionId: connection.connectionId, webhookUrl: await doorOf(ctx, connection) }
  }),
  route(patchShop, async (ctx, { connectionId, ...change }) => {
    await changeShop(ctx, connectionId, change)
    return done
  }),
  route(deleteShop, async (ctx, { connectionId }) => {
    await disconnectShop(ctx, connectionId)
    return done
  }),
  route(postCheck, async (ctx, { connectionId }) => {
    const { accessToken } = await known(ctx, connectionId)
    if (accessToken === null) throw ShopError.NoAccess()
    await askForCheck(ctx, connectionId)
    return done
  }),
  route(postPull, async (ctx, { connectionId }) => ({
    started: await pullOrders(ctx, await known(ctx, connectionId)),
  })),
  route(listPulls, async (ctx, { connectionId }) => ({ items: await selectPulls(ctx, connectionId, 50) })),
  route(listPrivacyRequests, async (ctx) => ({ items: await selectPrivacyRequests(ctx) })),
]

async function known(ctx: Context, connectionId: string): Promise<ShopConnection> {
  const connection = await selectConnection(ctx, connectionId)
  if (!connection) throw ShopError.UnknownConnection({ field: "connectionId" })
  return connection
}

/** Without its secrets. */
const shown = ({
  secret: _secret,
  previousSecret: _previous,
  accessToken,
  previousUntil,
  ...connection
}: ShopConnection) => ({
  ...connection,
  canAsk: accessToken !== null,
  oldSecretUntil: previousUntil,
})
