import { Blocks, LayoutTemplate } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"
import { findTemplates } from "./find.ts"

export const templates = defineFeature({
  name: "templates",
  pages: [
    page("/templates", async () => (await import("./templates.tsx")).Templates),
    page("/templates/shared", async () => (await import("./shared.tsx")).SharedList),
    page("/templates/shared/$sharedId", async () => (await import("./shared-block.tsx")).SharedBlock),
    page("/templates/$templateId", async () => (await import("./template.tsx")).TemplatePage),
  ],
  navigation: [
    {
      to: "/templates",
      label: { ja: "テンプレート", en: "Templates" },
      icon: LayoutTemplate,
      group: "people",
      order: 51,
      within: "/messages",
      right: "messages:read",
    },
  ],
  commands: [
    {
      to: "/templates",
      label: { ja: "テンプレートを書く", en: "Write a template" },
      icon: LayoutTemplate,
      right: "messages:read",
      also: { ja: "お便り ひな形 メール LINE", en: "letter mail LINE SMS push" },
    },
    {
      to: "/templates/shared",
      label: { ja: "共有ブロック", en: "Shared blocks" },
      icon: Blocks,
      right: "messages:read",
      also: { ja: "共通 フッター 約束", en: "common footer policy" },
    },
  ],
  find: { label: { ja: "テンプレート", en: "Templates" }, search: findTemplates },
})
