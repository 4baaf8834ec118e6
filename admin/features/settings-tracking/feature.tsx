import { BellRing, Gift } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const settingsTracking = defineFeature({
  name: "settings-tracking",
  pages: [
    page("/settings/notices", async () => (await import("./notices.tsx")).Notices),
    page("/settings/thanks", async () => (await import("./thanks.tsx")).ThanksSettings),
  ],
  settings: [
    {
      to: "/settings/notices",
      label: { ja: "お届けのお知らせ", en: "Delivery notices" },
      about: {
        ja: "注文からお届けまで、どのメールを自動で送るか。",
        en: "Which mails go out by themselves, from order to door.",
      },
      icon: BellRing,
      right: "brand:read",
      order: 45,
    },
    {
      to: "/settings/thanks",
      label: { ja: "お礼とお願い", en: "Thanks and asking" },
      about: {
        ja: "お届けのお礼の装い、関連する商品、レビューのお願い。",
        en: "How the thanks are dressed, what goes with them, asking for a review.",
      },
      icon: Gift,
      right: "brand:read",
      order: 46,
    },
  ],
})
