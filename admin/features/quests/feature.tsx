import { Stamp } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const quests = defineFeature({
  name: "quests",
  pages: [
    page("/quests", async () => (await import("./quests.tsx")).Quests),
    page("/quests/new", async () => (await import("./new-quest.tsx")).NewQuest),
    page("/quests/opinions", async () => (await import("./opinions.tsx")).Opinions),
    page("/quests/$questId", async () => (await import("./quest.tsx")).QuestPage),
    page("/quests/$questId/edit", async () => (await import("./edit-quest.tsx")).EditQuest),
  ],
  navigation: [
    {
      to: "/quests",
      label: { ja: "クエスト", en: "Quests" },
      icon: Stamp,
      group: "programme",
      order: 68,
      within: "/loyalty",
      right: "loyalty:read",
    },
  ],
  commands: [
    {
      label: { ja: "クエストを作る", en: "Make a quest" },
      icon: Stamp,
      to: "/quests/new",
      right: "loyalty:write",
      also: { ja: "スタンプ クイズ チャレンジ", en: "stamps quiz challenge" },
    },
  ],
})
