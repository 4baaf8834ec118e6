import type { Gives, RewardDocument, RewardKind } from "../../../server/capabilities/rewards/model.ts"
import type { Text } from "../../../ui/text.ts"

/** A reward as a form holds it: what is still being typed is null. */
export type Values = {
  kind: RewardKind
  nameJa: string
  nameEn: string
  aboutJa: string
  aboutEn: string
  imageUrl: string
  offerId: string
  codeDays: number | null
  sku: string
  days: number | null
  asksJa: string
  asksEn: string
  placeJa: string
  placeEn: string
  startsAt: Date | null
  endsAt: Date | null
  answerBy: Date | null
  isPhysical: boolean
  toJa: string
  toEn: string
  amount: number | null
  points: number | null
  worth: number | null
  stock: number | null
  perPerson: number | null
  perTime: number | null
  opensAt: Date | null
  closesAt: Date | null
  isForMembers: boolean
  ranks: string[]
  segmentId: string
  earlyHours: number | null
  earlyRanks: string[]
  earlySegmentId: string
  graceDays: number | null
}

export const freshValues: Values = {
  kind: "coupon",
  nameJa: "",
  nameEn: "",
  aboutJa: "",
  aboutEn: "",
  imageUrl: "",
  offerId: "",
  codeDays: null,
  sku: "",
  days: 7,
  asksJa: "",
  asksEn: "",
  placeJa: "",
  placeEn: "",
  startsAt: null,
  endsAt: null,
  answerBy: null,
  isPhysical: false,
  toJa: "",
  toEn: "",
  amount: null,
  points: 500,
  worth: null,
  stock: null,
  perPerson: null,
  perTime: 1,
  opensAt: null,
  closesAt: null,
  isForMembers: true,
  ranks: [],
  segmentId: "",
  earlyHours: null,
  earlyRanks: [],
  earlySegmentId: "",
  graceDays: 30,
}

export function valuesOf(document: RewardDocument): Values {
  const { name, about, gives, gates, early, imageUrl, ...rest } = document
  return {
    ...freshValues,
    ...rest,
    kind: gives.kind,
    nameJa: name.ja,
    nameEn: name.en,
    aboutJa: about.ja,
    aboutEn: about.en,
    imageUrl: imageUrl ?? "",
    ...givesValues(gives),
    isForMembers: gates.isForMembers,
    ranks: gates.ranks,
    segmentId: gates.segmentId ?? "",
    earlyHours: early?.hours ?? null,
    earlyRanks: early?.ranks ?? [],
    earlySegmentId: early?.segmentId ?? "",
  }
}

function givesValues(gives: Gives): Partial<Values> {
  switch (gives.kind) {
    case "coupon":
    case "free-shipping":
      return { offerId: gives.offerId, codeDays: gives.days }
    case "gift-wrap":
      return { days: gives.days }
    case "product":
      return { sku: gives.sku, days: gives.days, asksJa: gives.asks?.ja ?? "", asksEn: gives.asks?.en ?? "" }
    case "experience":
      return {
        placeJa: gives.place.ja,
        placeEn: gives.place.en,
        startsAt: gives.startsAt,
        endsAt: gives.endsAt,
        answerBy: gives.answerBy,
      }
    case "collectible":
      return { isPhysical: gives.isPhysical, days: gives.days }
    case "donation":
      return { toJa: gives.to.ja, toEn: gives.to.en, amount: gives.amount }
  }
}

type Wrong = Partial<Record<keyof Values, Text | undefined>>
const wholeFrom = (least: number, value: number | null, text: Text) =>
  value !== null && Number.isInteger(value) && value >= least ? undefined : text
const orNothing = (value: number | null): Text | undefined =>
  value === null || value >= 1 ? undefined : { ja: "1以上で入れてください。", en: "At least 1." }
const choose = { ja: "選んでください。", en: "Choose one." }
const fill = { ja: "入れてください。", en: "Fill this in." }

