import { IdCard } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const members = defineFeature({
  name: "members",
  pages: [
    page("/members", async () => (await import("./members.tsx")).Members),
    page("/members/ranks", async () => (await import("./ranks.tsx")).RanksPage),
    page("/members/terms", async () => (await import("./terms.tsx")).TermsPage),
    page("/members/plans", async () => (await import("./plans.tsx")).PlansPage),
  ],
  navigation: [
    {
      to: "/members",
      label: { ja: "会員", en: "Members" },
      icon: IdCard,
      group: "programme",
      order: 62,
      within: "/loyalty",
      right: "loyalty:read",
    },
  ],
  commands: [
    {
      label: { ja: "会員ランクを直す", en: "Edit the ranks" },
      icon: IdCard,
      to: "/members/ranks",
      right: "loyalty:write",
      also: { ja: "ティア ステージ 特典", en: "tiers benefits" },
    },
    {
      label: { ja: "会員規約を直す", en: "Edit the members' terms" },
      icon: IdCard,
      to: "/members/terms",
      right: "loyalty:write",
    },
    {
      label: { ja: "有料会員・学割プラン", en: "Paid and student plans" },
      icon: IdCard,
      to: "/members/plans",
      right: "loyalty:read",
    },
  ],
})
