import {
  defaultProgramme,
  judgeOrders,
  plainAction,
  programmeVersions,
  publishProgramme,
  saveProgramme,
} from "#loyalty"
import { enrolAll, publishRanks, RanksDocument, saveRanks, showRanks } from "#members"
import { balancesOf } from "#points"
import { liveRewards, makeReward, publishReward, redeemReward, RewardShape } from "#rewards"
import type { Context } from "#kernel/context"
import { inTransaction } from "#kernel/context"
import type { Life, PlacedOrder } from "./model.ts"
import { products } from "./products.ts"
import { day } from "./times.ts"
import { together } from "./together.ts"

const atOnce = 200

/** The circle of ひなた began a year before the demo is made: who bought since then, and is in it, has earned. */
const begun = (madeAt: Date) => new Date(madeAt.getTime() - 365 * day)

const programme = (madeAt: Date) => ({
  ...defaultProgramme,
  pointName: { ja: "ひなたポイント", en: "Hinata points" },
  actions: [
    ...defaultProgramme.actions,
    {
      ...plainAction,
      key: "line",
      title: { ja: "LINEで友だちになる", en: "Become friends on LINE" },
      points: 100,
      on: { kind: "consent" as const, channel: "line" as const },
    },
    {
      ...plainAction,
      key: "birthday",
      title: { ja: "お誕生日", en: "Your birthday" },
      points: 300,
      once: "year" as const,
      on: { kind: "birthday" as const },
    },
  ],
  multipliers: [
    {
      key: "autumn",
      name: { ja: "秋の2倍", en: "Double points in autumn" },
      bonusBp: 10_000,
      from: new Date(madeAt.getTime() - 40 * day),
      until: new Date(madeAt.getTime() - 26 * day),
      segmentId: null,
      products: [],
      categories: [],
      channels: [],
      caps: { perOrder: null, perPerson: null, inAll: null },
      priority: 0,
      isOn: true,
    },
  ],
  intent: "二度目、三度目のお買い物を増やす",
})

const ranks = RanksDocument.parse({
  metric: "spend",
  window: { kind: "rolling", months: 12 },
  judged: { every: "month" },
  graceDays: 30,
  ranks: [
    { key: "hi", name: { ja: "ひ", en: "Sun" }, needs: 0 },
    {
      key: "hinata",
      name: { ja: "ひなた", en: "Sunny place" },
      needs: 15_000,
      benefits: [{ kind: "points-bonus", bonusBp: 2_500 }],
    },
    {
      key: "ohisama",
      name: { ja: "おひさま", en: "Bright sun" },
      needs: 40_000,
      benefits: [
        { kind: "points-bonus", bonusBp: 5_000 },
        { kind: "free-shipping" },
        { kind: "early-access", hours: 24 },
      ],
    },
  ],
})

/** What points are spent on at ひなた. */
function rewardsOf(madeAt: Date) {
  const inDays = (days: number) => new Date(madeAt.getTime() + days * day)
  const sku = products[0]?.variants[0]?.sku ?? ""
  return [
    {
      name: { ja: "和紙の贈りもの包み", en: "Gift wrapping in washi" },
      about: { ja: "次のお荷物を、和紙でお包みします。", en: "Your next parcel, wrapped in washi." },
      gives: { kind: "gift-wrap" as const },
      points: 150,
      worth: 330,
    },
    {
      name: { ja: "お試しの一本", en: "A bottle to try" },
      about: { ja: "いちばん選ばれている品を、小さな瓶で。", en: "What is chosen most, in a small bottle." },
      gives: { kind: "product" as const, sku },
      points: 500,
      worth: 880,
      stock: 120,
      perPerson: 2,
    },
    {
      name: { ja: "鎌倉の森に、苗木を", en: "A tree for the woods of Kamakura" },
      about: { ja: "一口ごとに、植林の会へ寄付します。", en: "Each unit goes to those who plant them." },
      gives: { kind: "donation" as const, to: { ja: "植林の会", en: "The tree planters" }, amount: 100 },
      points: 100,
      perTime: 10,
    },
    {
      name: { ja: "工房の見学と、香りの調合", en: "A visit to the workshop" },
      about: { ja: "作り手と話しながら、自分の香りを一つ。", en: "Mix a scent of your own with those who make ours." },
      gives: {
        kind: "experience" as const,
        place: { ja: "鎌倉の工房", en: "Our workshop in Kamakura" },
        startsAt: inDays(40),
        endsAt: new Date(inDays(40).getTime() + day / 12),
        answerBy: inDays(33),
      },
      points: 800,
      stock: 12,
      perPerson: 1,
      perTime: 2,
    },
  ].map((reward) => RewardShape.parse(reward))
}

