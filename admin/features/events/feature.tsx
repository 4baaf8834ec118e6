import { Activity } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const events = defineFeature({
  name: "events",
  pages: [page("/settings/events", async () => (await import("./events.tsx")).EventDebugger)],
  settings: [
    {
      to: "/settings/events",
      label: { ja: "できごとの到着", en: "Arriving events" },
      about: {
        ja: "届いたばかりの100件と、処理できなかったもの。つなぎ込みの確かめに。",
        en: "The last hundred, and those that could not be processed: for connecting systems.",
      },
      icon: Activity,
      right: "customers:read",
      order: 80,
    },
  ],
})
