import { brandById } from "#brands"
import { productTypesOf } from "#catalog"
import { customerById, type PropertyDefinition, propertyDefinitions, wordsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { addMonths, type Day, firstOfMonth } from "#kernel/days"
import type { Text } from "#kernel/text"
import { dayIn, startOfDay } from "#kernel/zones"
import { completenessOf } from "./completeness-rules.ts"
import { engagementNames, engagementOf } from "./engagement-rules.ts"
import { ProfileError } from "./errors.ts"
import { type Gathered, gather, stageFactsOf } from "./facts.ts"
import type { Profile } from "./model.ts"
import { moodAt, moodNow } from "./mood-rules.ts"
import { partnerState, usableFor } from "./partner-rules.ts"
import { quintilesOf } from "./quintiles.ts"
import { cluesOfDeeds, cluesOfPurchases, cluesOfWords, radarOf } from "./radar-rules.ts"
import { type Quintiles, scoresOf } from "./rfm-rules.ts"
import { daysFrom, stagesOf } from "./stage-rules.ts"
import { type PartnerRow, selectPartnerValues } from "./storage-partner-values.ts"

const usualDays = 90
const monthsShown = 12
const shownTalks = 10
const shownSignals = 20

/** What everything known of a person adds up to. Throws `profiles.UnknownCustomer`. */
export async function showProfile(ctx: Context, customerId: string): Promise<Profile> {
  return inTransaction(ctx, async (ctx) => {
    const customer = await customerById(ctx, customerId)
    const [facts] = customer && !customer.erasedAt ? await gather(ctx, [customer.customerId]) : []
    if (!customer || !facts) throw ProfileError.UnknownCustomer({ field: "customerId" })
    const now = ctx.now()
    const maySeeAll = ctx.rights?.has("customers:personal") ?? true
    const definitions = (await propertyDefinitions(ctx)).filter(
      (one) => !one.isArchived && (maySeeAll || !one.personal),
    )
    const partner = await selectPartnerValues(ctx, facts.row.ids)
    const quintiles = await quintilesOf(ctx)
    const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
    const stages = stagesOf(stageFactsOf(facts, quintiles.usualDays ?? usualDays), now)
    const hide = <T extends { text: string | null }>(one: T): T => (maySeeAll ? one : { ...one, text: null })
    const talks = facts.conversations.map(({ customerId: _id, ...talk }) => hide(talk))
    return {
      stage: stages.at(-1) ?? null,
      stages: stages.toReversed(),
      rfm: rfmOf(facts, quintiles, now),
      engagement: engagement(facts, now),
      talk: {
        daysSince: lastTalk(facts) === null ? null : Math.max(0, daysFrom(lastTalk(facts) ?? now, now)),
        last: talks[0] ?? null,
        conversations: talks.slice(0, shownTalks),
      },
      mood: {
        ...moodNow(facts.signals, now),
        signals: facts.signals.slice(-shownSignals).toReversed().map(hide),
        months: monthsOf(facts, zone, now),
      },
      radar: radarOf(
        [
          ...(await bought(ctx, facts)),
          ...words(facts, definitions, partner, await saidAt(ctx, customer.customerId), now),
        ],
        now,
      ),
      completeness: completenessOf(
        customer,
        definitions,
        facts.row.consents.map(({ channel }) => channel),
      ),
      partner: maySeeAll ? partner.map((value) => partnerView(value, now)) : [],
    }
  })
}

export const partnerView = ({ customerId: _id, withdrawnAt, ...value }: PartnerRow, now: Date) => ({
  ...value,
  state: partnerState({ ...value, withdrawnAt }, now),
})

/** When somebody really talked with her last: a conversation of staff, or a reply she wrote (T06). */
function lastTalk({ conversations, done }: Gathered): Date | null {
  const replies = done.filter(({ name }) => name === "Message Replied").map(({ occurredAt }) => occurredAt)
  const all = [...conversations.map(({ at }) => at), ...replies]
  return all.length === 0 ? null : all.reduce((a, b) => (a >= b ? a : b))
}

export const engagement = ({ done }: Gathered, now: Date) =>
  engagementOf(
    done.filter(({ name }) => engagementNames.includes(name)),
    now,
  )

function rfmOf({ orders }: Gathered, quintiles: Quintiles, now: Date): Profile["rfm"] {
  const { buyers, madeAt, currency } = quintiles
  const counted = orders.filter((order) => order.currency === currency && order.placedAt <= now)
  const last = counted.at(-1)
  const bought = last
    ? {
        recencyDays: daysFrom(last.placedAt, now),
        frequency: counted.length,
        monetary: counted.reduce((sum, { net }) => sum + Number(net), 0),
        currency,
      }
    : null
  return { bought, scores: scoresOf(bought, quintiles), buyers, madeAt }
}

function monthsOf({ orders, done, signals }: Gathered, zone: string, now: Date): Profile["mood"]["months"] {
  const today = dayIn(zone, now)
  const firsts = Array.from({ length: monthsShown }, (_, i) => addMonths(firstOfMonth(today), i - monthsShown + 1))
  const monthOf = (at: Date): Day => firstOfMonth(dayIn(zone, at))
  const ordersBy = Map.groupBy(orders, ({ placedAt }) => monthOf(placedAt))
  const deedsBy = Map.groupBy(
    done.filter(({ name }) => engagementNames.includes(name)),
    ({ occurredAt }) => monthOf(occurredAt),
  )
  return firsts.map((firstDay) => {
    const end = startOfDay(zone, addMonths(firstDay, 1))
    return {
      firstDay,
      mood: moodAt(signals, end < now ? end : now),
      orders: ordersBy.get(firstDay)?.length ?? 0,
      deeds: deedsBy.get(firstDay)?.length ?? 0,
    }
  })
}

async function bought(ctx: Context, { orders, done }: Gathered) {
  const ids = [
    ...orders.flatMap(({ products }) => products.map(({ id }) => id)),
    ...done.flatMap(({ productId }) => productId ?? []),
  ]
  const typeOf = await productTypesOf(ctx, [...new Set(ids)])
  return [...cluesOfDeeds(done, typeOf), ...cluesOfPurchases(orders, typeOf)]
}

/** When each property got the value that stands, by its key. */
async function saidAt(ctx: Context, customerId: string): Promise<Map<string, number>> {
  const words = (await wordsOf(ctx, [customerId])).flatMap(({ own }) => Object.entries(own))
  const latest = new Map<string, number>()
  for (const [name, { t }] of words) {
    const key = name.startsWith("properties.") ? name.slice("properties.".length) : undefined
    if (key) latest.set(key, Math.max(t, latest.get(key) ?? 0))
  }
  return latest
}

/** What was said of her and by her: chosen properties, answers to surveys, partners' values that may be used. */
function words(
  { row, done }: Gathered,
  definitions: readonly PropertyDefinition[],
  partner: readonly PartnerRow[],
  said: ReadonlyMap<string, number>,
  now: Date,
) {
  const properties = definitions.flatMap((definition) => {
    const { [definition.key]: value } = row.properties
    if (definition.type !== "choice" && definition.type !== "list") return []
    const values = typeof value === "string" ? [value] : Array.isArray(value) ? value : []
    const label = (one: string): Text =>
      definition.choices.find((choice) => choice.value === one)?.label ?? { ja: one, en: one }
    const { ja, en } = definition.label
    return [
      {
        subject: `${definition.key} ${ja} ${en}`,
        values: values.map(label),
        at: new Date(said.get(definition.key) ?? now),
        by: definition.label,
      },
    ]
  })
  const answers = done.flatMap(({ name, occurredAt: at, properties: { question, choice } }) => {
    if (name !== "Survey Answered" || typeof question !== "string" || typeof choice !== "string") return []
    const by = { ja: `アンケート「${question}」`, en: `survey: ${question}` }
    return [{ subject: question, values: [{ ja: choice, en: choice }], at, by }]
  })
  const partners = usableFor(partner, "service", now).map(({ partner, key, value, obtainedAt: at }) => ({
    subject: key,
    values: [{ ja: value, en: value }],
    at,
    by: { ja: `提携先「${partner}」から`, en: `from the partner ${partner}` },
  }))
  return cluesOfWords([...properties, ...answers, ...partners])
}
