import { MailPlus } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const signups = defineFeature({
  name: "signups",
  pages: [
    page("/sign-ups", async () => (await import("./forms.tsx")).Forms),
    page("/sign-ups/$formId", async () => (await import("./form.tsx")).FormPage),
    page("/sign-ups/$formId/edit", async () => (await import("./edit-form.tsx")).EditForm),
    page("/settings/sign-ups", async () => (await import("./settings.tsx")).SignupSettingsPage),
  ],
  navigation: [
    {
      to: "/sign-ups",
      label: { ja: "登録フォーム", en: "Sign-ups" },
      icon: MailPlus,
      group: "people",
      order: 23,
      within: "/customers",
      right: "messages:read",
    },
  ],
  settings: [
    {
      to: "/settings/sign-ups",
      label: { ja: "登録とお便りの種類", en: "Sign-ups and topics" },
      about: {
        ja: "確認のメールを送るか、お客様が選べるお便りの種類。",
        en: "Whether addresses are confirmed by mail, and what people can choose to hear about.",
      },
      icon: MailPlus,
      right: "brand:read",
      order: 46,
    },
  ],
})
