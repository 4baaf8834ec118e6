import { brandById } from "#brands"
import { membersAmong } from "#segments"
import { membersOf, planBonusesAt, rankAt } from "#members"
import type { Context } from "#kernel/context"
import { gather, gatherOver } from "#kernel/gather"
import { dayIn, endOfDay, startOfDay } from "#kernel/zones"
import { amongWhom } from "./conditions.ts"
import type { Programme } from "./model.ts"
import type { MemberFacts } from "./model-order.ts"
import { selectBoosts, selectPointsIn, selectUsed } from "./storage-orders.ts"

export type Buying = {
  readonly orderId: string
  /** By the id she is known by now. */
  readonly customerId: string
  readonly placedAt: Date
  /** When it was paid; she must have joined by then. */
  readonly paidAt: Date
}

/** What is known of a buyer when she orders, as far as the programme asks for it (H15: rank, plans, campaigns, bonuses side by side). */
export async function memberFactsFor(
  ctx: Context,
  programme: Programme,
  { orderId, customerId, placedAt, paidAt }: Buying,
): Promise<MemberFacts> {
  const member = (await membersOf(ctx, [customerId])).get(customerId)
  const isMember = member !== undefined && member.enrolledAt <= paidAt && (member.left === null || member.left > paidAt)
  const isOut =
    programme.without !== null && (await amongWhom(ctx, programme.without, [customerId], placedAt)).has(customerId)
  const rank = isMember ? (await rankAt(ctx, [customerId], placedAt)).get(customerId) : undefined
  const boosts = await boostsOf(ctx, customerId, placedAt)
  const plans = isMember ? await planBonusesAt(ctx, customerId, placedAt) : []
  return {
    earns: (isMember || !programme.membersOnly) && !isOut,
    rankBonusBp: rank?.bonusBp ?? 0,
    ...(rank ? { rankName: rank.name } : {}),
    segments: await segmentsOf(ctx, programme, customerId),
    boosts: [
      ...plans.map(({ planId, bonusBp, name }) => ({ boostId: `plan:${planId}`, bonusBp, name })),
      ...boosts.map(({ boostId, bonusBp, name }) => ({ boostId, bonusBp, name })),
    ],
    used: await usedOf(ctx, programme, { orderId, customerId, placedAt }),
  }
}

type Asked = { readonly customerId: string; readonly at: Date }

/** Bonuses of hers that hold at an instant: begun by then, not over. */
const boostsOf = (ctx: Context, customerId: string, at: Date) =>
  gather(ctx, "loyalty.boosts", { customerId, at }, async (ctx, asked: readonly Asked[]) => {
    const times = asked.map(({ at }) => at.getTime())
    const [from, until] = [new Date(Math.min(...times)), new Date(Math.max(...times))]
    const people = [...new Set(asked.map(({ customerId }) => customerId))]
    const found = Map.groupBy(await selectBoosts(ctx, people, from, until), (boost) => boost.customerId)
    return asked.map(({ customerId, at }) =>
      (found.get(customerId) ?? []).filter((boost) => boost.from <= at && boost.until > at),
    )
  })

async function segmentsOf(ctx: Context, { multipliers }: Programme, customerId: string): Promise<string[]> {
  const asked = [...new Set(multipliers.flatMap(({ isOn, segmentId }) => (isOn && segmentId ? [segmentId] : [])))]
  const found: string[] = []
  for (const segmentId of asked) if ((await among(ctx, segmentId, customerId)).has(customerId)) found.push(segmentId)
  return found
}

const among = (ctx: Context, segmentId: string, customerId: string) =>
  gatherOver(
    ctx,
    `loyalty.segment:${segmentId}`,
    [customerId],
    async (ctx, ids) => new Set(await membersAmong(ctx, segmentId, ids)),
  )

async function usedOf(
  ctx: Context,
  { multipliers, caps }: Programme,
  { orderId, customerId, placedAt }: Pick<Buying, "orderId" | "customerId" | "placedAt">,
): Promise<NonNullable<MemberFacts["used"]>> {
  const capped = multipliers.filter(({ caps, isOn }) => isOn && (caps.perPerson !== null || caps.inAll !== null))
  const rules = capped.map(({ key }) => `multiplier:${key}`)
  const campaigns = rules.length > 0 ? await selectUsed(ctx, customerId, rules, orderId) : {}
  if (caps.perPersonDay === null) return { campaigns, day: 0 }
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const day = dayIn(zone, placedAt)
  const span = { from: startOfDay(zone, day), until: endOfDay(zone, day), without: orderId }
  return { campaigns, day: await selectPointsIn(ctx, customerId, span) }
}

/** Whether what one order earns depends on what others have earned. */
export const hasCaps = ({ multipliers, caps }: Programme): boolean =>
  caps.perPersonDay !== null ||
  multipliers.some(({ isOn, caps }) => isOn && (caps.perPerson !== null || caps.inAll !== null))
