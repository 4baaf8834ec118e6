import { brandById } from "#brands"
import { membersAmong } from "#segments"
import { membersOf, rankAt } from "#members"
import type { Context } from "#kernel/context"
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

/** What is known of a buyer when she orders, as far as the programme asks for it (H15: rank, campaigns, bonuses side by side). */
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
  const boosts = await selectBoosts(ctx, [customerId], placedAt, placedAt)
  return {
    earns: (isMember || !programme.membersOnly) && !isOut,
    rankBonusBp: rank?.bonusBp ?? 0,
    ...(rank ? { rankName: rank.name } : {}),
    segments: await segmentsOf(ctx, programme, customerId),
    boosts: boosts.map(({ boostId, bonusBp, name }) => ({ boostId, bonusBp, name })),
    used: await usedOf(ctx, programme, { orderId, customerId, placedAt }),
  }
}

async function segmentsOf(ctx: Context, { multipliers }: Programme, customerId: string): Promise<string[]> {
  const asked = [...new Set(multipliers.flatMap(({ isOn, segmentId }) => (isOn && segmentId ? [segmentId] : [])))]
  const found: string[] = []
  for (const segmentId of asked)
    if ((await membersAmong(ctx, segmentId, [customerId])).length > 0) found.push(segmentId)
  return found
}

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
