import { Coins } from "lucide-react"
import { listAdjustments } from "../../../server/capabilities/points/contract.ts"
import { defineFeature, page } from "../../app/feature.ts"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"

/** How many adjustments wait for a second person. */
function useWaiting() {
  const may = useMay()
  const asked = { state: "waiting" } as const
  const { data } = useCall(listAdjustments, asked, { when: may("points:approve"), everyMs: 60_000, keep: true })
  const count = data?.items.length ?? 0
  return count === 0 ? undefined : { count, needed: true }
}

export const points = defineFeature({
  name: "points",
  pages: [
    page("/points", async () => (await import("./ledger.tsx")).Ledger),
    page("/points/approvals", async () => (await import("./approvals.tsx")).Approvals),
  ],
  navigation: [
    {
      to: "/points",
      label: { ja: "ポイント台帳", en: "Points ledger" },
      icon: Coins,
      group: "programme",
      order: 64,
      right: "loyalty:read",
      useCount: useWaiting,
    },
  ],
  commands: [
    {
      label: { ja: "承認待ちのポイント増減", en: "Points that wait for approval" },
      icon: Coins,
      to: "/points/approvals",
      right: "loyalty:read",
      also: { ja: "調整 付与 減算 手作業", en: "adjustments give take by hand" },
    },
  ],
})
