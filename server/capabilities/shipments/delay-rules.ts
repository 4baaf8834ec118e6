import { workingDayFrom } from "#kernel/calendar"
import type { Day } from "#kernel/days"
import { addDays, laterDay } from "#kernel/days"
import { dayIn, localIn } from "#kernel/zones"
import type { CarrierCode, LabelNote, ParcelState } from "./carriers/carrier.ts"
import { isDelivered } from "./carriers/carrier.ts"
import type { TransitDays } from "./carriers/transit.ts"
import { deliveryDays } from "./carriers/transit.ts"
import type { ArrivalRange } from "./expected-date-rules.ts"
import type { DelayReason, Standing } from "./model-standing.ts"

export { type DelayReason, delayReasons, type Standing } from "./model-standing.ts"

export type DelayJudgement = {
  readonly standing: Standing
  readonly reason: DelayReason
  /** When it is now expected; undefined when that depends on the recipient, or nobody can say. */
  readonly expected: ArrivalRange | undefined
}

export type ParcelOnItsWay = {
  readonly promised: ArrivalRange
  /** The last state the carrier reported that we could read; undefined before the first. */
  readonly latest: { readonly state: ParcelState; readonly at: Date; readonly note?: LabelNote | undefined } | undefined
  /** When the carrier first had it. */
  readonly handedOverAt: Date | undefined
  readonly road: TransitDays
  readonly carrier: CarrierCode | undefined
  /** The zone of the address. */
  readonly zone: string
}

/** Without a report for so long, a parcel on the road is not trusted to be moving. */
const silenceMs = 48 * 3_600_000
/** Home deliveries end with the last slot; after it, today is over. */
const lastDelivery = "21:00"

/**
 * Compares the promise with what can still come true (E11): late when even the fastest way misses the promised range,
 * at risk when the slowest one does. Pure, so that it can be asked again at any hour: this is how a delay is found
 * before the customer asks.
 */
export function judgeDelay(parcel: ParcelOnItsWay, now: Date): DelayJudgement {
  const { latest, promised, zone } = parcel
  const state = latest?.state ?? "label_created"
  if (latest && isDelivered(state)) {
    const day = dayIn(zone, latest.at)
    return { standing: day <= promised.lastDay ? "on_time" : "late", reason: "delivered", expected: undefined }
  }
  if (state === "lost") return { standing: "will_not_arrive", reason: "lost", expected: undefined }
  if (state === "returning" || state === "returned")
    return { standing: "will_not_arrive", reason: "coming_back", expected: undefined }
  if (latest && (state === "absent" || state === "held_at_branch" || state === "redelivery_requested"))
    return waiting(state, dayIn(zone, latest.at) <= promised.lastDay)
  if (state === "investigating") {
    const isPast = dayIn(zone, now) > promised.lastDay
    return { standing: isPast ? "late" : "at_risk", reason: "investigating", expected: undefined }
  }
  return moving(parcel, state, now)
}

// The carrier's part is done, in time or not; the rest is up to the recipient.
function waiting(state: "absent" | "held_at_branch" | "redelivery_requested", isInTime: boolean): DelayJudgement {
  const reasons = {
    absent: "attempted",
    held_at_branch: "waits_for_recipient",
    redelivery_requested: "redelivery_arranged",
  } as const
  return { standing: isInTime ? "on_time" : "late", reason: reasons[state], expected: undefined }
}

function moving(parcel: ParcelOnItsWay, state: ParcelState, now: Date): DelayJudgement {
  const { latest, promised, zone } = parcel
  const local = localIn(zone, now)
  const soonest = local.time < lastDelivery ? local.day : addDays(local.day, 1)
  const isHandedOver = parcel.handedOverAt !== undefined || state !== "label_created"
  const isSilent = isHandedOver && latest !== undefined && now.getTime() - latest.at.getTime() >= silenceMs
  const waitsForChosenTime = latest?.note === "waits_for_chosen_time" && soonest <= promised.lastDay
  if (waitsForChosenTime) return { standing: "on_time", reason: "waits_for_chosen_time", expected: promised }
  const possible = possibleArrival(parcel, state, soonest, isSilent)
  const lastDay = laterDay(possible.lastDay, possible.firstDay)
  const reason = !isHandedOver ? "not_handed_over" : isSilent ? "no_movement" : "slow_road"
  if (possible.firstDay > promised.lastDay)
    return { standing: "late", reason, expected: { firstDay: possible.firstDay, lastDay } }
  if (lastDay > promised.lastDay)
    return { standing: "at_risk", reason, expected: { firstDay: possible.firstDay, lastDay } }
  return { standing: "on_time", reason: "on_its_way", expected: promised }
}

/** The fastest and the slowest way from here. */
function possibleArrival(parcel: ParcelOnItsWay, state: ParcelState, soonest: Day, isSilent: boolean): ArrivalRange {
  const { latest, road, zone, carrier } = parcel
  const delivers = (day: Day) => workingDayFrom(laterDay(day, soonest), deliveryDays(carrier))
  const start = parcel.handedOverAt ?? (state === "label_created" ? undefined : latest?.at)
  if (!start) return { firstDay: delivers(addDays(soonest, road.min)), lastDay: delivers(addDays(soonest, road.max)) }
  if (state === "out_for_delivery" && latest) {
    // On the van today means today; a van of an earlier day has come back with it.
    const isToday = dayIn(zone, latest.at) === soonest
    return { firstDay: delivers(soonest), lastDay: delivers(isToday ? soonest : addDays(soonest, 1)) }
  }
  const handedOverOn = dayIn(zone, start)
  const slack = isSilent ? 1 : 0
  return {
    firstDay: delivers(addDays(handedOverOn, road.min)),
    lastDay: delivers(laterDay(addDays(handedOverOn, road.max), addDays(soonest, slack))),
  }
}
