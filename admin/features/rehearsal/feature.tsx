import { FlaskConical, History, Wand2 } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const rehearsal = defineFeature({
  name: "rehearsal",
  pages: [
    page("/loyalty/start", async () => (await import("./start.tsx")).Start),
    page("/rehearsal", async () => (await import("./runs.tsx")).Runs),
    page("/rehearsal/$runId", async () => (await import("./run.tsx")).RunPage),
    page("/rings", async () => (await import("./rings.tsx")).Rings),
    page("/rings/$ringId", async () => (await import("./ring.tsx")).RingPage),
  ],
  navigation: [
    {
      to: "/rehearsal",
      label: { ja: "リハーサル", en: "Rehearsal" },
      icon: History,
      group: "learning",
      order: 10,
      right: "loyalty:read",
    },
    {
      to: "/rings",
      label: { ja: "ベータ", en: "Beta rings" },
      icon: FlaskConical,
      group: "learning",
      order: 12,
      within: "/rehearsal",
      right: "loyalty:read",
    },
  ],
  commands: [
    {
      label: { ja: "会員制度を始める", en: "Start a programme" },
      icon: Wand2,
      to: "/loyalty/start",
      right: "loyalty:write",
      also: { ja: "ポイントをはじめる ロイヤルティ", en: "loyalty wizard points" },
    },
  ],
})
