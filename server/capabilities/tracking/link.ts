import type { Context } from "#kernel/context"
import { issueToken } from "#kernel/tokens"

/** What a link to an order's page shows: to its buyer all, to the recipient of a gift neither prices nor the number. */
export type Reader = "buyer" | "recipient"

/** The path of an order's tracking page: good for 180 days, opens this one order and nothing else (S-LINK1). */
export const trackingLink = (ctx: Context, slug: string, orderId: string, reader: Reader = "buyer"): `/${string}` =>
  `/s/${slug}/orders/${issueToken(ctx, "tracking", { subject: reader === "buyer" ? "" : reader, resource: orderId })}`

/** For whom a link was made. */
export const readerOf = (link: { readonly subject: string }): Reader =>
  link.subject === "recipient" ? "recipient" : "buyer"
