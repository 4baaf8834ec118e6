import { brandById, publicUrl } from "#brands"
import { orderById } from "#orders"
import { route } from "#kernel/capability"
import type { Context } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { getTrackingLink, listOrderMessages } from "./contract.ts"
import { trackingLink } from "./link.ts"
import { orderMessages } from "./order-messages.ts"

export const routes = [
  route(getTrackingLink, (ctx, { orderId }) => buyersLink(ctx, orderId)),
  route(listOrderMessages, (ctx, { orderId }) => orderMessages(ctx, orderId)),
]

/** A link of its own for an order of the brand. Throws `kernel.NotFound`. */
async function buyersLink(ctx: Context, orderId: string): Promise<{ url: string; path: string }> {
  const brand = await brandById(ctx, ctx.brandId)
  const order = await orderById(ctx, orderId)
  if (!brand || !order) throw KernelError.NotFound({ field: "orderId" })
  const path = trackingLink(ctx, brand.slug, orderId)
  return { url: await publicUrl(ctx, path), path }
}
