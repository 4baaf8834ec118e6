import { MailCheck } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const deliverability = defineFeature({
  name: "deliverability",
  pages: [
    page("/deliverability", async () => (await import("./report.tsx")).DeliveryReport),
    page("/deliverability/rates", async () => (await import("./rates.tsx")).MessageRates),
    page("/deliverability/domain", async () => (await import("./domain.tsx")).SendingDomain),
    page("/deliverability/returns", async () => (await import("./returns.tsx")).Returns),
    page("/settings/deliverability", async () => (await import("./settings.tsx")).DeliverySettings),
  ],
  navigation: [
    {
      to: "/deliverability",
      label: { ja: "到達", en: "Delivery" },
      icon: MailCheck,
      group: "learning",
      order: 40,
      right: "messages:read",
    },
  ],
  commands: [
    {
      to: "/deliverability/domain",
      label: { ja: "送信ドメインを確かめる", en: "Check the sending domain" },
      icon: MailCheck,
      right: "messages:read",
      also: { ja: "SPF DKIM DMARC 認証", en: "SPF DKIM DMARC authentication" },
    },
    {
      to: "/deliverability/rates",
      label: { ja: "開封率とクリック率", en: "Open and click rates" },
      icon: MailCheck,
      right: "messages:read",
      also: { ja: "反応 解除率 不達率", en: "engagement unsubscribe bounce" },
    },
  ],
  settings: [
    {
      to: "/settings/deliverability",
      label: { ja: "到達の守り方", en: "Care for delivery" },
      about: {
        ja: "慣らし送信、反応のない人への控えめ、休止のきまり。",
        en: "Warm-up, restraint with those who do not react, when to let people rest.",
      },
      icon: MailCheck,
      right: "brand:read",
      order: 41,
    },
  ],
})
