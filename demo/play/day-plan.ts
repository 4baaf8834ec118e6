import type { Dice } from "../dice.ts"
import type { Person } from "../model.ts"

/** One thing that happens, so many minutes after the day began. */
export type Act = { readonly atMinute: number } & (
  | { readonly kind: "visit"; readonly person: Person; readonly buys: string | null }
  | { readonly kind: "order"; readonly bought: string; readonly person: Person; readonly paysLater: boolean }
  | { readonly kind: "paid" | "stock" | "cancel" | "shipped"; readonly bought: string }
  | { readonly kind: "carrier"; readonly bought: string; readonly step: Step }
  | { readonly kind: "road"; readonly parcel: number; readonly step: Step }
)
export type Step =
  | "accepted"
  | "sent"
  | "arrived"
  | "out"
  | "absent"
  | "redelivery"
  | "delivered"
  | "locker"
  | "doorstep"

/**
 * A day of the shop: people look around, some buy, and what they buy reaches them, all within the one day so that
 * somebody who watches sees the whole story. `onTheRoad`: how many parcels of earlier days are still to arrive. Pure.
 */
export function planDay(dice: Dice, people: readonly [Person, ...Person[]], day: number, onTheRoad: number): Act[] {
  const acts: Act[] = []
  for (let i = 0; i < 30; i++)
    acts.push({ atMinute: dice.whole(0, 1_300), kind: "visit", person: dice.pick(people), buys: null })
  const orders = dice.whole(11, 15)
  for (let i = 0; i < orders; i++) acts.push(...storyOf(dice, `${day}-${i}`, dice.pick(people), dice.whole(8, 470), i))
  for (let parcel = 0; parcel < onTheRoad; parcel++) {
    const out = dice.whole(40, 300)
    acts.push({ atMinute: out, kind: "road", parcel, step: "out" })
    acts.push({ atMinute: out + dice.whole(120, 480), kind: "road", parcel, step: lastStep(dice) })
  }
  return acts.sort((a, b) => a.atMinute - b.atMinute)
}

function storyOf(dice: Dice, bought: string, person: Person, from: number, index: number): Act[] {
  const at = (minutes: number) => from + minutes
  const carrier = (minutes: number, step: Step): Act => ({ atMinute: at(minutes), kind: "carrier", bought, step })
  const paysLater = index % 6 === 2
  const begun: Act[] = [
    { atMinute: Math.max(0, from - 8), kind: "visit", person, buys: bought },
    { atMinute: from, kind: "order", bought, person, paysLater },
    ...(paysLater ? [{ atMinute: at(50), kind: "paid" as const, bought }] : []),
  ]
  // One a day changes their mind, and one is not at home.
  if (index === 4) return [...begun, { atMinute: at(40), kind: "cancel", bought }]
  const isAway = index === 1
  return [
    ...begun,
    { atMinute: at(80), kind: "stock", bought },
    { atMinute: at(190), kind: "shipped", bought },
    carrier(230, "accepted"),
    carrier(300, "sent"),
    carrier(480, "arrived"),
    carrier(560, "out"),
    ...(isAway
      ? [carrier(660, "absent"), carrier(720, "redelivery"), carrier(780, "out"), carrier(880, "delivered")]
      : [carrier(560 + dice.whole(60, 300), lastStep(dice))]),
  ]
}

const lastStep = (dice: Dice): Step =>
  dice.weighted([
    ["delivered", 60],
    ["locker", 16],
    ["doorstep", 24],
  ] as const)
