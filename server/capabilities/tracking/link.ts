import type { Context } from "#kernel/context"
import { issueToken } from "#kernel/tokens"

/** The path of an order's tracking page: good for 180 days, opens this one order and nothing else (S-LINK1). */
export const trackingLink = (ctx: Context, slug: string, orderId: string): `/${string}` =>
  `/s/${slug}/orders/${issueToken(ctx, "tracking", { subject: "", resource: orderId })}`
