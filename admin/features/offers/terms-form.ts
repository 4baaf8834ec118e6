import type { Benefit, Terms } from "../../../server/capabilities/offers/model.ts"
import type { Text } from "../../../ui/text.ts"

/** An offer as a form holds it: what is still being typed is null. */
export type Values = {
  name: string
  kind: Benefit["kind"]
  percent: number | null
  most: number | null
  amount: number | null
  gift: string
  minimum: number | null
  skus: string
  startsAt: Date | null
  endsAt: Date | null
  codeDays: number | null
  usesPerPerson: number | null
  isStackable: boolean
  budget: number | null
  isFirstOrderOnly: boolean
  givesBack: Terms["givesBack"]
  prefix: string
}

export const freshValues: Values = {
  name: "",
  kind: "percent",
  percent: 10,
  most: null,
  amount: null,
  gift: "",
  minimum: null,
  skus: "",
  startsAt: null,
  endsAt: null,
  codeDays: 30,
  usesPerPerson: 1,
  isStackable: false,
  budget: null,
  isFirstOrderOnly: false,
  givesBack: "cancelled",
  prefix: "",
}

export function valuesOf(name: string, terms: Terms): Values {
  const { benefit, skus, minimum, ...rest } = terms
  return {
    ...rest,
    name,
    kind: benefit.kind,
    percent: benefit.kind === "percent" ? benefit.bp / 100 : null,
    most: benefit.kind === "percent" ? benefit.most : null,
    amount: benefit.kind === "fixed" ? benefit.amount : null,
    gift: benefit.kind === "gift" ? benefit.sku : "",
    minimum: minimum === 0 ? null : minimum,
    skus: skus.join("\n"),
  }
}

type Wrong = Partial<Record<keyof Values, Text | undefined>>

export function wrongIn(values: Values): Wrong {
  const { kind, percent, amount, gift, startsAt, endsAt } = values
  const isPercent = percent !== null && percent > 0 && percent <= 100
  return {
    name: values.name.trim() === "" ? { ja: "名前を入れてください。", en: "Give it a name." } : undefined,
    percent:
      kind === "percent" && !isPercent
        ? { ja: "0 より大きく 100 までで入れてください。", en: "More than 0 and up to 100." }
        : undefined,
    amount:
      kind === "fixed" && !(amount !== null && amount >= 1)
        ? { ja: "引く額を入れてください。", en: "Say how much it takes off." }
        : undefined,
    gift:
      kind === "gift" && gift.trim() === ""
        ? { ja: "プレゼントの SKU を入れてください。", en: "Give the present's SKU." }
        : undefined,
    endsAt:
      startsAt && endsAt && endsAt <= startsAt
        ? { ja: "始まりよりあとにしてください。", en: "It must end after it begins." }
        : undefined,
    codeDays: atLeastOneOrNothing(values.codeDays),
    usesPerPerson:
      values.usesPerPerson !== null && values.usesPerPerson >= 1
        ? undefined
        : { ja: "1以上で入れてください。", en: "At least 1." },
    budget: atLeastOneOrNothing(values.budget),
    prefix: /^[A-Z0-9]{0,8}$/.test(values.prefix)
      ? undefined
      : { ja: "英大文字と数字、8文字までで入れてください。", en: "Up to eight capital letters and digits." },
  }
}

const atLeastOneOrNothing = (value: number | null): Text | undefined =>
  value === null || value >= 1 ? undefined : { ja: "1以上で入れてください。", en: "At least 1." }

/** Of values that have nothing wrong. */
export function termsOf(values: Values, usesPerCode: number): Terms {
  return {
    benefit: benefitOf(values),
    minimum: values.minimum ?? 0,
    skus: [...new Set(values.skus.split(/[\s,、]+/).filter(Boolean))],
    startsAt: values.startsAt,
    endsAt: values.endsAt,
    codeDays: values.codeDays,
    usesPerCode,
    usesPerPerson: values.usesPerPerson ?? 1,
    isStackable: values.isStackable,
    budget: values.budget,
    isFirstOrderOnly: values.isFirstOrderOnly,
    givesBack: values.givesBack,
    prefix: values.prefix,
  }
}

function benefitOf({ kind, percent, most, amount, gift }: Values): Benefit {
  switch (kind) {
    case "percent":
      return { kind, bp: Math.round((percent ?? 0) * 100), most }
    case "fixed":
      return { kind, amount: amount ?? 0 }
    case "free-shipping":
      return { kind }
    case "gift":
      return { kind, sku: gift.trim() }
  }
}
