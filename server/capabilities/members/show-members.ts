import type { z } from "zod"
import { brandById } from "#brands"
import { maySeePersonal } from "./may-see-personal.ts"
import { type Context, inTransaction } from "#kernel/context"
import { addDays } from "#kernel/days"
import { dayIn, startOfDay } from "#kernel/zones"
import { benefitsOfMembers } from "./benefits.ts"
import { benefitWords } from "./benefits-rules.ts"
import type { MemberWhole } from "./contract.ts"
import { liveOf, plansOf, ranksKind, termsKind, versionsOf } from "./documents.ts"
import { MemberError } from "./errors.ts"
import { membersOf } from "./find-member.ts"
import { judgeAll } from "./judge.ts"
import type { Member } from "./model.ts"
import { qrOf } from "./qr.ts"
import { windowAt } from "./rank-windows-rules.ts"
import { selectAcceptances } from "./storage.ts"
import { countMembers, type Place, selectListed } from "./storage-list.ts"
import { selectHoldings } from "./storage-plans.ts"
import { countRanks, selectGifts, selectRankChanges } from "./storage-ranks.ts"
import { askedVersion } from "./terms-rules.ts"

type Listing = {
  state: "in" | "left"
  rank?: string | undefined
  planId?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** Members, the newest first. Throws `members.BadCursor`. */
export async function listAll(ctx: Context, { cursor, limit, ...filter }: Listing) {
  const rows = await selectListed(ctx, { ...filter, before: readCursor(cursor), limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ memberId: _memberId, leftAt, ...row }) => ({ ...row, left: leftAt })),
    cursor: last && rows.length > limit ? `${last.enrolledAt.getTime()}_${last.memberId}` : null,
  }
}

function readCursor(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null
  const [, at, memberId] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (!at || !memberId) throw MemberError.BadCursor()
  return { enrolledAt: new Date(Number(at)), memberId }
}

/** How many belong, by rank and altogether; joined are those of the last 30 days. */
export async function showCircle(ctx: Context) {
  const brand = await brandById(ctx, ctx.brandId)
  const zone = brand?.zone ?? "Asia/Tokyo"
  const since = startOfDay(zone, addDays(dayIn(zone, ctx.now()), -30))
  const terms = (await versionsOf(ctx, termsKind)).filter((version) => version.publishedAt !== null)
  const live = await liveOf(ctx, ranksKind)
  const counts = new Map((await countRanks(ctx)).map(({ rankKey, people }) => [rankKey, people]))
  return {
    ...(await countMembers(ctx, since, askedVersion(terms))),
    hasTerms: terms.length > 0,
    metric: live?.document.metric ?? null,
    currency: brand?.currency ?? "JPY",
    ranks: (live?.document.ranks ?? []).map(({ key, name }) => ({ key, name, people: counts.get(key) ?? 0 })),
  }
}

type Whole = z.infer<typeof MemberWhole>

/** All that is known of one membership; null for who never was a member. */
export const showMember = (ctx: Context, customerId: string): Promise<Whole> =>
  inTransaction(ctx, async (ctx) => {
    const members = await membersOf(ctx, [customerId])
    const member = members.get(customerId)
    if (!member) return { member: null }
    const benefits = (await benefitsOfMembers(ctx, members)).get(customerId) ?? []
    const plans = new Map(
      (await plansOf(ctx)).map(({ planId, live, draft }) => [planId, (live ?? draft)?.document.name]),
    )
    const holdings = await selectHoldings(ctx, member.customerId)
    const seen = maySeePersonal(ctx)
    return {
      member: {
        ...member,
        plans: [...member.plans],
        card: seen ? member.card : `${member.card.slice(0, 2)}•••••••••${member.card.slice(-2)}`,
        qr: seen && !member.left ? qrOf(ctx, member.card) : null,
      },
      benefits: benefits.map(benefitWords),
      why: member.left ? null : await whyRank(ctx, member),
      acceptances: (await selectAcceptances(ctx, member.customerId)).map(({ evidence, ...acceptance }) => ({
        ...acceptance,
        evidence: seen ? evidence : {},
      })),
      holdings: holdings.map(({ customerId: _customerId, evidence, ...holding }) => ({
        ...holding,
        name: plans.get(holding.planId) ?? { ja: "プラン", en: "Plan" },
        evidence: seen ? evidence : {},
      })),
      history: await selectRankChanges(ctx, member.customerId, 50),
      gifts: (await selectGifts(ctx, member.customerId)).map(({ rankKey, period, givenAt }) => ({
        rankKey,
        period,
        givenAt,
      })),
    }
  })

/** Why she has her rank, and what is missing to each above it (X21). */
export const whyRank = async (ctx: Context, member: Member) => (await rankNow(ctx, member))?.why ?? null

/** Her rank, judged now from the facts, and the document by which it was; null without ranks. */
export async function rankNow(ctx: Context, member: Member) {
  const live = await liveOf(ctx, ranksKind)
  if (!live) return null
  const brand = await brandById(ctx, ctx.brandId)
  const zone = brand?.zone ?? "Asia/Tokyo"
  const { customerId: rootId, enrolledAt } = member
  const judged = (await judgeAll(ctx, live.document, [{ rootId, enrolledAt }], ctx.now())).get(rootId)
  if (!judged) return null
  const { from, to } = windowAt(live.document.window, zone, ctx.now())
  const isYear = live.document.window.kind === "calendar-year" || live.document.window.kind === "fiscal-year"
  const why = {
    metric: live.document.metric,
    currency: brand?.currency ?? "JPY",
    window: live.document.window,
    countsFrom: from.getTime() === 0 ? null : from,
    countsTo: isYear ? to : null,
    total: judged.total,
    keepsUntil: judged.until,
    /** What is to come in time to keep the rank; 0 when it is kept anyway. */
    missingToKeep: judged.until ? Math.max(judged.rank.needs - judged.total, 0) : 0,
    version: live.version,
    ranks: live.document.ranks.map(({ key, name, needs }) => ({
      key,
      name,
      needs,
      isHeld: key === judged.rank.key,
      missing: Math.max(needs - judged.total, 0),
    })),
  }
  return { why, document: live.document, zone }
}
