import { publicUrl } from "#brands"
import { brandAtHand } from "#tracking"
import type { Context } from "#kernel/context"
import { issueToken } from "#kernel/tokens"
import { readCart, writeCart, type CartItem } from "./cart-rules.ts"
import { OfferError } from "./errors.ts"

/**
 * A signed link to a page with these goods ready to be bought and the code applied (M10, S-LINK5): good for fourteen days,
 * for this person. Prices and stock are looked up when it is opened. Throws `offers.CartTooLong`.
 */
export async function cartLink(
  ctx: Context,
  wanted: {
    readonly customerId: string
    readonly items: readonly CartItem[]
    readonly offerCode?: string | undefined
    /** The message that carries it, for the timeline. */
    readonly messageId?: string | undefined
  },
): Promise<string> {
  const resource = writeCart({
    items: wanted.items,
    code: wanted.offerCode ?? null,
    messageId: wanted.messageId ?? null,
  })
  if (Buffer.byteLength(resource) > 1_200 || !readCart(resource)) throw OfferError.CartTooLong({ field: "items" })
  const { slug } = (await brandAtHand(ctx)).brand
  return publicUrl(ctx, `/s/${slug}/cart/${issueToken(ctx, "cart", { subject: wanted.customerId, resource })}`)
}
