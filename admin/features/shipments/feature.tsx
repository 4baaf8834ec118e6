import { Package } from "lucide-react"
import { countShipments } from "../../../server/capabilities/shipments/contract.ts"
import { defineFeature, page } from "../../app/feature.ts"
import { useCall } from "../../app/use-call.ts"

/** The rail says how many parcels need a person. */
function useNeeded() {
  const counts = useCall(countShipments, {}, { everyMs: 120_000 })
  return counts.data && { count: counts.data.needAttention, needed: true }
}

export const shipments = defineFeature({
  name: "shipments",
  pages: [
    page("/shipments", async () => (await import("./shipments.tsx")).Shipments),
    page("/shipments/$shipmentId", async () => (await import("./shipment.tsx")).ShipmentPage),
  ],
  navigation: [
    {
      to: "/shipments",
      label: { ja: "荷物", en: "Parcels" },
      icon: Package,
      group: "people",
      order: 27,
      underThumb: true,
      right: "shipments:read",
      useCount: useNeeded,
    },
  ],
  commands: [
    {
      to: "/shipments?view=attention",
      label: { ja: "遅れている荷物を見る", en: "See late parcels" },
      also: { ja: "遅延 配送 追跡", en: "delay delivery tracking" },
      icon: Package,
      right: "shipments:read",
    },
    {
      to: "/shipments?view=unread",
      label: { ja: "読めなかった配送会社の文言を見る", en: "See wordings that could not be read" },
      icon: Package,
      right: "shipments:read",
    },
  ],
  find: {
    label: { ja: "荷物", en: "Parcels" },
    search: async (query, signal) => (await import("./find.ts")).find(query, signal),
  },
})
