import { MessageSquareText } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const sms = defineFeature({
  name: "sms",
  pages: [page("/settings/sms", async () => (await import("./settings.tsx")).SmsSettingsPage)],
  settings: [
    {
      to: "/settings/sms",
      label: { ja: "SMS", en: "SMS" },
      about: {
        ja: "送信会社のアカウント、1通の費用、長さの上限。",
        en: "The provider's account, what a part costs, how long one may be.",
      },
      icon: MessageSquareText,
      right: "brand:read",
      order: 43,
    },
  ],
})
