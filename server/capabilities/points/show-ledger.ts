import { type Context, inTransaction } from "#kernel/context"
import { addMonths, day, firstOfMonth } from "#kernel/days"
import { dayIn, startOfDay } from "#kernel/zones"
import { liveBook } from "./model.ts"
import { zoneOf } from "./open-desks.ts"
import { type MonthSum, selectEndings, selectLotTotals, selectMonthSums } from "./storage-ledger.ts"
import { selectBook } from "./storage-members.ts"
import { selectLastSeal } from "./storage-seals.ts"

export type LedgerMonth = {
  readonly month: string
  readonly opening: number
  readonly issued: number
  readonly issuedBy: readonly { readonly origin: string; readonly points: number }[]
  readonly redeemed: number
  readonly redemptions: number
  readonly expired: number
  readonly expiredPeople: number
  readonly revoked: number
  readonly adjusted: number
  readonly closing: number
  readonly isClosed: boolean
}

const shownMonths = 3

/** The last three months of the live book, rolled forward, and whether the lots say the same as the journal (L30, I15). */
export const showLedger = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const zone = await zoneOf(ctx)
    const thisMonth = firstOfMonth(dayIn(zone, ctx.now()))
    const months = Array.from({ length: shownMonths }, (_, i) => addMonths(thisMonth, i + 1 - shownMonths).slice(0, 7))
    const since = startOfDay(zone, day(`${months[0]}-01`))
    const sums = await selectMonthSums(ctx, zone, since)
    const { closedUntil } = await selectBook(ctx, liveBook)
    const lots = await selectLotTotals(ctx)
    const closedMonth = (month: string) =>
      closedUntil !== null && startOfDay(zone, addMonths(day(`${month}-01`), 1)) <= closedUntil
    const rolled = rollMonths(months, sums, closedMonth)
    const held = lots.usable + lots.held - lots.debt
    const last = await selectLastSeal(ctx, liveBook)
    return {
      months: rolled,
      ...lots,
      difference: (rolled.at(-1)?.closing ?? 0) - held,
      closedUntil,
      head: last?.hash.toString("hex") ?? null,
      endings: await selectEndings(ctx, zone),
    }
  })

/** Each month opens with what the one before closed with. */
export function rollMonths(
  months: readonly string[],
  sums: readonly MonthSum[],
  isClosed: (month: string) => boolean,
): LedgerMonth[] {
  const total = (of: readonly MonthSum[]) => of.reduce((all, { points }) => all + points, 0)
  let opening = total(sums.filter(({ month }) => month === ""))
  return months.map((month) => {
    const own = sums.filter((sum) => sum.month === month)
    const of = (kind: MonthSum["kind"]) => own.filter((sum) => sum.kind === kind)
    const most = (count: "transactions" | "people", kind: MonthSum["kind"]) =>
      of(kind).reduce((all, sum) => all + sum[count], 0)
    const closing = opening + total(own)
    const rolled = {
      month,
      opening,
      issued: total(of("issued")),
      issuedBy: of("issued").map(({ origin, points }) => ({ origin, points })),
      redeemed: -total(of("redeemed")),
      redemptions: most("transactions", "redeemed"),
      expired: -total(of("expired")),
      expiredPeople: most("people", "expired"),
      revoked: -total(of("revoked")),
      adjusted: total(of("adjusted")),
      closing,
      isClosed: isClosed(month),
    }
    opening = closing
    return rolled
  })
}
