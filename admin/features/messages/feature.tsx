import { Mail, Scale, Send } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const messages = defineFeature({
  name: "messages",
  pages: [
    page("/messages", async () => (await import("./messages.tsx")).Messages),
    page("/messages/templates", async () => (await import("./templates.tsx")).Templates),
    page("/messages/templates/$kind/$language", async () => (await import("./template.tsx")).Template),
    page("/messages/caught", async () => (await import("./caught.tsx")).Caught),
    page("/messages/$messageId", async () => (await import("./message.tsx")).Message),
    page("/settings/letters", async () => (await import("./letter-rules.tsx")).LetterRules),
    page("/settings/mail", async () => (await import("./mail-settings.tsx")).MailSettings),
  ],
  navigation: [
    {
      to: "/messages",
      label: { ja: "メッセージ", en: "Messages" },
      icon: Send,
      group: "people",
      order: 50,
      right: "messages:read",
    },
  ],
  commands: [
    {
      to: "/messages/templates",
      label: { ja: "メールの文面", en: "Mail wordings" },
      icon: Mail,
      right: "messages:read",
      also: { ja: "テンプレート", en: "templates" },
    },
    {
      to: "/messages/caught",
      label: { ja: "受け取り箱", en: "Caught mails" },
      icon: Mail,
      right: "customers:personal",
      also: { ja: "キャッチャー テストメール", en: "mail catcher test" },
    },
  ],
  settings: [
    {
      to: "/settings/mail",
      label: { ja: "メールの送り方", en: "How mails leave" },
      about: {
        ja: "メールサーバー、不達の報告先、本文を残す日数。",
        en: "Mail server, where failures are reported, how long texts are kept.",
      },
      icon: Mail,
      right: "brand:read",
      order: 40,
    },
    {
      to: "/settings/letters",
      label: { ja: "お便りの決まり", en: "Rules of letters" },
      about: {
        ja: "夜間、ひとりに送る回数、お願いと値引きの上限。すべて止めるのもここ。",
        en: "Quiet hours, how often, asks and discounts. Stopping everything, too.",
      },
      icon: Scale,
      right: "messages:read",
      order: 41,
    },
  ],
})
