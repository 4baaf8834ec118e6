import iconv from "encoding-japanese"
import { audit } from "#brands"
import { keptOfOrders } from "#orders"
import { accountMoves, earnedOrders } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { addDays } from "#kernel/days"
import { dayIn, startOfDay } from "#kernel/zones"
import { allocateSale } from "./allocate-rules.ts"
import { expectedUse } from "./breakage.ts"
import { csv, type DayMove, freeeCsv, journalOf, plainCsv, yayoiCsv } from "./journal-rules.ts"
import { firstDayOf, lastDayOf, monthReport, zoneOf } from "./roll-forward.ts"
import { accountSettings, versionedAccountSettings } from "./settings.ts"

export const fileKinds = ["journal", "yayoi", "freee", "allocation", "roll-forward"] as const
export type FileKind = (typeof fileKinds)[number]
const ordersAtOnce = 2_000

async function spanOf(ctx: Context, month: string) {
  const zone = await zoneOf(ctx)
  return { zone, from: startOfDay(zone, firstDayOf(month)), until: startOfDay(zone, addDays(lastDayOf(month), 1)) }
}

/** The entries of a month's journal, day by day, with the brand's accounts. */
export const journalLines = (ctx: Context, month: string) =>
  inTransaction(ctx, async (ctx) => {
    const moves = await accountMoves(ctx, { ...(await spanOf(ctx, month)), byDay: true })
    const sums = new Map<string, DayMove>()
    for (const { day, kind, origin, points } of moves) {
      const key = `${day} ${kind} ${origin}`
      sums.set(key, { day: day ?? "", kind, origin, points: (sums.get(key)?.points ?? 0) + points })
    }
    return journalOf([...sums.values()], await accountSettings(ctx))
  })

/** A month's file, piece by piece; each piece is read in a transaction of its own. */
export async function* fileOf(ctx: Context, kind: FileKind, month: string): AsyncGenerator<Buffer> {
  if (kind === "allocation") return yield* allocationOf(ctx, month)
  if (kind === "roll-forward")
    return yield Buffer.from((await inTransaction(ctx, (ctx) => monthReport(ctx, month))).report)
  const lines = await journalLines(ctx, month)
  if (kind === "journal") return yield Buffer.from(plainCsv(lines))
  if (kind === "freee") return yield Buffer.from(freeeCsv(lines))
  yield Buffer.from(
    iconv.convert(iconv.stringToCode(yayoiCsv(lines)), { to: "SJIS", from: "UNICODE", fallback: "html-entity" }),
  )
}

const head = [
  "order_id",
  "earned_on",
  "price",
  "points",
  "yen_per_point",
  "expected_use_bp",
  "ssp_of_points",
  "to_goods",
  "to_points",
  "origin",
  "parameters_version",
]

/** Each order of a month that earned points, its price shared between goods and points (L31). */
async function* allocationOf(ctx: Context, month: string): AsyncGenerator<Buffer> {
  const { zone, from, until } = await inTransaction(ctx, (ctx) => spanOf(ctx, month))
  const { settings, version } = await inTransaction(ctx, versionedAccountSettings)
  const { bp } = await inTransaction(ctx, expectedUse)
  const parameters = { yenPerPoint: settings.yenPerPoint, expectedUseBp: bp, method: settings.allocation }
  yield Buffer.from(`\uFEFF${csv([head])}`)
  for (let after: string | null = null; ; ) {
    const place: string | null = after
    const page = await inTransaction(ctx, async (ctx) => {
      const orders = await earnedOrders(ctx, { from, until, after: place, limit: ordersAtOnce })
      const kept = await keptOfOrders(
        ctx,
        orders.map(({ orderId }) => orderId),
      )
      return orders.map((order) => ({ ...order, price: kept.get(order.orderId) ?? 0 }))
    })
    const rows = page.map(({ orderId, earnedAt, price, points }) => {
      const { sspOfPoints, toGoods, toPoints } = allocateSale(
        { orderId, price, points: Math.max(0, points) },
        parameters,
      )
      return [
        orderId,
        dayIn(zone, earnedAt),
        price,
        Math.max(0, points),
        parameters.yenPerPoint,
        bp,
        sspOfPoints,
        toGoods,
        toPoints,
        "purchase",
        version,
      ]
    })
    yield Buffer.from(csv(rows))
    after = page.at(-1)?.orderId ?? null
    if (page.length < ordersAtOnce) return
  }
}

export const noteDownload = (ctx: Context, kind: FileKind, month: string): Promise<void> =>
  audit(ctx, { action: "accounting.downloaded", subject: `month:${month}`, after: { kind } })
