import { Share2 } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const referrals = defineFeature({
  name: "referrals",
  pages: [
    page("/referrals", async () => (await import("./results.tsx")).Results),
    page("/referrals/people", async () => (await import("./people.tsx")).People),
    page("/referrals/contents", async () => (await import("./contents.tsx")).Contents),
    page("/referrals/contents/$contentId", async () => (await import("./content.tsx")).ContentPage),
    page("/referrals/campaigns", async () => (await import("./campaigns.tsx")).Campaigns),
    page("/referrals/partners", async () => (await import("./partners.tsx")).Partners),
    page("/referrals/partners/$partnerId", async () => (await import("./partner.tsx")).PartnerPage),
    page("/referrals/ambassadors", async () => (await import("./ambassadors.tsx")).Ambassadors),
    page("/referrals/programme", async () => (await import("./programme.tsx")).ProgrammePage),
  ],
  navigation: [
    {
      to: "/referrals",
      label: { ja: "紹介", en: "Referrals" },
      icon: Share2,
      group: "programme",
      order: 60,
      within: "/loyalty",
      right: "loyalty:read",
    },
  ],
})
