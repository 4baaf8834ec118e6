import {
  type CarrierCode,
  carrierNames,
  isDelivered,
  type ParcelState,
  parcelStateNames,
} from "../../../server/capabilities/shipments/carriers/model-carrier.ts"
import type { Standing as Keeping } from "../../../server/capabilities/shipments/model-standing.ts"
import { useFormat } from "../../../ui/language.tsx"
import { type Standing, Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"

type Days = { readonly firstDay: string; readonly lastDay: string }

export type ShownParcel = {
  readonly state: ParcelState
  readonly isCancelled: boolean
  readonly deliveredAt: Date | null
  readonly standing: Keeping
  readonly carrier: CarrierCode | null
}

export const carrierWords = (carrier: CarrierCode | null): Text =>
  carrier ? carrierNames[carrier] : { ja: "配送会社 不明", en: "Carrier unknown" }

/** Late or never arriving, and still on its way: somebody has to do something. */
export const needsAttention = (parcel: ShownParcel) =>
  !parcel.isCancelled &&
  parcel.deliveredAt === null &&
  parcel.state !== "returned" &&
  (parcel.standing === "late" || parcel.standing === "will_not_arrive")

function standingOf(parcel: ShownParcel): { is: Standing; label: Text } {
  if (parcel.isCancelled) return { is: "none", label: { ja: "発送取消", en: "Cancelled" } }
  const label = parcelStateNames[parcel.state]
  if (parcel.state === "returned") return { is: "none", label }
  if (isDelivered(parcel.state)) return { is: "done", label }
  if (!needsAttention(parcel))
    return { is: "waiting", label: parcel.standing === "at_risk" ? both(atRisk, label) : label }
  return { is: "needed", label: both(parcel.standing === "late" ? late : neverArriving, label) }
}

const late = { ja: "遅れ", en: "Late" }
const atRisk = { ja: "遅れそう", en: "May be late" }
const neverArriving = { ja: "届きません", en: "Will not arrive" }
const both = (standing: Text, state: Text): Text => ({
  ja: `${standing.ja}・${state.ja}`,
  en: `${standing.en}: ${state.en}`,
})

/** Where a parcel is, and whether a person is needed: shape, word, colour. */
export const ParcelStatus = ({ parcel }: { parcel: ShownParcel }) => <Status {...standingOf(parcel)} />

/** 11/23（月）〜11/24（火）; one day when it is certain. */
export function ArrivalText({ days }: { days: Days }) {
  const { day, period } = useFormat()
  return (
    <span className="num keep">
      {days.firstDay === days.lastDay ? day(days.firstDay) : period(days.firstDay, days.lastDay)}
    </span>
  )
}

export const originKindWords = {
  dc: { ja: "物流センター", en: "Distribution centre" },
  fc: { ja: "フルフィルメントセンター", en: "Fulfilment centre" },
  store: { ja: "店舗", en: "Store" },
} as const satisfies Record<string, Text>
