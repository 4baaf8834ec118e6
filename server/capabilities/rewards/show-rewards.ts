import { brandById } from "#brands"
import { rootIdsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { type Day, eachDay } from "#kernel/days"
import { dayIn } from "#kernel/zones"
import { checkNow } from "./check-reward.ts"
import { knownReward } from "./edit-rewards.ts"
import { RewardError } from "./errors.ts"
import type { Redemption, RedemptionState, RewardDocument } from "./model.ts"
import { reachNow } from "./reach.ts"
import { selectDocuments, selectRewards } from "./storage.ts"
import { countOpen, type RewardCounts, selectCounts, selectDays, selectRedemptions } from "./storage-redemptions.ts"

const nothing = { redeemed: 0, people: 0, points: 0, open: 0, cancelled: 0 }
const withCounts = <T extends { rewardId: string }>(one: T, counts: ReadonlyMap<string, RewardCounts>) => {
  const { redeemed, people, points, open, cancelled } = counts.get(one.rewardId) ?? nothing
  return { ...one, redeemed, people, points, open, cancelled }
}

/** All rewards with what became of them, and how much waits for the staff. */
export const listAll = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const counts = await selectCounts(ctx)
    const items = (await selectRewards(ctx)).map((one) => withCounts(one, counts))
    return { items, waiting: await countOpen(ctx), currency: await currencyOf(ctx) }
  })

/** One reward: what members see, what is being edited, how far it is for members, what became of it day by day. */
export const showReward = (ctx: Context, rewardId: string, days: number) =>
  inTransaction(ctx, async (ctx) => {
    const reward = withCounts(await knownReward(ctx, rewardId), await selectCounts(ctx))
    const shown = reward.draft ?? reward.live
    const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
    const since = new Date(ctx.now().getTime() - days * 86_400_000)
    return {
      reward,
      currency: await currencyOf(ctx),
      checks: shown ? [...(await checkNow(ctx, shown))] : [],
      ...(await reachNow(ctx, shown?.points ?? 0)),
      days: everyDay(await selectDays(ctx, rewardId, since, zone), dayIn(zone, since), dayIn(zone, ctx.now())),
    }
  })

type DayCount = Awaited<ReturnType<typeof selectDays>>[number]

/** Days on which nothing happened are days, too. */
const everyDay = (found: readonly DayCount[], first: Day, last: Day): DayCount[] =>
  [...eachDay(first, last)].map((day) => found.find((one) => one.day === day) ?? { day, redeemed: 0, points: 0 })

/** What would be said of a document that is still being written. */
export const tryReward = async (ctx: Context, document: RewardDocument) => ({
  checks: [...(await checkNow(ctx, document))],
  ...(await reachNow(ctx, document.points)),
})

const currencyOf = async (ctx: Context) => (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"

export type RedemptionPage = {
  readonly rewardId?: string | undefined
  readonly customerId?: string | undefined
  readonly state?: RedemptionState | undefined
  readonly sort?: "newest" | "due"
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Redemptions with the words of their reward: the newest first, or what is due first. Throws `rewards.BadCursor`. */
export const redemptionsOf = (ctx: Context, page: RedemptionPage) =>
  inTransaction(ctx, async (ctx) => {
    const { rewardId, customerId, state, limit } = page
    const isByDue = page.sort === "due"
    const customerIds = customerId === undefined ? undefined : [...(await rootIdsOf(ctx, [customerId])).values()]
    const filter = { rewardId, customerIds, state, isByDue, after: readCursor(page.cursor), limit }
    const found = await selectRedemptions(ctx, filter)
    const documents = await selectDocuments(ctx, found)
    const last = found.length === limit ? found.at(-1) : undefined
    return {
      items: found.map((one) => shown(ctx, one, documents.get(`${one.rewardId}:${one.version}`))),
      cursor: last ? writeCursor(isByDue ? (last.dueAt ?? last.redeemedAt) : last.redeemedAt, last.redemptionId) : null,
    }
  })

/** A redemption as the staff reads it: a code in full is for those who may see personal data. */
export function shown(ctx: Context, one: Redemption, document: RewardDocument | undefined) {
  const mayRead = ctx.rights?.has("customers:personal") ?? true
  const { code, url: _url, ...rest } = one.handed
  return {
    ...one,
    name: document?.name ?? { ja: "", en: "" },
    asks: document?.gives.kind === "product" ? document.gives.asks : null,
    sku: document?.gives.kind === "product" ? document.gives.sku : null,
    note: mayRead ? one.note : "",
    handed: { ...rest, ...(code === undefined ? {} : { code: mayRead ? code : `${code.slice(0, 4)}…` }) },
  }
}

const writeCursor = (at: Date, id: string) => Buffer.from(`${at.toISOString()} ${id}`).toString("base64url")

function readCursor(cursor: string | undefined): [Date, string] | undefined {
  if (cursor === undefined) return undefined
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString())
  if (!found?.[1] || !found[2]) throw RewardError.BadCursor({ field: "cursor" })
  return [new Date(found[1]), found[2]]
}
