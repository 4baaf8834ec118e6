import { rootIdsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { gatherOver } from "#kernel/gather"
import { readCard } from "./card-rules.ts"
import { liveOf, plansOf, ranksKind } from "./documents.ts"
import { MemberError } from "./errors.ts"
import type { HeldPlan, Member, MemberRank } from "./model.ts"
import type { RanksDocument } from "./model-ranks.ts"
import { readQr } from "./qr.ts"
import {
  type ActivePlan,
  type Holder,
  type MemberRow,
  selectActivePlans,
  selectCardHolders,
  selectMembers,
} from "./storage.ts"

/** `ring`: this beta ring's people, too; `rings`: those of any. */
type Rings = { readonly ring?: string; readonly rings?: boolean }

/**
 * Those of these people who are or were members, by the ids as given. Who takes part in a beta ring only is missing, unless
 * that ring is asked for.
 */
export const membersOf = (
  ctx: Context,
  customerIds: readonly string[],
  { ring, rings = false }: Rings = {},
): Promise<ReadonlyMap<string, Member>> =>
  inTransaction(ctx, (ctx) =>
    gatherOver(ctx, `members.of:${rings ? "any" : (ring ?? "")}`, customerIds, (ctx, ids) =>
      membersAmong(ctx, ids, { ring, rings }),
    ),
  )

async function membersAmong(
  ctx: Context,
  customerIds: readonly string[],
  { ring, rings }: { readonly ring: string | undefined; readonly rings: boolean },
): Promise<ReadonlyMap<string, Member>> {
  const roots = await rootIdsOf(ctx, customerIds)
  const rows = await selectMembers(ctx, [...new Set(roots.values())])
  const seen = rows.filter((row) => rings || row.ring === null || row.ring === ring)
  if (seen.length === 0) return new Map()
  const live = await liveOf(ctx, ranksKind)
  const plans = await heldPlans(ctx, seen)
  const byRoot = new Map(seen.map((row) => [row.rootId, memberOf(row, live?.document, plans.get(row.rootId) ?? [])]))
  return new Map(
    [...roots].flatMap(([id, root]) => {
      const member = byRoot.get(root)
      return member ? [[id, member] as const] : []
    }),
  )
}

/** The member, who has not left. Throws `members.NotAMember`. */
export async function knownMember(ctx: Context, customerId: string, rings: Rings = {}): Promise<Member> {
  const member = (await membersOf(ctx, [customerId], rings)).get(customerId)
  if (!member || member.left) throw MemberError.NotAMember()
  return member
}

/** For whom points are booked by a card, and in which ring if in one only; nothing more of her. Throws `members.UnknownCard`. */
export const holderOf = (ctx: Context, code: string): Promise<Holder> =>
  inTransaction(ctx, async (ctx) => {
    const card = readCard(code) ?? readQr(ctx, code)
    const found = card === undefined ? undefined : await holderOfCard(ctx, card)
    if (!found?.belongs) throw MemberError.UnknownCard()
    return found
  })

/** Who holds these cards, by the code as given; those that open nothing are missing. */
export const holdersOf = (ctx: Context, codes: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  inTransaction(ctx, async (ctx) => {
    const cards = new Map(codes.flatMap((code) => [[code, readCard(code) ?? readQr(ctx, code) ?? ""] as const]))
    const holders = await selectCardHolders(ctx, [...new Set(cards.values())])
    return new Map(
      [...cards].flatMap(([code, card]) => {
        const holder = holders.get(card)
        return holder?.belongs ? [[code, holder.customerId] as const] : []
      }),
    )
  })

const holderOfCard = async (ctx: Context, card: string) =>
  (await gatherOver(ctx, "members.card-holders", [card], selectCardHolders)).get(card)

/** Whose card was scanned: an EAN-13 or the QR code of the member's page. Throws `members.UnknownCard`. */
export const memberByCode = (ctx: Context, code: string, rings: Rings = {}): Promise<Member> =>
  inTransaction(ctx, async (ctx) => {
    const card = readCard(code) ?? readQr(ctx, code)
    const holder = card === undefined ? undefined : (await holderOfCard(ctx, card))?.customerId
    const member = holder === undefined ? undefined : (await membersOf(ctx, [holder], rings)).get(holder)
    if (!member || member.left) throw MemberError.UnknownCard()
    return member
  })

async function heldPlans(ctx: Context, rows: readonly MemberRow[]): Promise<Map<string, HeldPlan[]>> {
  const active = await selectActivePlans(
    ctx,
    rows.map((row) => row.rootId),
  )
  if (active.length === 0) return new Map()
  const names = new Map((await plansOf(ctx)).map(({ planId, live }) => [planId, live?.document.name]))
  const held = ({ planId, kind, until }: ActivePlan): HeldPlan => {
    return { planId, name: names.get(planId) ?? { ja: "プラン", en: "Plan" }, kind, until }
  }
  return new Map([...Map.groupBy(active, (plan) => plan.rootId)].map(([root, plans]) => [root, plans.map(held)]))
}

function memberOf(row: MemberRow, ranks: RanksDocument | undefined, plans: readonly HeldPlan[]): Member {
  return {
    customerId: row.rootId,
    enrolledAt: row.enrolledAt,
    by: row.door,
    left: row.leftAt,
    card: row.card ?? "",
    terms: row.termsVersion && row.termsAt ? { version: row.termsVersion, acceptedAt: row.termsAt } : null,
    rank: rankOf(row, ranks),
    plans,
    ring: row.ring,
  }
}

function rankOf(row: MemberRow, ranks: RanksDocument | undefined): MemberRank | null {
  const rank = ranks?.ranks.find(({ key }) => key === row.rankKey)
  if (!ranks || !rank || !row.rankSince) return null
  const next = ranks.ranks.find(({ key }) => key === row.nextKey)
  return {
    key: rank.key,
    name: rank.name,
    since: row.rankSince,
    until: row.rankUntil,
    next: next ? { key: next.key, name: next.name, missing: row.missing ?? 0, metric: ranks.metric } : null,
  }
}
