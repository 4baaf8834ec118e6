import { Blend, Plus } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const segments = defineFeature({
  name: "segments",
  pages: [
    page("/segments", async () => (await import("./segments.tsx")).Segments),
    page("/segments/ready-made", async () => (await import("./ready-made.tsx")).ReadyMade),
    page("/segments/tidy", async () => (await import("./tidy.tsx")).Tidy),
    page("/segments/compare", async () => (await import("./compare.tsx")).Compare),
    page("/segments/people", async () => (await import("./people.tsx")).People),
    page("/segments/new", async () => (await import("./edit-segment.tsx")).NewSegment),
    page("/segments/$segmentId", async () => (await import("./segment.tsx")).SegmentPage),
    page("/segments/$segmentId/edit", async () => (await import("./edit-segment.tsx")).EditSegment),
  ],
  navigation: [
    {
      to: "/segments",
      label: { ja: "セグメント", en: "Segments" },
      icon: Blend,
      group: "people",
      order: 22,
      right: "segments:read",
    },
  ],
  commands: [
    {
      to: "/segments/new",
      label: { ja: "セグメントを作る", en: "Build a segment" },
      also: { ja: "新規 条件 絞り込み", en: "new audience filter" },
      icon: Plus,
      right: "segments:write",
    },
    {
      to: "/segments/compare",
      label: { ja: "二つのセグメントをくらべる", en: "Compare two segments" },
      also: { ja: "重なり", en: "overlap" },
      icon: Blend,
      right: "segments:read",
    },
  ],
  find: {
    label: { ja: "セグメント", en: "Segments" },
    search: async (query, signal) => (await import("./find.ts")).find(query, signal),
  },
})
