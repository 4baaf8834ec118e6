import { Coins, Scale } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const points = defineFeature({
  name: "points",
  pages: [
    page("/points/approvals", async () => (await import("./approvals.tsx")).Approvals),
    page("/points/shortages", async () => (await import("./shortages.tsx")).Shortages),
    page("/settings/points", async () => (await import("./settings.tsx")).PointsSettingsPage),
  ],
  settings: [
    {
      to: "/settings/points",
      label: { ja: "ポイントの手作業", en: "Points by hand" },
      about: {
        ja: "ひとりで増減できる上限と、手で付けたポイントの期限。",
        en: "How much one person may give or take, and when points given by hand end.",
      },
      icon: Coins,
      right: "loyalty:read",
      order: 47,
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
    {
      label: { ja: "足りなかったポイント", en: "Points that were missing" },
      icon: Scale,
      to: "/points/shortages",
      right: "loyalty:read",
      also: { ja: "返品 不足 精算 貸し", en: "returns shortage owed" },
    },
  ],
})
