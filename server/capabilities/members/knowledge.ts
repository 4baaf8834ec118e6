import { brandById } from "#brands"
import { customersByIds } from "#customers"
import { formatMoney, type LetterKnowledge } from "#messages"
import type { Context } from "#kernel/context"
import { birthdayIn, type Day, partsOf } from "#kernel/days"
import { counted, type Language, type Text } from "#kernel/text"
import { dayIn } from "#kernel/zones"
import { benefitsOfMembers } from "./benefits.ts"
import { benefitWords } from "./benefits-rules.ts"
import { membersOf } from "./find-member.ts"
import type { Member, Metric } from "./model.ts"

/** What letters may name of their reader's membership, in her language: `member.rank`, `member.next.missing` (H14, I31). */
export const memberKnowledge: LetterKnowledge["read"] = async (ctx: Context, customerIds) => {
  const members = await membersOf(ctx, customerIds)
  if (members.size === 0) return new Map()
  const people = await customersByIds(ctx, [...members.keys()])
  const benefits = await benefitsOfMembers(ctx, members)
  const brand = await brandById(ctx, ctx.brandId)
  const currency = brand?.currency ?? "JPY"
  const today = dayIn(brand?.zone ?? "Asia/Tokyo", ctx.now())
  return new Map(
    [...members].flatMap(([id, member]) => {
      if (member.left) return []
      const language = people.get(id)?.language ?? "ja"
      const words = (benefits.get(id) ?? []).map((benefit) => benefitWords(benefit)[language])
      const own = knownOf(member, words, language, currency)
      const joinedOn = dayIn(brand?.zone ?? "Asia/Tokyo", member.enrolledAt)
      return [[id, { member: { ...own, ...sinceJoining(joinedOn, today) } }] as const]
    }),
  )
}

/** Whole years a member, and whether the day of joining comes round today, so that a letter can say it (I34). */
export function sinceJoining(joinedOn: Day, today: Day): { readonly years: number; readonly anniversary: boolean } {
  const year = partsOf(today).year
  const dayThisYear = birthdayIn(year, joinedOn)
  const years = Math.max(0, year - partsOf(joinedOn).year - (today < dayThisYear ? 1 : 0))
  return { years, anniversary: years > 0 && today === dayThisYear }
}

function knownOf(member: Member, benefits: readonly string[], language: Language, currency: string) {
  const { rank, plans } = member
  return {
    since: member.enrolledAt.toISOString(),
    card: member.card,
    rank: rank?.name[language] ?? null,
    rankKey: rank?.key ?? null,
    rankUntil: rank?.until?.toISOString() ?? null,
    next: rank?.next
      ? {
          name: rank.next.name[language],
          missing: rank.next.missing,
          missingText: missingText(rank.next.metric, rank.next.missing, currency)[language],
        }
      : null,
    benefits,
    /** One line for the foot of a letter. */
    benefitLine: benefits.join(language === "ja" ? "・" : ", ") || null,
    plans: plans.map(({ name }) => name[language]),
  }
}

/** "¥3,200", "2回", "120pt". */
export function missingText(metric: Metric, missing: number, currency: string): Text {
  switch (metric) {
    case "spend": {
      const money = { amount: missing, currency }
      return { ja: formatMoney(money, "ja"), en: formatMoney(money, "en") }
    }
    case "orders":
      return { ja: `${missing}回`, en: counted(missing, "order") }
    case "points":
      return { ja: `${missing.toLocaleString("en-US")}ポイント`, en: counted(missing, "point") }
  }
}
