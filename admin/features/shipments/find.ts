import { listShipments } from "../../../server/capabilities/shipments/contract.ts"
import { Package } from "lucide-react"
import { same } from "../../../ui/text.ts"
import { call } from "../../app/call.ts"
import type { Found } from "../../app/feature.ts"
import { carrierWords } from "../../app/words/parcel.tsx"
import { parcelStateNames } from "../../../server/capabilities/shipments/carriers/model-carrier.ts"

/** Parcels by the beginning of their tracking number; other words are not asked about. */
export async function find(query: string, signal: AbortSignal): Promise<Found[]> {
  const number = query.normalize("NFKC").replace(/[\s-]/g, "")
  if (!/^\d{4,}$/.test(number)) return []
  const { items } = await call(listShipments, { number, limit: 5 }, { signal })
  return items.map((parcel) => {
    const [carrier, state] = [carrierWords(parcel.carrier), parcelStateNames[parcel.state]]
    return {
      id: parcel.shipmentId,
      label: same(parcel.trackingNumber ?? parcel.externalId),
      under: { ja: `${carrier.ja}・${state.ja}`, en: `${carrier.en}, ${state.en}` },
      to: `/shipments/${parcel.shipmentId}`,
      icon: Package,
    }
  })
}
