import type { Day } from "#kernel/days"
import type { Text } from "#kernel/text"
import type { ActionRule } from "./model-actions.ts"

/** Why an act earns nothing. */
export const actRefusals = [
  "no-programme",
  "unknown-action",
  "not-running",
  "unknown-customer",
  "not-a-member",
  "not-for-her",
  "already",
  "cap-day",
  "cap-person",
  "cap-all",
] as const
export type ActRefusal = (typeof actRefusals)[number]

export const actRefusalWords: Record<ActRefusal, Text> = {
  "no-programme": { ja: "会員制度がまだ公開されていません", en: "There is no programme yet" },
  "unknown-action": { ja: "制度にないアクションです", en: "The programme has no such action" },
  "not-running": { ja: "いまは休んでいるアクションです", en: "This action rests at the moment" },
  "unknown-customer": { ja: "お客様が見つかりません", en: "There is no such customer" },
  "not-a-member": { ja: "会員ではありません", en: "Not a member" },
  "not-for-her": { ja: "対象の条件に合いません", en: "The action's conditions do not hold" },
  already: { ja: "すでに付与しました", en: "Has earned it already" },
  "cap-day": { ja: "1日の上限に達しました", en: "The cap of the day is reached" },
  "cap-person": { ja: "おひとりの上限に達しました", en: "The cap for one person is reached" },
  "cap-all": { ja: "全体の上限に達しました", en: "The cap for everybody is reached" },
}

/** Names the occasion that earns once: the same key earns nothing more. */
export function onceKey({ once }: Pick<ActionRule, "once">, day: Day, causeId: string): string {
  switch (once) {
    case "ever":
      return "ever"
    case "year":
      return day.slice(0, 4)
    case "month":
      return day.slice(0, 7)
    case "day":
      return day
    case "fact":
      return `fact:${causeId}`
  }
}

export type Had = { readonly day: number; readonly person: number; readonly all: number }

/** Whether the points still fit under the rule's caps: all of them or none. */
export function capReached({ caps, points }: Pick<ActionRule, "caps" | "points">, had: Had): ActRefusal | null {
  if (caps.perDay !== null && had.day + points > caps.perDay) return "cap-day"
  if (caps.perPerson !== null && had.person + points > caps.perPerson) return "cap-person"
  if (caps.inAll !== null && had.all + points > caps.inAll) return "cap-all"
  return null
}
