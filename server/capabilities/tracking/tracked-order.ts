import type { BrandLook } from "#brands"
import { productContent, productsByExternal, type Stage, type ToldContent } from "#catalog"
import { type Order, orderById } from "#orders"
import { type ArrivalRange, expectedFor, type Shipment, shipmentsOf } from "#shipments"
import type { Context } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import type { Language } from "#kernel/text"
import { brandAtHand } from "./brand-at-hand.ts"
import { waitingLines } from "./what-waits-rules.ts"

/** An order with everything that its page and its mails tell: parcels, expected day, content of its goods, the brand. */
export type TrackedOrder = {
  readonly order: Order
  readonly language: Language
  readonly zone: string
  readonly look: BrandLook
  /** Oldest first, cancelled parcels left out. */
  readonly shipments: readonly Shipment[]
  /** For what has not left yet. */
  readonly expected: ArrivalRange | null
  /** By the product's id at the shop. */
  readonly told: ReadonlyMap<string, ToldContent>
}

/** The order of the context's brand. Throws `kernel.NotFound`. */
export async function orderToTrack(ctx: Context, orderId: string): Promise<Order> {
  const order = await orderById(ctx, orderId)
  if (!order) throw KernelError.NotFound({ field: "orderId" })
  return order
}

/** Reads all of it for one order. */
export async function trackedOrder(ctx: Context, order: Order, stage: Stage, wish?: Language): Promise<TrackedOrder> {
  const { brand, look } = await brandAtHand(ctx)
  const language = wish ?? order.language ?? order.buyer.language ?? brand.language
  const shipments = (await shipmentsOf(ctx, order.orderId)).filter((s) => s.cancelledAt === null)
  return {
    order,
    language,
    zone: brand.zone,
    look,
    shipments,
    // What has left has an expectation of its own.
    expected:
      shipments.length > 0 && !isPartlySent(order, shipments) ? null : await expectedFor(ctx, order, brand.zone),
    told: await contentOf(ctx, order, stage, language),
  }
}

const isPartlySent = (order: Order, shipments: readonly Shipment[]) => waitingLines({ order, shipments }).length > 0

async function contentOf(
  ctx: Context,
  order: Order,
  stage: Stage,
  language: Language,
): Promise<Map<string, ToldContent>> {
  const externalIds = order.lines.flatMap((line) => line.productExternalId ?? [])
  if (externalIds.length === 0) return new Map()
  const products = await productsByExternal(ctx, order.source, externalIds)
  const told = await productContent(
    ctx,
    products.map((p) => p.productId),
    stage,
    language,
  )
  const byId = new Map(told.map((t) => [t.productId, t]))
  return new Map(
    products.flatMap((p) => (byId.has(p.productId) ? [[p.externalId, byId.get(p.productId) as ToldContent]] : [])),
  ) // safe: has() was asked
}
