import { Plus, Workflow } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const flows = defineFeature({
  name: "flows",
  pages: [
    page("/flows", async () => (await import("./flows.tsx")).Flows),
    page("/flows/gallery", async () => (await import("./gallery.tsx")).FlowGallery),
    page("/flows/$flowId", async () => (await import("./flow.tsx")).FlowPage, { frame: "canvas" }),
  ],
  navigation: [
    {
      to: "/flows",
      label: { ja: "フロー", en: "Flows" },
      icon: Workflow,
      group: "people",
      order: 23,
      right: "messages:read",
    },
  ],
  commands: [
    {
      to: "/flows/gallery",
      label: { ja: "用意されたフローを見る", en: "See the ready-made flows" },
      also: { ja: "ギャラリー ひな形 自動 配信", en: "gallery templates automation play" },
      icon: Plus,
      right: "messages:read",
    },
  ],
  find: {
    label: { ja: "フロー", en: "Flows" },
    search: async (query, signal) => (await import("./find.ts")).find(query, signal),
  },
})
