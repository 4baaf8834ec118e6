import { Coins } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const points = defineFeature({
  name: "points",
  pages: [page("/points/approvals", async () => (await import("./approvals.tsx")).Approvals)],
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
