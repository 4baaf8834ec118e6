import type { Benefit, Metric } from "../../../server/capabilities/members/model.ts"
import { RanksDocument } from "../../../server/capabilities/members/model-ranks.ts"
import type { Text } from "../../../ui/text.ts"

export type RankValues = {
  key: string
  nameJa: string
  nameEn: string
  needs: number | null
  /** Per cent on top of base points. */
  bonus: number | null
  freeShipping: boolean
  earlyHours: number | null
  giftJa: string
  giftEn: string
  giftPoints: number | null
  giftOffer: string
  wordsJa: string
  wordsEn: string
}

export type Values = {
  metric: Metric
  window: "calendar-year" | "fiscal-year" | "rolling" | "ever"
  months: number | null
  firstMonth: number | null
  every: "day" | "month"
  afterDays: number | null
  graceDays: number | null
  dropsOnRefund: boolean
  countsBefore: boolean
  ranks: RankValues[]
}

/** The document as the form shows it. */
export function valuesOf(document: RanksDocument): Values {
  const { window, judged } = document
  return {
    metric: document.metric,
    window: window.kind,
    months: window.kind === "rolling" ? window.months : 12,
    firstMonth: window.kind === "fiscal-year" ? window.firstMonth : 4,
    every: judged.every === "period" ? "month" : judged.every,
    afterDays: judged.afterDays,
    graceDays: document.graceDays,
    dropsOnRefund: document.dropsOnRefund,
    countsBefore: document.countsBefore,
    ranks: document.ranks.map(rankValues),
  }
}

function rankValues({ key, name, needs, benefits }: RanksDocument["ranks"][number]): RankValues {
  const found = <K extends Benefit["kind"]>(kind: K) =>
    benefits.find((benefit): benefit is Extract<Benefit, { kind: K }> => benefit.kind === kind)
  const gift = found("gift")
  const words = found("words")
  const bonus = found("points-bonus")
  return {
    key,
    nameJa: name.ja,
    nameEn: name.en,
    needs,
    bonus: bonus ? bonus.bonusBp / 100 : null,
    freeShipping: found("free-shipping") !== undefined,
    earlyHours: found("early-access")?.hours ?? null,
    giftJa: gift?.words.ja ?? "",
    giftEn: gift?.words.en ?? "",
    giftPoints: gift?.points ?? null,
    giftOffer: gift?.offerId ?? "",
    wordsJa: words?.words.ja ?? "",
    wordsEn: words?.words.en ?? "",
  }
}

/** A further rank, for half as much again as the one before it. */
export function nextRank(ranks: readonly RankValues[]): RankValues {
  const needs = Math.round(((ranks.at(-1)?.needs ?? 0) || 10_000) * 1.5)
  let n = ranks.length + 1
  while (ranks.some(({ key }) => key === `rank-${n}`)) n++
  const none = { bonus: null, earlyHours: null, giftPoints: null, giftJa: "", giftEn: "", giftOffer: "" }
  return { key: `rank-${n}`, nameJa: "", nameEn: "", needs, freeShipping: false, wordsJa: "", wordsEn: "", ...none }
}

function benefitsOf(rank: RankValues): unknown[] {
  const gift = { ja: rank.giftJa.trim(), en: rank.giftEn.trim() || rank.giftJa.trim() }
  const words = { ja: rank.wordsJa.trim(), en: rank.wordsEn.trim() || rank.wordsJa.trim() }
  return [
    ...(rank.bonus ? [{ kind: "points-bonus", bonusBp: Math.round(rank.bonus * 100) }] : []),
    ...(rank.freeShipping ? [{ kind: "free-shipping" }] : []),
    ...(rank.earlyHours ? [{ kind: "early-access", hours: rank.earlyHours }] : []),
    ...(gift.ja ? [{ kind: "gift", words: gift, points: rank.giftPoints, offerId: rank.giftOffer || null }] : []),
    ...(words.ja ? [{ kind: "words", words }] : []),
  ]
}

/** The document that the form says, or what is wrong with it by the name of its field: `ranks.1.needs`. */
export function documentOf(values: Values): { document: RanksDocument } | { wrong: ReadonlyMap<string, Text> } {
  const isYear = values.window === "calendar-year" || values.window === "fiscal-year"
  const read = RanksDocument.safeParse({
    metric: values.metric,
    window: {
      kind: values.window,
      ...(values.window === "rolling" && { months: values.months }),
      ...(values.window === "fiscal-year" && { firstMonth: values.firstMonth }),
    },
    judged: { every: isYear ? "period" : values.every, afterDays: isYear ? (values.afterDays ?? 0) : 0 },
    graceDays: values.graceDays ?? 0,
    dropsOnRefund: values.dropsOnRefund,
    countsBefore: values.countsBefore,
    ranks: values.ranks.map((rank) => ({
      key: rank.key,
      name: { ja: rank.nameJa, en: rank.nameEn || rank.nameJa },
      needs: rank.needs,
      benefits: benefitsOf(rank),
    })),
  })
  if (read.success) return { document: read.data }
  return { wrong: new Map(read.error.issues.map(({ path }) => [path.join("."), sentenceFor(path)])) }
}

function sentenceFor(path: readonly PropertyKey[]): Text {
  const [, , field] = path.map(String)
  switch (field) {
    case "needs":
      return { ja: "下のランクより大きい数にしてください", en: "Must be more than the rank below needs" }
    case "name":
      return { ja: "名前を書いてください", en: "Give it a name" }
    default:
      return { ja: "この値は使えません。直してください", en: "This value can't be used. Change it" }
  }
}
