import { Settings } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const settingsShell = defineFeature({
  name: "settings-shell",
  pages: [page("/settings", async () => (await import("./settings.tsx")).SettingsPage)],
  navigation: [{ to: "/settings", label: { ja: "設定", en: "Settings" }, icon: Settings, group: "foot", order: 90 }],
})
