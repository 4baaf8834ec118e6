import { brandById } from "#brands"
import { pastShape } from "#orders"
import { accountMoves } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { addDays } from "#kernel/days"
import { startOfDay } from "#kernel/zones"
import { lastMonths } from "./close.ts"
import { firstDayOf, lastDayOf, zoneOf } from "./roll-forward.ts"
import { accountSettings } from "./settings.ts"

/**
 * Month by month: sales, what discounts took off them, and beside it, never in it, what points were issued, used and
 * expired, in money (H11). The last month is the one that runs.
 */
export const showCosts = (ctx: Context, { months }: { readonly months: number }) =>
  inTransaction(ctx, async (ctx) => {
    const zone = await zoneOf(ctx)
    const currency = (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
    const { yenPerPoint } = await accountSettings(ctx)
    const items = []
    for (const month of await lastMonths(ctx, months)) {
      const [from, until] = [startOfDay(zone, firstDayOf(month)), startOfDay(zone, addDays(lastDayOf(month), 1))]
      const { revenue, given, orders } = await pastShape(ctx, { from, until, currency })
      const moves = await accountMoves(ctx, { from, until, zone })
      const worth = (...kinds: readonly string[]) =>
        moves.reduce((sum, { kind, points }) => sum + (kinds.includes(kind) ? points : 0), 0) * yenPerPoint
      items.push({
        month,
        orders,
        revenue,
        discounts: given,
        issued: worth("issued"),
        used: 0 - worth("redeemed", "returned"),
        expired: 0 - worth("expired"),
        revoked: 0 - worth("revoked"),
      })
    }
    return { currency, items }
  })
