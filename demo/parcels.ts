import type { OrderSnapshot } from "#orders"
import { prefectureOf } from "#kernel/prefectures"
import { partner, stores, warehouse } from "./brand.ts"
import { type CarrierWords, wordsOf } from "./carrier-words.ts"
import type { Dice } from "./dice.ts"
import type { Parcel } from "./model.ts"
import { day, hour, midnight, minute, workingDay } from "./times.ts"

type Origin = Parcel["snapshot"]["origin"]
const origins: readonly (readonly [Origin, number])[] = [
  [warehouse, 90],
  [partner, 5],
  [{ kind: "store", name: stores.kamakura.name }, 5],
]

type Report = readonly [at: number, text: string, place: string]

/** The parcels of an order that the warehouse took up at `readyAt`, as far as they have come by `now`. */
export function shipOrder(dice: Dice, order: OrderSnapshot, readyAt: number, now: number): Parcel[] {
  const isSplit = order.lines.length > 1 && dice.chance(0.06)
  const parts = isSplit ? [order.lines.slice(0, 1), order.lines.slice(1)] : [order.lines]
  return parts.flatMap((lines, part) => {
    const leavesAt = leaving(dice, readyAt) + part * day
    const shippedAt = workingDay(leavesAt) === midnight(leavesAt) ? leavesAt : workingDay(leavesAt) + 16 * hour
    const origin = dice.weighted(origins)
    const carrier = dice.weighted([
      ["yamato", 70],
      ["sagawa", 17],
      ["japan_post", 13],
    ] as const)
    // No carrier has given out a number that begins with so many zeros.
    const trackingNumber = withCheckDigit(
      `0000${String(Number(order.externalId.slice(-6)) * 3 + part).padStart(7, "0")}`,
    )
    const reports = journey(dice, wordsOf[carrier], order, shippedAt)
    if (shippedAt > now) return []
    const externalId = `${5_200_000_000_000 + Number(order.externalId.slice(-6)) * 3 + part}`
    return [
      {
        snapshot: {
          source: order.source,
          externalId,
          orderSource: order.source,
          orderExternalId: order.externalId,
          carrier,
          trackingNumber,
          origin,
          lines: lines.map((line) => ({ orderLineExternalId: line.externalId, quantity: line.quantity })),
          shippedAt: new Date(shippedAt),
          updatedAt: new Date(shippedAt),
          isCancelled: false,
        },
        reports: reports
          .filter(([at]) => at <= now)
          .map(([at, rawText, place], i) => ({
            source: "carrier",
            externalId: `${trackingNumber}:${i + 1}`,
            carrier,
            trackingNumber,
            shipment: null,
            rawText,
            occurredAt: new Date(at),
            place,
          })),
      },
    ]
  })
}

/** What is set aside before noon leaves the same working day; a few wait for the next. */
function leaving(dice: Dice, readyAt: number): number {
  const isEarly = readyAt - midnight(readyAt) < 12 * hour && workingDay(readyAt) === midnight(readyAt)
  const first = isEarly ? midnight(readyAt) : workingDay(midnight(readyAt) + day)
  const leavesOn = dice.chance(0.04) ? workingDay(first + day) : first
  return leavesOn + 16 * hour + dice.whole(0, 80) * minute
}

/** 7DR: the rest of the number divided by seven stands at its end. */
function withCheckDigit(digits: string): string {
  let rest = 0
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 7
  return digits + rest
}

const far = new Set(["40", "41", "42", "43", "44", "45", "46"])
const twoNights = new Set(["02", "03", "05", "16", "17", "18", "31", "32", "33", "34", "35", "36", "37", "38", "39"])

function daysOnTheRoad(dice: Dice, prefecture: string): number {
  if (prefecture === "01" || prefecture === "47") return dice.whole(2, 3)
  if (far.has(prefecture)) return 2
  return twoNights.has(prefecture) ? dice.whole(1, 2) : 1
}

/** All that the carrier says of a parcel, to its end. A few come late, and six in a hundred find nobody at home. */
function journey(dice: Dice, words: CarrierWords, order: OrderSnapshot, shippedAt: number): Report[] {
  const { prefecture = "", city = "" } = order.shippingAddress ?? {}
  const lateDays = dice.chance(0.028) ? dice.whole(1, 3) : 0
  const road = daysOnTheRoad(dice, prefectureOf(prefecture)?.code ?? "13") + lateDays
  const wished = order.requestedDelivery?.day
    ? midnight(new Date(`${order.requestedDelivery.day}T00:00:00+09:00`).getTime())
    : 0
  const arrives = midnight(shippedAt) + road * day
  const branch = `${city}${words.branch}`
  const reports: Report[] = [
    [shippedAt + dice.whole(20, 70) * minute, words.accepted, `座間${words.branch}`],
    [shippedAt + dice.whole(150, 260) * minute, words.sent, `神奈川${words.hub}`],
  ]
  for (let late = lateDays; late > 0; late--)
    reports.push([arrives - late * day + dice.whole(2, 6) * hour, words.onTheRoad, `${prefecture}${words.hub}`])
  reports.push([arrives + dice.whole(330, 440) * minute, words.arrived, branch])
  const goesOutOn = Math.max(arrives, wished)
  if (goesOutOn > arrives) reports.push([arrives + 8 * hour + dice.whole(0, 40) * minute, words.waitsForDay, branch])
  return [...reports, ...lastMile(dice, words, branch, goesOutOn)]
}

function lastMile(dice: Dice, words: CarrierWords, branch: string, goesOutOn: number): Report[] {
  const out = (on: number): Report => [on + 8 * hour + dice.whole(5, 75) * minute, words.out, branch]
  const delivered = (on: number): Report => [
    on + dice.whole(10, 19) * hour + dice.whole(0, 59) * minute,
    dice.weighted([
      [words.delivered, 60],
      [words.locker, 16],
      [words.doorstep, 24],
    ] as const),
    branch,
  ]
  if (dice.chance(0.004))
    return [
      out(goesOutOn),
      [goesOutOn + 14 * hour, words.unknownAddress, branch],
      [goesOutOn + 3 * day + 10 * hour, words.returning, branch],
    ]
  if (!dice.chance(0.06)) return [out(goesOutOn), delivered(goesOutOn)]
  if (dice.chance(0.55)) {
    // Somebody comes home and has it brought again the same evening.
    const noted = goesOutOn + dice.whole(10, 15) * hour
    const evening = goesOutOn + dice.whole(1_110, 1_240) * minute
    return [
      out(goesOutOn),
      [noted, words.absent, branch],
      [noted + dice.whole(20, 90) * minute, words.redelivery, branch],
      [evening, words.delivered, branch],
    ]
  }
  const again = goesOutOn + dice.whole(1, 2) * day
  return [
    out(goesOutOn),
    [goesOutOn + dice.whole(11, 18) * hour + dice.whole(0, 59) * minute, words.absent, branch],
    [goesOutOn + 20 * hour + dice.whole(0, 59) * minute, words.redelivery, branch],
    out(again),
    delivered(again),
  ]
}
