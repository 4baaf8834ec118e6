import type { WorkingDays } from "#kernel/calendar"
import { everyDay } from "#kernel/calendar"
import type { PrefectureCode } from "#kernel/prefectures"
import type { CarrierCode } from "./carrier.ts"

/** Days on the road, counted from the day of hand-over: 1 is the next day. */
export type TransitDays = { readonly min: number; readonly max: number }

/** The carriers' usual tariff regions. */
const regionOf = {
  hokkaido: ["01"],
  northTohoku: ["02", "03", "05"],
  southTohoku: ["04", "06", "07"],
  kanto: ["08", "09", "10", "11", "12", "13", "14", "19"],
  shinetsu: ["15", "20"],
  hokuriku: ["16", "17", "18"],
  chubu: ["21", "22", "23", "24"],
  kansai: ["25", "26", "27", "28", "29", "30"],
  chugoku: ["31", "32", "33", "34", "35"],
  shikoku: ["36", "37", "38", "39"],
  kyushu: ["40", "41", "42", "43", "44", "45", "46"],
  okinawa: ["47"],
} as const satisfies Record<string, readonly PrefectureCode[]>
type Region = keyof typeof regionOf

// One night's drive: neighbours, and the trunk line between Tokyo and Osaka.
const oneNight: readonly (readonly [Region, Region])[] = [
  ["northTohoku", "southTohoku"],
  ["southTohoku", "kanto"],
  ["southTohoku", "shinetsu"],
  ["kanto", "shinetsu"],
  ["kanto", "chubu"],
  ["kanto", "kansai"],
  ["shinetsu", "hokuriku"],
  ["shinetsu", "chubu"],
  ["hokuriku", "chubu"],
  ["hokuriku", "kansai"],
  ["chubu", "kansai"],
  ["kansai", "chugoku"],
  ["kansai", "shikoku"],
  ["chugoku", "shikoku"],
  ["chugoku", "kyushu"],
]

/** When no address says where the parcel goes: anywhere in the country. */
const anywhere: TransitDays = { min: 1, max: 4 }

/**
 * An estimate, and shown as one (J27). Assumptions: same region or one night's drive 1 day; two nights 1-2; farther 2;
 * across the sea to Hokkaido 2-4, to Okinawa 2-4; freight one day longer at most. Remote islands take longer than any
 * prefecture can tell: `seaDays` adds that. What the carrier reports always replaces this.
 */
export function transitDays(
  from: PrefectureCode | undefined,
  to: PrefectureCode | undefined,
  carrier?: CarrierCode,
): TransitDays {
  const days = from && to ? betweenRegions(regionWith(from), regionWith(to)) : anywhere
  return carrier === "seino" ? { min: days.min, max: days.max + 1 } : days
}

/** A road with what the sea adds to it. */
export const farther = (road: TransitDays, sea: TransitDays | undefined): TransitDays =>
  sea ? { min: road.min + sea.min, max: road.max + sea.max } : road

/** The days on which a carrier delivers to homes. */
export const deliveryDays = (carrier: CarrierCode | undefined): WorkingDays =>
  carrier === "seino" ? { ...everyDay, closedWeekdays: ["sun"], closedOnHolidays: true } : everyDay

function betweenRegions(from: Region, to: Region): TransitDays {
  const pair = [from, to]
  if (from === to) return from === "hokkaido" ? { min: 1, max: 2 } : { min: 1, max: 1 }
  if (pair.includes("okinawa")) {
    if (pair.includes("hokkaido")) return { min: 3, max: 4 }
    return pair.includes("kyushu") ? { min: 2, max: 3 } : { min: 2, max: 4 }
  }
  if (pair.includes("hokkaido")) {
    if (pair.includes("northTohoku")) return { min: 1, max: 2 }
    const isSouthWest = pair.some((region) => region === "chugoku" || region === "shikoku" || region === "kyushu")
    return isSouthWest ? { min: 3, max: 4 } : { min: 2, max: 3 }
  }
  const nights = nightsBetween(from, to)
  return nights === 1 ? { min: 1, max: 1 } : nights === 2 ? { min: 1, max: 2 } : { min: 2, max: 2 }
}

/** Nights of driving on the shortest way over land. */
function nightsBetween(from: Region, to: Region): number {
  let reached = new Set<Region>([from])
  for (let nights = 0; nights < 8; nights++) {
    if (reached.has(to)) return nights
    const next = oneNight.flatMap(([a, b]) => (reached.has(a) ? [b] : reached.has(b) ? [a] : []))
    reached = new Set([...reached, ...next])
  }
  throw new RangeError(`no way over land from ${from} to ${to}`)
}

const regions = new Map<PrefectureCode, Region>()
for (const [region, codes] of Object.entries(regionOf)) for (const code of codes) regions.set(code, region as Region) // safe: a key of regionOf

function regionWith(code: PrefectureCode): Region {
  const region = regions.get(code)
  if (region) return region
  throw new RangeError(`no region for prefecture ${code}`)
}
