import { Scale } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const experiments = defineFeature({
  name: "experiments",
  pages: [
    page("/experiments", async () => (await import("./experiments.tsx")).Experiments),
    page("/experiments/lift", async () => (await import("./experiment.tsx")).ExperimentPage),
    page("/experiments/people", async () => (await import("./people.tsx")).People),
    page("/settings/experiments", async () => (await import("./settings.tsx")).ExperimentSettingsPage),
  ],
  navigation: [
    {
      to: "/experiments",
      label: { ja: "効果", en: "Lift" },
      icon: Scale,
      group: "learning",
      order: 20,
      right: "messages:read",
    },
  ],
  settings: [
    {
      to: "/settings/experiments",
      label: { ja: "効果の測り方", en: "How lift is measured" },
      about: {
        ja: "比べるために送らない人の割合、数える期間、1通あたりの費用。",
        en: "Who is kept apart for comparison, how long is counted, what one message costs.",
      },
      icon: Scale,
      right: "brand:read",
      order: 48,
    },
  ],
})
