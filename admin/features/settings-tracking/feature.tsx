import { BellRing } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const settingsTracking = defineFeature({
  name: "settings-tracking",
  pages: [page("/settings/notices", async () => (await import("./notices.tsx")).Notices)],
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
  ],
})
