import { z } from "zod"
import { deeds } from "#events"
import { discountsGiven } from "#offers"
import { standingOrders } from "#orders"
import { pointHolders, pointsOf } from "#points"
import { type SegmentField, touchCustomers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { anyEffect, appliedEffect, enqueue } from "#kernel/effects"
import { fanKind, type FanKind, fanKinds } from "./fan-rules.ts"
import { countFans, deleteFans, type Fan, saveFans, selectFans, selectKinds } from "./storage-fans.ts"

const seenDays = 180
const atOnce = 500

/** What people do of their own accord. */
const actNames = [
  "Product Reviewed",
  "Product Shared",
  "Survey Answered",
  "Store Visited",
  "Conversation Held",
  "Message Replied",
  "LINE Message Received",
]

/** How each of these people acted in the last half year (H31). */
async function judge(ctx: Context, customerIds: readonly string[]): Promise<Fan[]> {
  const since = new Date(ctx.now().getTime() - seenDays * 86_400_000)
  const acts = countBy((await deeds(ctx, customerIds, actNames)).filter(({ occurredAt }) => occurredAt >= since))
  const orders = countBy((await standingOrders(ctx, customerIds)).filter(({ placedAt }) => placedAt >= since))
  const points = new Map((await pointsOf(ctx, customerIds, since)).map((one) => [one.customerId, one]))
  const codes = await discountsGiven(ctx, customerIds, since)
  return customerIds.map((customerId) => {
    const bought = orders.get(customerId) ?? 0
    const uses = (points.get(customerId)?.uses ?? 0) + (codes.get(customerId)?.used ?? 0)
    const own = {
      acts: acts.get(customerId) ?? 0,
      rewarded: points.get(customerId)?.acts ?? 0,
      orders: bought,
      ordersWithReward: Math.min(bought, uses),
    }
    return { customerId, kind: fanKind(own), ...own }
  })
}

function countBy(rows: readonly { readonly customerId: string }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { customerId } of rows) counts.set(customerId, (counts.get(customerId) ?? 0) + 1)
  return counts
}

const judgePiece = appliedEffect({
  kind: "accounting.fans",
  payload: z.object({ night: z.string(), after: z.uuid().nullable() }),
  concurrency: 1,
  title: { ja: "会員の見分け", en: "Telling members apart" },
  apply: async (ctx, { night, after }) => {
    const ids = await pointHolders(ctx, after, atOnce)
    await touchCustomers(ctx, await saveFans(ctx, await judge(ctx, ids)))
    const last = ids.at(-1)
    if (last && ids.length === atOnce)
      await enqueue(ctx, judgePiece, { night, after: last }, { key: `${night}:${last}` })
  },
})
export const judgePieceEffect = anyEffect(judgePiece)

/** Every night, a few hundred members at a time. */
export const judgeEverybody = (ctx: Context, at: Date): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const night = at.toISOString()
    await enqueue(ctx, judgePiece, { night, after: null }, { key: `${night}:` })
  })

/** How many there are of each kind as of the last night, and some of one kind. */
export const showFans = (ctx: Context, asked: { kind: FanKind; cursor?: string | undefined; limit: number }) =>
  inTransaction(ctx, async (ctx) => {
    const counts = await countFans(ctx)
    const after = asked.cursor && /^[0-9a-f-]{36}$/.test(asked.cursor) ? asked.cursor : null
    const items = await selectFans(ctx, asked.kind, after, asked.limit)
    const cursor = items.length === asked.limit ? (items.at(-1)?.customerId ?? null) : null
    const people = (kind: FanKind) => counts.find((one) => one.kind === kind)?.people ?? 0
    return {
      counts: fanKinds.map((kind) => ({ kind, people: people(kind) })),
      measuredAt: counts[0]?.measuredAt ?? null,
      items,
      cursor,
    }
  })

export const forgetFans = (ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> =>
  deleteFans(ctx, customerIds)

/** Two are one person: the next night says what she is. */
export const joinFans = (ctx: Context, { from }: { from: string }): Promise<void> => deleteFans(ctx, [from])

/** Whether somebody comes for the reward or for the brand. */
export const fanField: SegmentField = {
  key: "accounting.fan",
  label: { ja: "特典だけの会員・ファン", en: "Reward-seeker or fan" },
  type: "text",
  choices: [
    { value: "fan", label: { ja: "ファン", en: "Fan" } },
    { value: "both", label: { ja: "どちらとも", en: "Both" } },
    { value: "reward-only", label: { ja: "特典があるときだけ", en: "For the reward only" } },
    { value: "quiet", label: { ja: "動きなし", en: "Quiet" } },
  ],
  read: selectKinds,
}
