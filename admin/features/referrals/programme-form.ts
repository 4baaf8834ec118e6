import type { ButtonChannel, Programme, Reward } from "../../../server/capabilities/referrals/model.ts"
import type { Text } from "../../../ui/text.ts"

/** A programme as a form holds it: what is still being typed is null. */
export type Values = {
  nameJa: string
  nameEn: string
  inviterKind: Reward["kind"]
  inviterPoints: number | null
  inviterOffer: string
  friendKind: Reward["kind"]
  friendPoints: number | null
  friendOffer: string
  newcomer: Programme["newcomer"]["is"]
  days: number | null
  assume: number | null
  secondOrder: boolean
  minimumOrder: number | null
  monthlyCap: number | null
  attributionDays: number | null
  model: Programme["attribution"]["model"]
  disclosureJa: string
  disclosureEn: string
  subjectJa: string
  subjectEn: string
  textJa: string
  textEn: string
  headlineJa: string
  headlineEn: string
  landingJa: string
  landingEn: string
  channels: readonly ButtonChannel[]
  perMonth: number | null
  restDays: number | null
  alarmFrom: number | null
  alarmShare: number | null
  alarmPauses: boolean
}

export const valuesOf = (it: Programme): Values => ({
  nameJa: it.name.ja,
  nameEn: it.name.en,
  inviterKind: it.inviter.kind,
  inviterPoints: it.inviter.kind === "points" ? it.inviter.points : 500,
  inviterOffer: it.inviter.kind === "coupon" ? it.inviter.offerId : "",
  friendKind: it.friend.kind,
  friendPoints: it.friend.kind === "points" ? it.friend.points : 500,
  friendOffer: it.friend.kind === "coupon" ? it.friend.offerId : "",
  newcomer: it.newcomer.is,
  days: it.release.days,
  assume: it.release.assumeArrivedAfterDays,
  secondOrder: it.release.secondOrder,
  minimumOrder: it.minimumOrder || null,
  monthlyCap: it.monthlyCap,
  attributionDays: it.attribution.days,
  model: it.attribution.model,
  disclosureJa: it.disclosure.ja,
  disclosureEn: it.disclosure.en,
  subjectJa: it.share.subject.ja,
  subjectEn: it.share.subject.en,
  textJa: it.share.text.ja,
  textEn: it.share.text.en,
  headlineJa: it.landing.headline.ja,
  headlineEn: it.landing.headline.en,
  landingJa: it.landing.text.ja,
  landingEn: it.landing.text.en,
  channels: it.channels,
  perMonth: it.prompts.perMonth,
  restDays: it.prompts.restDays,
  alarmFrom: it.alarm.atLeast,
  alarmShare: it.alarm.shareBp / 100,
  alarmPauses: it.alarm.pauses,
})

const rewardOf = (kind: Reward["kind"], points: number | null, offerId: string): Reward =>
  kind === "points" ? { kind, points: points ?? 0 } : kind === "coupon" ? { kind, offerId } : { kind }

/** Of values that have nothing wrong. */
export const programmeOf = (v: Values): Programme => ({
  name: { ja: v.nameJa.trim(), en: v.nameEn.trim() },
  inviter: rewardOf(v.inviterKind, v.inviterPoints, v.inviterOffer),
  friend: rewardOf(v.friendKind, v.friendPoints, v.friendOffer),
  newcomer: { is: v.newcomer },
  release: { days: v.days ?? 14, assumeArrivedAfterDays: v.assume, secondOrder: v.secondOrder },
  minimumOrder: v.minimumOrder ?? 0,
  monthlyCap: v.monthlyCap ?? 10,
  attribution: { days: v.attributionDays ?? 730, model: v.model },
  disclosure: { ja: v.disclosureJa.trim(), en: v.disclosureEn.trim() },
  share: {
    subject: { ja: v.subjectJa.trim(), en: v.subjectEn.trim() },
    text: { ja: v.textJa.trim(), en: v.textEn.trim() },
  },
  landing: {
    headline: { ja: v.headlineJa.trim(), en: v.headlineEn.trim() },
    text: { ja: v.landingJa.trim(), en: v.landingEn.trim() },
  },
  channels: [...v.channels],
  prompts: { perMonth: v.perMonth ?? 0, restDays: v.restDays ?? 90 },
  alarm: { atLeast: v.alarmFrom ?? 5, shareBp: Math.round((v.alarmShare ?? 30) * 100), pauses: v.alarmPauses },
})

type Wrong = Partial<Record<keyof Values, Text | undefined>>

const needed = (text: string): Text | undefined =>
  text.trim() === "" ? { ja: "入れてください。", en: "This is needed." } : undefined
const between = (value: number | null, from: number, to: number): Text | undefined =>
  value !== null && value >= from && value <= to
    ? undefined
    : { ja: `${from}から${to}までで入れてください。`, en: `From ${from} to ${to}.` }
const reward = (kind: Reward["kind"], points: number | null, offer: string) => ({
  points: kind === "points" ? between(points, 1, 1_000_000) : undefined,
  offer: kind === "coupon" && offer === "" ? { ja: "オファーを選んでください。", en: "Choose an offer." } : undefined,
})

export function wrongIn(v: Values): Wrong {
  const inviter = reward(v.inviterKind, v.inviterPoints, v.inviterOffer)
  const friend = reward(v.friendKind, v.friendPoints, v.friendOffer)
  const texts = (
    [
      "nameJa",
      "nameEn",
      "disclosureJa",
      "disclosureEn",
      "subjectJa",
      "subjectEn",
      "textJa",
      "textEn",
      "headlineJa",
      "headlineEn",
      "landingJa",
      "landingEn",
    ] as const
  ).map((key) => [key, needed(v[key])] as const)
  return {
    ...Object.fromEntries(texts),
    inviterPoints: inviter.points,
    inviterOffer: inviter.offer,
    friendPoints: friend.points,
    friendOffer: friend.offer,
    days: between(v.days, 7, 120),
    assume: v.assume === null ? undefined : between(v.assume, 1, 120),
    monthlyCap: between(v.monthlyCap, 1, 1_000),
    attributionDays: between(v.attributionDays, 30, 3_650),
    channels: v.channels.length === 0 ? { ja: "1つは選んでください。", en: "Choose at least one." } : undefined,
    perMonth: between(v.perMonth, 0, 10),
    restDays: between(v.restDays, 7, 730),
    alarmFrom: between(v.alarmFrom, 2, 1_000),
    alarmShare: between(v.alarmShare, 5, 100),
  }
}
