import type { ConditionInput } from "../../../server/capabilities/segments/model.ts"
import type { Text } from "../../../ui/text.ts"
import { prefectures } from "../../../server/capabilities/customers/model-places.ts"

type Choice = { readonly value: string; readonly label: Text; readonly who?: ConditionInput }

/** The choice that narrows nothing, which addresses leave out. */
export const anyone = "any"

const bought = (range: { atLeast?: number; atMost?: number }): ConditionInput => ({
  kind: "orders",
  measure: "count",
  range,
})
const reachable = (channel: "email" | "line" | "sms"): ConditionInput => ({ kind: "reachable", channel })

/** What the list of customers can be narrowed to, by the key in the address; each choice is a condition that a segment can keep. */
export const narrowings = {
  bought: [
    { value: anyone, label: { ja: "購入を問わない", en: "Any purchases" } },
    { value: "never", label: { ja: "未購入", en: "Never bought" }, who: bought({ atMost: 0 }) },
    { value: "once", label: { ja: "1回購入", en: "Bought once" }, who: bought({ atLeast: 1, atMost: 1 }) },
    { value: "again", label: { ja: "2回以上購入", en: "Bought twice or more" }, who: bought({ atLeast: 2 }) },
    { value: "often", label: { ja: "4回以上購入", en: "Bought four times or more" }, who: bought({ atLeast: 4 }) },
  ],
  reach: [
    { value: anyone, label: { ja: "届く手段を問わない", en: "However reached" } },
    { value: "email", label: { ja: "メールが届く", en: "Reached by mail" }, who: reachable("email") },
    { value: "line", label: { ja: "LINEが届く", en: "Reached by LINE" }, who: reachable("line") },
    { value: "sms", label: { ja: "SMSが届く", en: "Reached by SMS" }, who: reachable("sms") },
  ],
  lives: [
    { value: anyone, label: { ja: "すべての都道府県", en: "All prefectures" } },
    ...prefectures.map(({ name }) => ({
      value: name.ja,
      label: name,
      who: { kind: "attribute" as const, field: "prefecture" as const, test: { is: [name.ja] } },
    })),
  ],
} as const satisfies Record<string, readonly Choice[]>

export type Narrowing = keyof typeof narrowings
export const narrowingKeys: readonly Narrowing[] = ["bought", "reach", "lives"]

const chosenOf = (key: Narrowing, search: Readonly<Record<string, string | undefined>>): Choice | undefined => {
  const choices: readonly Choice[] = narrowings[key]
  return choices.find(({ value, who }) => who !== undefined && value === search[key])
}

/** What an address narrows the list to: as conditions of a segment, and in words. Undefined when it doesn't. */
export function narrowed(
  search: Readonly<Record<string, string | undefined>>,
): { readonly who: ConditionInput; readonly words: readonly Text[] } | undefined {
  const chosen = narrowingKeys.flatMap((key) => chosenOf(key, search) ?? [])
  if (chosen.length === 0) return undefined
  return { who: { kind: "all", of: chosen.flatMap(({ who }) => who ?? []) }, words: chosen.map(({ label }) => label) }
}
