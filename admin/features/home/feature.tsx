import { Sunrise } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const home = defineFeature({
  name: "home",
  pages: [page("/", async () => (await import("./today.tsx")).Today)],
  navigation: [
    { to: "/", label: { ja: "今日", en: "Today" }, icon: Sunrise, group: "people", order: 10, underThumb: true },
  ],
})