/**
 * Programme, ranks, members, the points of a year, and what some of them chose for theirs. What is there already is found
 * and left alone.
 */
export async function bringCircle(
  filling: Context,
  { orders }: Pick<Life, "orders">,
  placed: ReadonlyMap<string, string>,
  customerIds: ReadonlyMap<number, string>,
  madeAt: Date,
): Promise<void> {
  const [ctx, then] = [madeAt, begun(madeAt)].map((at) => ({ ...filling, now: () => at })) as [Context, Context] // safe: one for each
  if ((await programmeVersions(ctx)).length === 0) {
    const { revision } = await saveProgramme(then, { programme: programme(madeAt), basedOn: 0 })
    await publishProgramme(then, { basedOn: revision })
  }
  if ((await showRanks(ctx)).versions.length === 0) {
    const { revision } = await saveRanks(then, ranks, "", 0)
    await publishRanks(then, revision)
  }
  await bringRewards(ctx, madeAt)
  const earning = orders.filter((order) => isIn(order) && order.snapshot.placedAt >= begun(madeAt))
  const lanes = [0, 8].map((lane) => earning.filter(({ person }) => person % 16 === lane))
  await together(lanes.map((lane) => bringMembers(ctx, lane, customerIds, madeAt)))
  await together(lanes.map((lane) => judge(ctx, lane, placed)))
  await chooseRewards(ctx, [...new Set(earning.map(({ person }) => customerIds.get(person) ?? ""))])
}

/** One in eight belongs to the circle, whatever else they do: enough to look at, and made within moments. */
const isIn = ({ person }: Pick<PlacedOrder, "person">) => person % 8 === 0

async function judge(ctx: Context, orders: readonly PlacedOrder[], placed: ReadonlyMap<string, string>) {
  const ids = orders.flatMap(({ snapshot }) => placed.get(snapshot.externalId) ?? [])
  for (let at = 0; at < ids.length; at += atOnce) await judgeOrders(ctx, ids.slice(at, at + atOnce))
}

async function bringMembers(
  ctx: Context,
  earning: readonly PlacedOrder[],
  customerIds: ReadonlyMap<number, string>,
  madeAt: Date,
): Promise<void> {
  const firsts = new Map<number, Date>()
  for (const { person, snapshot } of earning) {
    const known = firsts.get(person)
    if (!known || snapshot.placedAt < known) firsts.set(person, snapshot.placedAt)
  }
  const joinings = [...firsts].map(([person, at]) => ({
    customerId: customerIds.get(person) ?? "",
    by: person % 3 === 0 ? ("shop" as const) : ("mail" as const),
    // An hour before they paid, so that the order that brought them earns.
    at: new Date(Math.max(at.getTime() - day / 24, begun(madeAt).getTime())),
  }))
  for (let at = 0; at < joinings.length; at += atOnce) await enrolAll(ctx, joinings.slice(at, at + atOnce))
}

async function bringRewards(ctx: Context, madeAt: Date): Promise<void> {
  if ((await inTransaction(ctx, liveRewards)).length > 0) return
  await inTransaction(ctx, async (ctx) => {
    for (const reward of rewardsOf(madeAt)) await publishReward(ctx, (await makeReward(ctx, reward)).rewardId)
  })
}

/**
 * A few have chosen something: some of it waits for the staff to hand it over. What somebody chooses goes by their place
 * alone, so that a filling that was interrupted asks for the same again.
 */
async function chooseRewards(ctx: Context, customerIds: readonly string[]): Promise<void> {
  const rewards = (await inTransaction(ctx, liveRewards)).filter(({ document }) => document.points <= 500)
  const balances = await balancesOf(ctx, customerIds)
  let chosen = 0
  for (const [place, customerId] of customerIds.entries()) {
    const reward = rewards[place % rewards.length]
    if (!reward || chosen >= 40) return
    if ((balances.get(customerId)?.available ?? 0) < reward.document.points + 200) continue
    await redeemReward(ctx, { customerId, rewardId: reward.rewardId, key: "demo" })
    chosen++
  }
}
