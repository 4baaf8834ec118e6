import { ratesByGroup, type RatesByGroup, ratesOf } from "#engagement"
import { letterEnds, letterPeople } from "#messages"
import { customersByIds } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { compare } from "./comparison-rules.ts"
import { known } from "./edit-campaign.ts"
import type { CampaignRow } from "./model-stored.ts"
import type { Comparison, End, VariantNumbers } from "./model-views.ts"
import { countPassedOver, selectPassedOver } from "./storage-people.ts"
import type { z } from "zod"

type Ends = z.output<typeof End>[]

/** What came of a campaign, counted from its letters (R6): planned is the sum of all ends and of what is still open (G3). */
export const showNumbers = (ctx: Context, campaignId: string) =>
  inTransaction(ctx, async (ctx) => {
    const campaign = await known(ctx, campaignId)
    const ends: Ends = (await letterEnds(ctx, { id: campaignId })).map(({ version, step, ...end }) => ({
      occurrence: version,
      variant: step,
      ...end,
    }))
    const filter = { origin: { kind: "campaign" as const, id: campaignId } }
    const groups = await ratesByGroup(ctx, filter)
    const variants = campaign.plan.variants.map(({ key, name }) => variantNumbers(key, name, ends, groups))
    return {
      planned: sum(ends.map(({ count }) => count)),
      open: sum(ends.filter(({ state }) => openStates.has(state)).map(({ count }) => count)),
      ends,
      passedOver: await countPassedOver(ctx, campaignId),
      variants,
      comparison: campaign.plan.repeat ? null : comparisonOf(variants),
      unsubscribes: await unsubscribesOf(ctx, campaign),
    }
  })

const openStates = new Set(["planned", "held", "deferred", "attempting", "retrying"])
const sum = (all: readonly number[]) => all.reduce((total, n) => total + n, 0)

function variantNumbers(
  key: string,
  name: string,
  ends: Ends,
  groups: readonly RatesByGroup[],
): z.output<typeof VariantNumbers> {
  const own = ends.filter(({ variant }) => variant === key)
  const rates = groups.filter(({ originStep }) => originStep === key)
  const total = (of: (group: RatesByGroup) => number) => sum(rates.map(of))
  return {
    key,
    name,
    planned: sum(own.map(({ count }) => count)),
    accepted: sum(own.filter(({ state }) => state === "accepted").map(({ count }) => count)),
    delivered: total((group) => group.delivered),
    openable: total(({ channel, delivered }) => (channel === "email" ? delivered : 0)),
    opened: total((group) => group.opened.human),
    openedWithMachines: total(({ opened }) => opened.human + opened.unknown + opened.machine),
    clicked: total((group) => group.clicked.human),
    clickedWithMachines: total(({ clicked }) => clicked.human + clicked.unknown + clicked.machine),
    left: total((group) => group.left),
  }
}

/** Which variant people follow more often: only what people did themselves counts (X22), and openings never decide. */
function comparisonOf(variants: readonly z.output<typeof VariantNumbers>[]): z.output<typeof Comparison> | null {
  if (variants.length < 2) return null
  const found = compare(variants.map(({ key, delivered, clicked }) => ({ key, people: delivered, did: clicked })))
  const { verdict, leader, pairs } = found
  const more = found.verdict === "not-yet" ? found.more : null
  return { verdict, leader, more, pairs: [...pairs] }
}

/** Of those in each segment of the plan who got it, how many left by it: what does not concern people shows here (C29). */
async function unsubscribesOf(ctx: Context, { campaignId, plan }: CampaignRow) {
  const [segmentId] = plan.audience.include
  if (segmentId === undefined) return []
  const { delivered, left } = await ratesOf(ctx, { origin: { kind: "campaign", id: campaignId } })
  return [{ segmentId, delivered, left }]
}

type Asked = {
  readonly campaignId: string
  readonly state?: string | undefined
  readonly reason?: string | undefined
  readonly channel?: string | undefined
  readonly variant?: string | undefined
  readonly occurrence?: number | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** The people behind a number; names only for those who may see them. `passed-over` are those without a letter. */
export const showPeople = (ctx: Context, asked: Asked) =>
  inTransaction(ctx, async (ctx) => {
    await known(ctx, asked.campaignId)
    const rows = asked.state === "passed-over" ? await passedOver(ctx, asked) : await lettered(ctx, asked)
    const people = await customersByIds(
      ctx,
      rows.map(({ customerId }) => customerId),
    )
    const mayRead = ctx.rights?.has("customers:personal") ?? true
    const last = rows.length === asked.limit ? rows.at(-1) : undefined
    return {
      items: rows.map(({ place: _place, ...row }) => {
        const person = people.get(row.customerId)
        const { displayName = null, email = null } = (mayRead ? person : undefined) ?? {}
        return { ...row, displayName, email }
      }),
      cursor: last?.place ?? null,
    }
  })

type Row = {
  readonly messageId: string | null
  readonly customerId: string
  readonly state: string
  readonly reason: string | null
  readonly channel: string | null
  readonly at: Date | null
  /** Where the next page begins. */
  readonly place: string
}

const placeOf = (cursor: string | undefined) => (cursor && /^[0-9a-f-]{36}$/.test(cursor) ? cursor : null)

async function lettered(ctx: Context, { campaignId, variant, occurrence, cursor, limit, ...filter }: Asked) {
  const { state, reason, channel } = filter
  const rows = await letterPeople(
    ctx,
    { id: campaignId, step: variant, version: occurrence, state, reason, channel },
    { after: placeOf(cursor), limit },
  )
  return rows.map(
    ({ messageId, customerId, state, reason, channel, sendAt, endedAt }): Row => ({
      messageId,
      customerId,
      state,
      reason,
      channel,
      at: endedAt ?? sendAt,
      place: messageId,
    }),
  )
}

async function passedOver(ctx: Context, { campaignId, cursor, limit }: Asked) {
  const rows = await selectPassedOver(ctx, campaignId, { after: placeOf(cursor), limit })
  return rows.map(
    ({ customerId, reason }): Row => ({
      messageId: null,
      customerId,
      state: "passed-over",
      reason,
      channel: null,
      at: null,
      place: customerId,
    }),
  )
}
