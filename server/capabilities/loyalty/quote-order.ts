import { rootIdsOf } from "#customers"
import { productTypesOf } from "#catalog"
import { orderById } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { confirmsAt } from "./confirm-rules.ts"
import { LoyaltyError } from "./errors.ts"
import { memberFactsFor } from "./member-facts.ts"
import type { Programme } from "./model.ts"
import { anybody, type Judged, type MemberFacts } from "./model-order.ts"
import { groundOf, piecesOf } from "./order-ground.ts"
import { pointsForOrder } from "./points-rules.ts"
import { currentProgramme, programmeAt, programmeVersion } from "./programmes.ts"
import { selectStandings } from "./storage-orders.ts"

export type QuoteLine = {
  readonly lineId: string
  /** For the whole line, after discounts, minor units. */
  readonly amount: number
  readonly taxRate?: number | undefined
  readonly taxIncluded?: boolean | undefined
  /** The shop's id of the product. */
  readonly product?: string | undefined
}

export type Quote = {
  /** Null: what a member without any rank would earn. */
  readonly customerId: string | null
  readonly lines: readonly QuoteLine[]
  readonly at?: Date | undefined
  readonly channel?: "online" | "store" | undefined
  /** What will be paid with points, minor units. */
  readonly paidWithPoints?: number | undefined
}

/** What a purchase would earn: for the till, the shop's pages and the portal. Throws `loyalty.NoProgramme`. */
export const quoteOrder = (ctx: Context, { customerId, lines, at, channel, paidWithPoints }: Quote): Promise<Judged> =>
  inTransaction(ctx, async (ctx) => {
    const placedAt = at ?? ctx.now()
    const version = await programmeAt(ctx, placedAt)
    if (!version) throw LoyaltyError.NoProgramme()
    const categories = await productTypesOf(
      ctx,
      lines.flatMap(({ product }) => (product ? [product] : [])),
    )
    const orderId = ctx.id()
    const facts = {
      orderId,
      placedAt,
      channel: channel ?? "online",
      lines: lines.map(({ lineId, amount, taxRate, taxIncluded, product }) => ({
        lineId,
        amount,
        returned: 0,
        taxRate,
        taxIncluded: taxIncluded ?? true,
        product,
        category: product === undefined ? undefined : categories.get(product),
      })),
      returnedAlike: 0,
      taxWithoutRate: 0,
      paidWithPoints: paidWithPoints ?? 0,
      isOver: false,
    }
    const root = customerId === null ? undefined : (await rootIdsOf(ctx, [customerId])).get(customerId)
    const member = root
      ? await memberFactsFor(ctx, version.programme, { orderId, customerId: root, placedAt, paidAt: placedAt })
      : anybody
    return pointsForOrder(facts, version.programme, member, version.version)
  })

export type Preview = {
  readonly order: { orderId: string; number: string; placedAt: Date; total: number; currency: string }
  readonly judged: Judged
  readonly confirmsAt: Date | null
  /** What stands in the ledger for it, and by which version; null when nothing does. */
  readonly stands: { readonly points: number; readonly version: number } | null
  readonly lines: readonly { readonly lineId: string; readonly title: string; readonly amount: number }[]
  readonly isMember: boolean
}

/**
 * What an order earns, line by line: by the version it was judged by, or by another programme such as a draft. What was known
 * of its buyer is kept where she was judged already. Throws `loyalty.UnknownOrder`, `loyalty.NoProgramme`.
 */
export const previewOrder = (
  ctx: Context,
  { orderId, programme }: { orderId: string; programme?: Programme | undefined },
): Promise<Preview> =>
  inTransaction(ctx, async (ctx) => {
    const [ground] = (await orderById(ctx, orderId)) ? await groundOf(ctx, [orderId]) : []
    if (!ground) throw LoyaltyError.UnknownOrder({ field: "orderId" })
    const { order, parcels } = ground
    const [standing] = await selectStandings(ctx, [orderId])
    const held = standing ? await programmeVersion(ctx, standing.version) : await currentProgramme(ctx)
    const rules = programme ?? held?.programme
    if (!rules) throw LoyaltyError.NoProgramme()
    const paidAt = order.paymentApprovedAt ?? order.placedAt
    const root = order.customerId && (await rootIdsOf(ctx, [order.customerId])).get(order.customerId)
    const found: MemberFacts = root
      ? await memberFactsFor(ctx, rules, { orderId, customerId: root, placedAt: order.placedAt, paidAt })
      : { ...anybody, earns: !rules.membersOnly }
    const member = standing ? { ...found, ...standing.member, segments: found.segments } : found
    // Whoever is no member yet is shown what she would earn: the page says that it is not so.
    const judged = pointsForOrder(
      ground.facts(rules.yenPerPoint),
      rules,
      { ...member, earns: true },
      held?.version ?? null,
    )
    const delivery = { channel: order.channel, placedAt: order.placedAt, paidAt, pieces: piecesOf(order), parcels }
    return {
      order: {
        orderId,
        number: order.number,
        placedAt: order.placedAt,
        total: order.totals.total,
        currency: order.currency,
      },
      judged,
      confirmsAt: confirmsAt(delivery, rules.confirms),
      stands: standing ? { points: standing.points, version: standing.version } : null,
      lines: order.lines.map(({ externalId, title, quantity, unitPrice, discount }) => ({
        lineId: externalId,
        title,
        amount: Math.max(0, quantity * unitPrice - discount),
      })),
      isMember: member.earns,
    }
  })
