import { BadgePercent } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const loyalty = defineFeature({
  name: "loyalty",
  pages: [
    page("/loyalty", async () => (await import("./loyalty.tsx")).LoyaltyPage),
    page("/loyalty/programme", async () => (await import("./programme.tsx")).ProgrammePage),
    page("/loyalty/versions", async () => (await import("./versions.tsx")).VersionsPage),
    page("/loyalty/versions/$version", async () => (await import("./versions.tsx")).VersionPage),
    page("/loyalty/fixes", async () => (await import("./fixes.tsx")).FixesPage),
    page("/loyalty/fixes/$fixId", async () => (await import("./fix.tsx")).FixPage),
    page("/loyalty/orders/$orderId", async () => (await import("./order.tsx")).OrderPointsPage),
  ],
  navigation: [
    {
      to: "/loyalty",
      label: { ja: "会員制度", en: "Programme" },
      icon: BadgePercent,
      group: "programme",
      order: 58,
      right: "loyalty:read",
    },
  ],
  commands: [
    {
      label: { ja: "会員制度の決まりを直す", en: "Edit the programme's rules" },
      icon: BadgePercent,
      to: "/loyalty/programme",
      right: "loyalty:write",
      also: { ja: "ポイント 還元率 倍率 アクション", en: "points rate multiplier actions" },
    },
    {
      label: { ja: "過去の注文のポイントをやり直す", en: "Correct points of past orders" },
      icon: BadgePercent,
      to: "/loyalty/fixes",
      right: "loyalty:read",
    },
  ],
})
