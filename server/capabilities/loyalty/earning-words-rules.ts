import { type Language, type Text, wordFor } from "#kernel/text"
import type { ActionRule } from "./model-actions.ts"
import type { Multiplier, Programme } from "./model.ts"

/** "100円につき1ポイント", "1 point for every 100 yen". */
export const rateWords = ({ base, pointName }: Programme): Text => ({
  ja: `${base.perYen}円につき${base.points}${pointName.ja}`,
  en: `${base.points} ${wordFor(base.points, pointName).en} for every ${base.perYen} yen`,
})

/** "1ポイント = 1円". */
export const worthWords = ({ yenPerPoint, pointName }: Programme): Text => ({
  ja: `1${pointName.ja} = ${yenPerPoint}円`,
  en: `1 ${wordFor(1, pointName).en} = ${yenPerPoint} yen`,
})

/** Actions that earn at the moment and may be shown, what earns most first (I07). */
export const shownActions = ({ actions }: Programme): ActionRule[] =>
  actions.filter(({ isOn, isShown }) => isOn && isShown).toSorted((a, b) => b.points - a.points)

/** Campaigns under way or to come, the one that begins first first. */
export const openMultipliers = ({ multipliers }: Programme, now: Date): Multiplier[] =>
  multipliers
    .filter(({ isOn, until }) => isOn && (!until || until > now))
    .toSorted((a, b) => (a.from?.getTime() ?? 0) - (b.from?.getTime() ?? 0))

/** Whether it rewards what somebody says of the brand in public, which must be labelled (J03). */
export const mustBeLabelled = ({ on }: ActionRule): boolean =>
  on.kind === "act" && (on.act === "review" || on.act === "post" || on.act === "follow")

export const rewardLabel: Text = { ja: "PR・特典付き", en: "PR, rewarded" }

/** All that earns, in one line: the rate, then actions from the most points on, three at most. */
export const earningWords = (programme: Programme, language: Language): string =>
  [
    ...(programme.base.points > 0 ? [rateWords(programme)[language]] : []),
    ...shownActions(programme)
      .slice(0, 3)
      .map((action) => actionLine(action, language)),
  ].join(language === "ja" ? "、" : ", ")

/** "口コミを書く（PR・特典付き） +50". */
export function actionLine(action: ActionRule, language: Language): string {
  const label = mustBeLabelled(action) ? (language === "ja" ? `（${rewardLabel.ja}）` : ` (${rewardLabel.en})`) : ""
  return `${action.title[language]}${label} +${action.points}`
}
