import { currentProgramme } from "#loyalty"
import { standingOrders } from "#orders"
import { brandAtHand } from "#tracking"
import { type Context, inTransaction } from "#kernel/context"
import { ReferralError } from "./errors.ts"
import type { ShareReason } from "./model.ts"
import { hopsOf, reachedBy, type Spread, type SpreadLink, spreadOf, treeOf, viralRoi } from "./spread-rules.ts"
import {
  selectCampaigns,
  selectContent,
  selectContents,
  selectOpenAlarms,
  type StoredContent,
} from "./storage-contents.ts"
import {
  type Brought,
  type LinkNumbers,
  selectBrought,
  selectCarried,
  selectFeelings,
  selectInviters,
  selectSpread,
  type SpreadFilter,
  sumCommissions,
} from "./storage-spread.ts"

const sinceOf = (ctx: Context, days: number) => new Date(ctx.now().getTime() - days * 86_400_000)

/** What a friend has bought since she was brought, this first order included, by friend; only in the brand's currency. */
async function valueOf(ctx: Context, brought: readonly Brought[]): Promise<ReadonlyMap<string, number>> {
  const { currency } = (await brandAtHand(ctx)).brand
  const since = new Map(brought.map((one) => [one.friendId, one.placedAt]))
  const orders = await standingOrders(ctx, [...since.keys()])
  const sums = new Map<string, number>()
  for (const { customerId, placedAt, currency: paid, net } of orders)
    if (paid === currency && placedAt >= (since.get(customerId) ?? placedAt))
      sums.set(customerId, (sums.get(customerId) ?? 0) + Math.max(0, net))
  return sums
}

type Whole = {
  readonly links: readonly (SpreadLink & LinkNumbers)[]
  readonly brought: readonly Brought[]
  /** What one point takes off by the programme as it is now, minor units. */
  readonly yenPerPoint: number
}

/** Links and newcomers, each link with the value of whom it brought. */
async function wholeOf(ctx: Context, filter: SpreadFilter): Promise<Whole> {
  const brought = await selectBrought(ctx, filter)
  const values = await valueOf(ctx, brought)
  const byLink = new Map<string, number>()
  for (const { linkId, friendId } of brought)
    byLink.set(linkId, (byLink.get(linkId) ?? 0) + (values.get(friendId) ?? 0))
  const links = (await selectSpread(ctx, filter)).map((link) => ({ ...link, value: byLink.get(link.linkId) ?? 0 }))
  return { links, brought, yenPerPoint: (await currentProgramme(ctx))?.programme.yenPerPoint ?? 1 }
}

/** What these newcomers cost: points of both sides at what a point is worth, and what coupons took off; minor units. */
const costOf = ({ brought, yenPerPoint }: Pick<Whole, "brought" | "yenPerPoint">): number =>
  brought.reduce((sum, { points, discount }) => sum + points * yenPerPoint + discount, 0)

export type Money = { readonly value: number; readonly cost: number; readonly roi: number | null }
const moneyOf = (value: number, cost: number): Money => ({ value, cost, roi: viralRoi(value, cost) })

/** How everything that was shared did (J11–J13, J17, J18). Points are reckoned at what the programme says they are worth. */
export const showResults = (ctx: Context, days: number) =>
  inTransaction(ctx, async (ctx) => {
    const since = sinceOf(ctx, days)
    const { links, brought, yenPerPoint } = await wholeOf(ctx, { since })
    const contents = await selectContents(ctx)
    const campaigns = await selectCampaigns(ctx)
    const spread = spreadOf(links)
    const made = [...contents, ...campaigns].filter(({ createdAt }) => createdAt >= since)
    const cost =
      costOf({ brought, yenPerPoint }) +
      (await sumCommissions(ctx, since)) +
      made.reduce((sum, { document }) => sum + document.cost, 0)
    return {
      currency: (await brandAtHand(ctx)).brand.currency,
      spread,
      yenPerPoint,
      money: moneyOf(spread.value, cost),
      channels: byChannel(links),
      hops: hopsOf(links),
      carried: await selectCarried(ctx, since),
      reasons: byReason(links, contents),
      markets: byMarket(brought),
      alarms: (await selectOpenAlarms(ctx)).map((alarm) => ({
        ...alarm,
        title: contents.find((one) => one.contentId === alarm.contentId)?.document.title ?? null,
      })),
      inviters: await selectInviters(ctx, 50),
    }
  })

const grouped = <K extends string>(links: Whole["links"], keyOf: (link: Whole["links"][number]) => K | null) =>
  [...Map.groupBy(links, keyOf)].flatMap(([key, those]) => (key === null ? [] : [{ key, spread: spreadOf(those) }]))

const byChannel = (links: Whole["links"]) =>
  grouped(links, ({ channel }) => channel)
    .map(({ key, spread }) => ({ channel: key, spread }))
    .sort(further)

