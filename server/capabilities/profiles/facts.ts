import { people, type PersonRow } from "#customers"
import { type DeedRow, deeds } from "#events"
import { type StandingOrder, standingOrders } from "#orders"
import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import { engagementNames } from "./engagement-rules.ts"
import { type MoodSignal, signalOfWords, signalsOfDeeds } from "./mood-rules.ts"
import { type StageFacts } from "./stage-rules.ts"
import { type ConversationRow, selectConversations } from "./storage-conversations.ts"

/** Where else moods can be read: cases of support, surveys. By the ids the signs were recorded under. */
export type MoodSource = {
  readonly name: string
  readonly read: (ctx: Context, customerIds: readonly string[]) => Promise<ReadonlyMap<string, readonly MoodSignal[]>>
}
export const moodSources = contributionPoint<MoodSource>("profiles.mood-sources")

/** The facts of one person from which all that her page says is worked out. */
export type Gathered = {
  readonly row: PersonRow
  readonly orders: readonly StandingOrder[]
  readonly done: readonly DeedRow[]
  readonly conversations: readonly ConversationRow[]
  readonly signals: readonly MoodSignal[]
}

const interestNames = [
  "Product Viewed",
  "Product Added",
  "Product Added to Wishlist",
  "Products Searched",
  "Checkout Started",
  "Consent Given",
  "Survey Answered",
]
const refusalNames = ["Consent Withdrawn"]
const names = [...new Set([...engagementNames, ...interestNames, ...refusalNames])]

/** The people behind these ids with their facts; erased ones and strangers are missing. */
export async function gather(ctx: Context, customerIds: readonly string[]): Promise<Gathered[]> {
  const rows = await people(ctx, customerIds)
  const ids = rows.flatMap((row) => row.ids)
  const [orders, done, conversations] = [
    await standingOrders(ctx, ids),
    await deeds(ctx, ids, names),
    await selectConversations(ctx, ids),
  ]
  const others = new Map<string, MoodSignal[]>()
  for (const source of ctx.product.contributed(moodSources))
    for (const [id, signals] of await source.read(ctx, ids)) others.set(id, [...(others.get(id) ?? []), ...signals])
  const byId = {
    orders: Map.groupBy(orders, (one) => one.customerId),
    done: Map.groupBy(done, (one) => one.customerId),
    conversations: Map.groupBy(conversations, (one) => one.customerId),
  }
  return rows.map((row) => {
    const own = <T>(map: ReadonlyMap<string, readonly T[]>) => row.ids.flatMap((id) => map.get(id) ?? [])
    const doneByHer = own(byId.done)
    const talks = own(byId.conversations)
    const signals = [...signalsOfDeeds(doneByHer), ...talks.flatMap(signalOfTalk), ...own(others)]
    return {
      row,
      orders: own(byId.orders).toSorted((a, b) => a.placedAt.getTime() - b.placedAt.getTime()),
      done: doneByHer,
      conversations: talks.toSorted((a, b) => b.at.getTime() - a.at.getTime()),
      signals: signals.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
    }
  })
}

/** What staff saw counts; without it the words do. */
function signalOfTalk({ at, mood, text }: ConversationRow): MoodSignal[] {
  if (mood === null) return text === null ? [] : signalOfWords(text, at)
  return [{ at, value: mood / 2, source: "staff", text, how: { ja: "スタッフが感じたようす", en: "as staff saw it" } }]
}

export function stageFactsOf({ row, orders, done }: Gathered, usualDays: number): StageFacts {
  const isMarketing = (one: { purpose: string }) => one.purpose === "marketing"
  const said = row.consents.filter(isMarketing)
  const refusals = done.filter(({ name }) => refusalNames.includes(name)).map(({ occurredAt }) => occurredAt)
  const refusesAll = said.length > 0 && said.every(({ state }) => state === "withdrawn")
  return {
    firstSeenAt: row.firstSeenAt,
    purchases: orders.map(({ placedAt }) => placedAt),
    interests: done.filter(({ name }) => interestNames.includes(name)).map(({ occurredAt }) => occurredAt),
    refusedAt: refusesAll ? (refusals.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null) : null,
    usualDays,
  }
}
