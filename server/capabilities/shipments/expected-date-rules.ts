import type { WorkingDays } from "#kernel/calendar"
import { addWorkingDays, workingDayFrom } from "#kernel/calendar"
import type { Day } from "#kernel/days"
import { addDays, laterDay } from "#kernel/days"
import type { PrefectureCode } from "#kernel/prefectures"
import type { TimeOfDay } from "#kernel/zones"
import { localIn } from "#kernel/zones"
import type { CarrierCode, TimeSlot } from "./carriers/carrier.ts"
import { carriers } from "./carriers/carriers.ts"
import { deliveryDays, farther, type TransitDays, transitDays } from "./carriers/transit.ts"

/** A promise is always a range; both days are included. They are the same day when it is certain. */
export type ArrivalRange = { readonly firstDay: Day; readonly lastDay: Day }

/** How one place ships: a warehouse or a shop. */
export type ShippingPlace = {
  readonly zone: string
  readonly prefecture: PrefectureCode | undefined
  /** Orders before this local time are worked on the same day, when it is a working day. */
  readonly cutOff: TimeOfDay
  /** Working days from that day to hand-over; 0 is the same day. */
  readonly processingDays: { readonly min: number; readonly max: number }
  readonly workingDays: WorkingDays
  readonly carrier: CarrierCode | undefined
}

/** What the customer asked for at the checkout. A day, a slot of the carrier, both or neither. */
export type ChosenDelivery = { readonly day?: Day | undefined; readonly slotCode?: string | undefined }

export type ExpectedArrival = ArrivalRange & {
  readonly shipsFirstDay: Day
  readonly shipsLastDay: Day
  /** The chosen slot, when this carrier has it. */
  readonly slot: TimeSlot | undefined
  /** False when a day was chosen that cannot be reached any more. */
  readonly isChosenDayKept: boolean
}

/** The expected arrival of an order that is not yet shipped (E11): cut-off, processing, road, holidays, chosen day. */
export function expectedArrival(
  place: ShippingPlace,
  order: {
    readonly orderedAt: Date
    readonly to: PrefectureCode | undefined
    readonly chosen?: ChosenDelivery
    /** What a remote island adds to the road. */
    readonly sea?: TransitDays
  },
): ExpectedArrival {
  const ordered = localIn(place.zone, order.orderedAt)
  const isBeforeCutOff = ordered.time < place.cutOff
  const workedOn = workingDayFrom(isBeforeCutOff ? ordered.day : addDays(ordered.day, 1), place.workingDays)
  const shipsFirstDay = addWorkingDays(workedOn, place.processingDays.min, place.workingDays)
  const shipsLastDay = addWorkingDays(workedOn, place.processingDays.max, place.workingDays)
  return arrivalOf(place, { shipsFirstDay, shipsLastDay, to: order.to, chosen: order.chosen, sea: order.sea })
}

/** The same once the parcel was handed over on a known day. */
export function arrivalAfterHandOver(
  place: Pick<ShippingPlace, "prefecture" | "carrier">,
  parcel: {
    readonly handedOverOn: Day
    readonly to: PrefectureCode | undefined
    readonly chosen?: ChosenDelivery
    readonly sea?: TransitDays
  },
): ExpectedArrival {
  const { handedOverOn, to, chosen, sea } = parcel
  return arrivalOf(place, { shipsFirstDay: handedOverOn, shipsLastDay: handedOverOn, to, chosen, sea })
}

type Shipping = {
  readonly shipsFirstDay: Day
  readonly shipsLastDay: Day
  readonly to: PrefectureCode | undefined
  readonly chosen: ChosenDelivery | undefined
  readonly sea: TransitDays | undefined
}

function arrivalOf(place: Pick<ShippingPlace, "prefecture" | "carrier">, shipping: Shipping): ExpectedArrival {
  const { shipsFirstDay, shipsLastDay, chosen } = shipping
  const road = farther(transitDays(place.prefecture, shipping.to, place.carrier), shipping.sea)
  const delivers = deliveryDays(place.carrier)
  const soonest = workingDayFrom(addDays(shipsFirstDay, road.min), delivers)
  const latest = workingDayFrom(addDays(shipsLastDay, road.max), delivers)
  // A chosen day is a wish not to come earlier; it can be promised alone once even the slowest way reaches it.
  const isChosenDayKept = chosen?.day === undefined || chosen.day >= soonest
  const notBefore = chosen?.day !== undefined && isChosenDayKept ? workingDayFrom(chosen.day, delivers) : soonest
  return {
    firstDay: laterDay(soonest, notBefore),
    lastDay: laterDay(latest, notBefore),
    shipsFirstDay,
    shipsLastDay,
    slot: slotOf(place.carrier, chosen?.slotCode),
    isChosenDayKept,
  }
}

/** The slot with this code among those that the carrier offers (J27). */
export function slotOf(carrier: CarrierCode | undefined, code: string | undefined): TimeSlot | undefined {
  return carrier && code ? carriers[carrier].slots.find((slot) => slot.code === code) : undefined
}