/** What spreads furthest first. */
const further = (a: { readonly spread: Spread }, b: { readonly spread: Spread }) =>
  b.spread.newcomers - a.spread.newcomers || b.spread.reach - a.spread.reach

/** What is passed on because it is useful, beside what is passed on because it moves (J14, J15). */
function byReason(
  links: Whole["links"],
  contents: readonly StoredContent[],
): { reason: ShareReason; contents: number; spread: Spread }[] {
  const reasonOf = new Map(contents.map(({ contentId, document }) => [contentId, document.reason]))
  return grouped(links, ({ contentId }) => (contentId === null ? null : (reasonOf.get(contentId) ?? null)))
    .map(({ key, spread }) => ({
      reason: key,
      contents: contents.filter(({ document }) => document.reason === key).length,
      spread,
    }))
    .sort(further)
}

const byMarket = (brought: readonly Brought[]) =>
  [...Map.groupBy(brought, ({ market }) => market ?? "")]
    .map(([market, those]) => ({ market, newcomers: those.length }))
    .sort((a, b) => b.newcomers - a.newcomers || (a.market < b.market ? -1 : 1))
    .slice(0, 60)

/** Everything that was made to be shared, with what came of it. */
export const listContents = (ctx: Context, days: number) =>
  inTransaction(ctx, async (ctx) => {
    const since = sinceOf(ctx, days)
    const { links, brought, yenPerPoint } = await wholeOf(ctx, { since })
    const feelings = new Map((await selectFeelings(ctx, since)).map((one) => [one.contentId, one]))
    const rows = (await selectContents(ctx)).map((content) => {
      const spread = spreadOf(links.filter((link) => link.contentId === content.contentId))
      const own = brought.filter((one) => one.contentId === content.contentId)
      const cost = content.document.cost + costOf({ brought: own, yenPerPoint })
      return {
        ...content,
        spread,
        money: moneyOf(spread.value, cost),
        feelings: feelingsIn(feelings.get(content.contentId)),
      }
    })
    return { items: rows, currency: (await brandAtHand(ctx)).brand.currency }
  })

const feelingsIn = (one: { moved: number; useful: number; negative: number } | undefined) => ({
  moved: one?.moved ?? 0,
  useful: one?.useful ?? 0,
  negative: one?.negative ?? 0,
})

const treeLimit = 300

/** One content: its tree of shares, generations, and hops from channel to channel (J11, J13). `contentId` null: without one. */
export const showSpread = (ctx: Context, contentId: string | null, days: number) =>
  inTransaction(ctx, async (ctx) => {
    const whole = await wholeOf(ctx, { since: sinceOf(ctx, days), contentIds: [contentId] })
    const { links } = whole
    const spread = spreadOf(links)
    const numbers = new Map(links.map((link) => [link.linkId, link]))
    const content = contentId === null ? undefined : await selectContent(ctx, contentId)
    if (contentId !== null && !content) throw ReferralError.UnknownContent({ field: "contentId" })
    return {
      spread,
      cost: costOf(whole) + (content?.document.cost ?? 0),
      hops: hopsOf(links),
      channels: byChannel(links),
      tree: treeOf(links, treeLimit).map(({ linkId, depth }) => ({ depth, ...nodeOf(numbers.get(linkId), linkId) })),
      left: Math.max(0, links.length - treeLimit),
    }
  })

const nodeOf = (link: Whole["links"][number] | undefined, linkId: string) => ({
  linkId,
  customerId: link?.customerId ?? null,
  partnerId: link?.partnerId ?? null,
  channel: link?.channel ?? ("other" as const),
  generation: link?.generation ?? 0,
  isPaused: (link?.pausedAt ?? null) !== null,
  shares: link?.shares ?? 0,
  visitors: link ? reachedBy(link) : 0,
  claims: link?.claims ?? 0,
  newcomers: link?.referrals ?? 0,
  value: link?.value ?? 0,
})

/** Campaigns with people of reach, each with what its contents brought (J21). */
export const listCampaigns = (ctx: Context, days: number) =>
  inTransaction(ctx, async (ctx) => {
    const contents = await selectContents(ctx)
    const since = sinceOf(ctx, days)
    const { links, brought, yenPerPoint } = await wholeOf(ctx, { since })
    const items = (await selectCampaigns(ctx)).map((campaign) => {
      const own = contents.filter(({ document }) => document.campaignId === campaign.campaignId)
      const ids = new Set<string | null>(own.map(({ contentId }) => contentId))
      const spread = spreadOf(links.filter(({ contentId }) => ids.has(contentId)))
      const cost =
        campaign.document.cost +
        own.reduce((sum, { document }) => sum + document.cost, 0) +
        costOf({ brought: brought.filter(({ contentId }) => ids.has(contentId)), yenPerPoint })
      return { ...campaign, contents: own.length, spread, money: moneyOf(spread.value, cost) }
    })
    return { items, currency: (await brandAtHand(ctx)).brand.currency }
  })