/** What can't be saved as it is. What only publishing asks for is said by the checks. */
export function wrongIn(values: Values): Wrong {
  const { kind } = values
  const isEvent = kind === "experience"
  return {
    nameJa: values.nameJa.trim() === "" && values.nameEn.trim() === "" ? fill : undefined,
    imageUrl: /^(https?:\/\/\S+)?$/.test(values.imageUrl.trim())
      ? undefined
      : { ja: "https:// で始まるアドレスを入れてください。", en: "An address that begins with https://." },
    offerId: (kind === "coupon" || kind === "free-shipping") && values.offerId === "" ? choose : undefined,
    sku: kind === "product" && values.sku.trim() === "" ? fill : undefined,
    startsAt: isEvent && values.startsAt === null ? fill : undefined,
    endsAt: isEvent && values.endsAt === null ? fill : undefined,
    answerBy: isEvent && values.answerBy === null ? fill : undefined,
    amount: kind === "donation" ? wholeFrom(1, values.amount, fill) : undefined,
    points: wholeFrom(0, values.points, { ja: "0以上で入れてください。", en: "0 or more." }),
    worth: orNothing(values.worth),
    stock: orNothing(values.stock),
    perPerson: orNothing(values.perPerson),
    perTime: wholeFrom(1, values.perTime, { ja: "1以上で入れてください。", en: "At least 1." }),
    days: wholeFrom(1, values.days, { ja: "1以上で入れてください。", en: "At least 1." }),
    codeDays: orNothing(values.codeDays),
    earlyHours: orNothing(values.earlyHours),
    graceDays: wholeFrom(0, values.graceDays, { ja: "0以上で入れてください。", en: "0 or more." }),
  }
}

/** Whether the values make a document at all: what is shown beside them needs one. */
export const isWhole = (values: Values): boolean => Object.values(wrongIn(values)).every((wrong) => wrong === undefined)

/** Of values that have nothing wrong. */
export function documentOf(values: Values): RewardDocument {
  const { earlyHours, earlyRanks, earlySegmentId } = values
  return {
    name: { ja: values.nameJa.trim(), en: values.nameEn.trim() },
    about: { ja: values.aboutJa.trim(), en: values.aboutEn.trim() },
    imageUrl: values.imageUrl.trim() || null,
    gives: givesOf(values),
    points: values.points ?? 0,
    worth: values.worth,
    stock: values.stock,
    perPerson: values.perPerson,
    perTime: values.perTime ?? 1,
    opensAt: values.opensAt,
    closesAt: values.closesAt,
    gates: { isForMembers: values.isForMembers, ranks: values.ranks, segmentId: values.segmentId || null },
    early: earlyHours === null ? null : { hours: earlyHours, ranks: earlyRanks, segmentId: earlySegmentId || null },
    graceDays: values.graceDays ?? 30,
  }
}

function givesOf(values: Values): Gives {
  const { kind, offerId, codeDays, startsAt, endsAt, answerBy } = values
  const days = values.days ?? 7
  const asks = { ja: values.asksJa.trim(), en: values.asksEn.trim() }
  const nowhere = new Date(0)
  switch (kind) {
    case "coupon":
    case "free-shipping":
      return { kind, offerId, days: codeDays }
    case "gift-wrap":
      return { kind, days }
    case "product":
      return { kind, sku: values.sku.trim(), days, asks: asks.ja || asks.en ? asks : null }
    case "experience":
      return {
        kind,
        place: { ja: values.placeJa.trim(), en: values.placeEn.trim() },
        startsAt: startsAt ?? nowhere,
        endsAt: endsAt ?? nowhere,
        answerBy: answerBy ?? nowhere,
      }
    case "collectible":
      return { kind, isPhysical: values.isPhysical, days }
    case "donation":
      return { kind, to: { ja: values.toJa.trim(), en: values.toEn.trim() }, amount: values.amount ?? 1 }
  }
}
