import { type Context, inTransaction } from "#kernel/context"
import { headStart } from "./benefits-rules.ts"
import { liveOf, plansOf, ranksKind } from "./documents.ts"
import { membersOf } from "./find-member.ts"
import type { Benefit, Member } from "./model.ts"

/** What ranks and plans give each of these people now, by the ids as given; who is no member has none and is missing. */
export const benefitsOf = (
  ctx: Context,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Benefit[]>> =>
  inTransaction(ctx, async (ctx) => benefitsOfMembers(ctx, await membersOf(ctx, customerIds)))

/** The same for members who are known already. */
export async function benefitsOfMembers(
  ctx: Context,
  members: ReadonlyMap<string, Member>,
): Promise<ReadonlyMap<string, readonly Benefit[]>> {
  if (members.size === 0) return new Map()
  const ranks = (await liveOf(ctx, ranksKind))?.document.ranks ?? []
  const hasPlans = [...members.values()].some((member) => member.plans.length > 0)
  const plans = new Map(
    hasPlans ? (await plansOf(ctx)).map(({ planId, live }) => [planId, live?.document.benefits]) : [],
  )
  return new Map(
    [...members].flatMap(([id, member]) => {
      if (member.left) return []
      const ofRank = ranks.find((rank) => rank.key === member.rank?.key)?.benefits ?? []
      return [[id, [...ofRank, ...member.plans.flatMap(({ planId }) => plans.get(planId) ?? [])]] as const]
    }),
  )
}

const hourMs = 3_600_000

/**
 * When something that opens at `opensAt` opens for her (I32): earlier by the longest head start of her rank and plans, not
 * at all before for everybody else.
 */
export async function opensFor(
  ctx: Context,
  customerIds: readonly string[],
  opensAt: Date,
): Promise<ReadonlyMap<string, Date>> {
  const benefits = await benefitsOf(ctx, customerIds)
  return new Map(
    customerIds.map((id) => [id, new Date(opensAt.getTime() - headStart(benefits.get(id) ?? []) * hourMs)]),
  )
}
