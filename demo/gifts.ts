import { prefectureOf } from "#kernel/prefectures"
import type { Dice } from "./dice.ts"
import { familyNames, womensNames } from "./names.ts"
import { streets, towns } from "./places.ts"

const messages: readonly [string, ...string[]] = [
  "いつもありがとう。体に気をつけてね。",
  "お誕生日おめでとう。ゆっくりお風呂で使ってください。",
  "一年おつかれさまでした。来年もよろしくね。",
  "先日はお世話になりました。ほんの気持ちです。",
]

/** Somebody who is given a present, and lives elsewhere. */
export function makeRecipient(dice: Dice) {
  const town = dice.weighted(towns)
  const name = `${dice.pick(familyNames)[0]} ${dice.pick(womensNames)[0]}`
  const address = {
    name,
    country: "JP",
    postalCode: `${town.zip}-00${String(dice.whole(0, 99)).padStart(2, "0")}`,
    prefecture: prefectureOf(town.prefecture)?.name.ja ?? "",
    city: town.city,
    street: `${dice.pick(streets)}${dice.whole(1, 5)}-${dice.whole(1, 20)}-${dice.whole(1, 12)}`,
  }
  return { name, address, message: dice.pick(messages) }
}
