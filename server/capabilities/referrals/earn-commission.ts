import type { Order } from "#orders"
import type { Context } from "#kernel/context"
import { commissionOn } from "./commission-rules.ts"
import type { Programme } from "./model.ts"
import { currentProgramme } from "./programme.ts"
import { dueOn } from "./settle-referral.ts"
import type { LinkAtDoor } from "./storage-links.ts"
import {
  hasBroughtBefore,
  holdCommission,
  insertCommission,
  selectPartner,
  updateCommission,
} from "./storage-partners.ts"

type Earned = {
  readonly order: Order
  readonly friendId: string
  readonly link: LinkAtDoor
  readonly partnerId: string
  readonly programme: Programme
}

/** An order that came by a partner's link earns a commission (J06), pending until the return window is over. */
export async function earnCommission(
  ctx: Context,
  { order, friendId, link, partnerId, programme }: Earned,
): Promise<void> {
  const partner = await selectPartner(ctx, partnerId)
  // Nobody earns by buying for himself, and later orders count only where that was agreed.
  if (!partner || partner.document.customerId === friendId) return
  if (!partner.document.repeats && (await hasBroughtBefore(ctx, { partnerId, friendId, orderId: order.orderId })))
    return
  const net = Math.max(0, order.totals.total - order.totals.refunded)
  await insertCommission(ctx, {
    commissionId: ctx.id(),
    partnerId,
    orderId: order.orderId,
    friendId,
    linkId: link.linkId,
    amount: commissionOn(net, partner.document.commission),
    orderAmount: net,
    currency: order.currency,
    placedAt: order.placedAt,
    releasesAt: await dueOn(ctx, order, programme),
    terms: partner.document.commission,
  })
}

/** The order has changed: so has what it earns, until it is paid. What was paid already is taken off the next payout. */
export async function settleCommission(ctx: Context, order: Order): Promise<void> {
  const held = await holdCommission(ctx, order.orderId)
  if (!held) return
  const programme = (await currentProgramme(ctx))?.document
  const net = order.counted ? Math.max(0, order.totals.total - order.totals.refunded) : 0
  await updateCommission(ctx, held.commissionId, {
    amount: commissionOn(net, held.terms),
    orderAmount: net,
    releasesAt: programme ? await dueOn(ctx, order, programme) : held.releasesAt,
  })
}
