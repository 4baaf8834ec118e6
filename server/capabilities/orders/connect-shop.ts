import { audit, brandById } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { askForCheck } from "./check-shop.ts"
import { ShopError } from "./errors.ts"
import { type ShopPlace, shopVendors } from "./shop-port.ts"
import {
  deleteConnection,
  insertConnection,
  selectConnection,
  type ShopConnection,
  updateConnection,
} from "./storage-shops.ts"

export type WantedShop = {
  readonly vendor: string
  readonly name: string
  readonly shopDomain: string
  /** With which the shop signs its messages. */
  readonly secret: string
  /** For asking the shop: without it subscriptions and missed orders can't be looked after. */
  readonly accessToken?: string | undefined
  readonly places?: Readonly<Record<string, ShopPlace>> | undefined
  /** In which the shop's prices are; the brand's own when left out. */
  readonly currency?: string | undefined
  /** Fetches the orders changed since then; those from now on when left out. */
  readonly ordersSince?: Date | undefined
}

/** Connects a shop; its secrets are stored sealed. Throws `shops.UnknownVendor`, `NotAShop`, `AlreadyConnected`. */
export async function connectShop(ctx: Context, wanted: WantedShop): Promise<ShopConnection> {
  const vendors = ctx.product.use(shopVendors)
  const vendor = vendors.find((known) => known.vendor === wanted.vendor)
  if (!vendor) throw ShopError.UnknownVendor({ field: "vendor", known: vendors.map((v) => v.vendor).join(", ") })
  const shopDomain = wanted.shopDomain.trim().toLowerCase()
  if (!vendor.isShopDomain(shopDomain)) throw ShopError.NotAShop({ field: "shopDomain" })
  const connection: ShopConnection = {
    brandId: ctx.brandId,
    connectionId: ctx.id(),
    vendor: wanted.vendor,
    name: wanted.name,
    shopDomain,
    currency: wanted.currency ?? (await brandCurrency(ctx)),
    secret: ctx.keys.seal(wanted.secret),
    previousSecret: null,
    previousUntil: null,
    accessToken: wanted.accessToken === undefined ? null : ctx.keys.seal(wanted.accessToken),
    places: wanted.places ?? {},
    state: "active",
    completeUntil: wanted.ordersSince ?? ctx.now(),
    checkedAt: null,
    trouble: null,
    lastMessageAt: null,
  }
  await inTransaction(ctx, async (ctx) => {
    if (!(await insertConnection(ctx, connection))) throw ShopError.AlreadyConnected({ shopDomain })
    await audit(ctx, {
      action: "shops.connected",
      subject: `shop:${connection.connectionId}`,
      after: { vendor: wanted.vendor, shopDomain },
    })
    if (connection.accessToken !== null) await askForCheck(ctx, connection.connectionId)
  })
  return connection
}

const brandCurrency = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => (await brandById(ctx, ctx.brandId))?.currency ?? "JPY")

export type ShopChange = {
  readonly name?: string | undefined
  /** A new secret. The old one is believed for `oldSecretHours` more, so that the shop can be changed meanwhile (F53). */
  readonly secret?: string | undefined
  readonly oldSecretHours?: number | undefined
  readonly accessToken?: string | undefined
  readonly places?: Readonly<Record<string, ShopPlace>> | undefined
}

/** Changes a connection. Throws `shops.UnknownConnection`. */
export async function changeShop(ctx: Context, connectionId: string, change: ShopChange): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const connection = await selectConnection(ctx, connectionId)
    if (!connection) throw ShopError.UnknownConnection({ field: "connectionId" })
    const untilMs = ctx.now().getTime() + (change.oldSecretHours ?? 24) * 3_600_000
    await updateConnection(ctx, connectionId, {
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.places === undefined ? {} : { places: change.places }),
      ...(change.accessToken === undefined
        ? {}
        : { accessToken: ctx.keys.seal(change.accessToken), state: "active", trouble: null }),
      ...(change.secret === undefined
        ? {}
        : {
            secret: ctx.keys.seal(change.secret),
            previousSecret: connection.secret,
            previousUntil: new Date(untilMs),
          }),
    })
    // Which fields, never their values: they are secrets.
    const fields = Object.entries(change).flatMap(([field, value]) => (value === undefined ? [] : [field]))
    await audit(ctx, { action: "shops.changed", subject: `shop:${connectionId}`, after: { fields } })
    if (change.accessToken !== undefined) await askForCheck(ctx, connectionId)
  })
}

/** Forgets a connection and its secrets; the orders stay. Throws `shops.UnknownConnection`. */
export async function disconnectShop(ctx: Context, connectionId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    if (!(await deleteConnection(ctx, connectionId))) throw ShopError.UnknownConnection({ field: "connectionId" })
    await audit(ctx, { action: "shops.disconnected", subject: `shop:${connectionId}` })
  })
}
