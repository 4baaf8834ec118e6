import type { Programme } from "#loyalty"
import type { RanksDocument } from "#members"
import type { Numbers } from "./model-numbers.ts"
import type { Plan } from "./plan-rules.ts"
import type { Suggestion } from "./suggest-rules.ts"

const signUpKey = "sign-up"

/**
 * The documents that these numbers come to, on the ground of what the brand has or begins with: what the wizard does not
 * ask for stays as it is there. Deterministic, so that what was played is what is published.
 */
export function planOf(
  numbers: Numbers,
  ground: { readonly programme: Programme; readonly ranks: RanksDocument | null },
): Plan {
  const { programme } = ground
  const signUp = programme.actions.find(({ on }) => on.kind === "sign-up")
  const others = programme.actions.filter((action) => action !== signUp)
  return {
    numbers,
    programme: {
      ...programme,
      pointName: numbers.pointName,
      yenPerPoint: numbers.yenPerPoint,
      base: {
        ...programme.base,
        points: numbers.perHundred,
        perYen: 100,
        tax: numbers.taxIncluded ? "included" : "excluded",
      },
      confirms: { ...programme.confirms, days: numbers.confirmDays },
      expiry: numbers.expiry.kind === "never" ? null : { kind: numbers.expiry.kind, months: numbers.expiry.months },
      actions:
        numbers.signUp > 0 ? [{ ...(signUp ?? freshSignUp), points: numbers.signUp, isOn: true }, ...others] : others,
    },
    ranks: ranksOf(numbers, ground.ranks),
  }
}

const freshSignUp: Programme["actions"][number] = {
  key: signUpKey,
  title: { ja: "入会する（メールまたはLINE）", en: "Join by e-mail or LINE" },
  points: 1,
  on: { kind: "sign-up" },
  once: "ever",
  caps: { perDay: null, perPerson: null, inAll: null },
  proof: "none",
  who: null,
  waitDays: 0,
  isShown: true,
  isOn: true,
}

function ranksOf({ ranks }: Numbers, ground: RanksDocument | null): RanksDocument | null {
  if (ranks.length === 0) return null
  const rest = ground ?? {
    format: 1 as const,
    metric: "spend" as const,
    window: { kind: "rolling" as const, months: 12 },
    judged: { every: "month" as const, afterDays: 0 },
    graceDays: 0,
    dropsOnRefund: false,
    countsBefore: true,
  }
  return {
    ...rest,
    ranks: ranks.map(({ key, name, needs, bonusBp }) => {
      const kept = (ground?.ranks.find((rank) => rank.key === key)?.benefits ?? []).filter(
        ({ kind }) => kind !== "points-bonus",
      )
      return { key, name, needs, benefits: bonusBp > 0 ? [{ kind: "points-bonus" as const, bonusBp }, ...kept] : kept }
    }),
  }
}

const rankNames = [
  { key: "regular", name: { ja: "レギュラー", en: "Regular" }, bonusBp: 0 },
  { key: "silver", name: { ja: "シルバー", en: "Silver" }, bonusBp: 2_500 },
  { key: "gold", name: { ja: "ゴールド", en: "Gold" }, bonusBp: 5_000 },
  { key: "platinum", name: { ja: "プラチナ", en: "Platinum" }, bonusBp: 10_000 },
] as const

/** Suggested numbers as the wizard begins with them. */
export const numbersOf = (suggestion: Suggestion): Numbers => ({
  pointName: { ja: "ポイント", en: "points" },
  perHundred: suggestion.perHundred.value,
  yenPerPoint: 1,
  taxIncluded: true,
  signUp: suggestion.signUp.value,
  confirmDays: 14,
  expiry: { kind: "months", months: suggestion.expiryMonths.value },
  ranks: rankNames.map((rank, i) => ({
    ...rank,
    needs: i === 0 ? 0 : (suggestion.thresholds.value[i - 1] ?? i * 30_000),
  })),
})
