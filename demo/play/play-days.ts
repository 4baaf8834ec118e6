import { setTimeout as pause } from "node:timers/promises"
import { z } from "zod"
import { seededSource } from "#kernel/clock"
import { diceFrom } from "../dice.ts"
import { makeLife } from "../life.ts"
import type { Person } from "../model.ts"
import { type DemoSettings, sourceOf } from "../open-demo.ts"
import { minute } from "../times.ts"
import { planDay } from "./day-plan.ts"
import { playerOf, type RoadParcel } from "./play-day.ts"
import { type Stage, shopFloor } from "./shop-floor.ts"

export type Playing = {
  readonly days: number
  /** How many times faster than life. */
  readonly speed: number
  readonly now: () => Date
  readonly random: () => number
  /** Hears what happens, as it happens. */
  readonly tell: (line: string) => void
}

const Orders = z.object({ items: z.array(z.object({ number: z.string() })) })
const Parcels = z.object({
  items: z.array(
    z.object({
      carrier: z.string().nullable(),
      trackingNumber: z.string().nullable(),
      orderNumber: z.string().nullable(),
    }),
  ),
})

/** Lets days happen against a running Maido, by its public doors only; its mails land where they always land. */
export async function playDays(
  stage: Stage,
  settings: DemoSettings,
  { days, speed, now, random, tell }: Playing,
): Promise<void> {
  const floor = shopFloor(stage)
  const dice = diceFrom(random)
  const people = peopleOf(settings)
  for (let day = 0; day < days; day++) {
    const road = roadOf(await floor.read("/api/v1/shipments?onTheRoad=yes&limit=50"))
    const shop = {
      source: sourceOf(settings),
      firstNumber: nextNumber(await floor.read("/api/v1/orders?channel=online&limit=50")),
      road,
    }
    const play = playerOf(floor, dice, shop, now)
    const begun = now().getTime()
    for (const act of planDay(dice, people, day, road.length)) {
      await pause(Math.max(0, begun + (act.atMinute * minute) / speed - now().getTime()))
      tell(await play(act))
    }
  }
}

/** The brand's customers who buy online, as the seed made them. */
function peopleOf(settings: DemoSettings): [Person, ...Person[]] {
  const { random } = seededSource(settings.seed, () => settings.madeAt)
  const { people } = makeLife({ random, now: settings.madeAt, shopSource: sourceOf(settings) })
  const [first, ...others] = people.flatMap(({ person }) => (person.shopId && person.email ? [person] : []))
  if (!first) throw new Error("the demo brand has no customers")
  return [first, ...others]
}

function roadOf(listed: unknown): RoadParcel[] {
  return Parcels.parse(listed).items.flatMap(({ carrier, trackingNumber, orderNumber }) =>
    trackingNumber && orderNumber && (carrier === "yamato" || carrier === "sagawa" || carrier === "japan_post")
      ? [{ carrier, trackingNumber, orderNumber }]
      : [],
  )
}

/** The shop counts on from its last order. */
function nextNumber(listed: unknown): number {
  const numbers = Orders.parse(listed).items.map(({ number }) => Number(number.replace(/\D/g, "")))
  return Math.max(10_000, ...numbers) + 1
}
