import type { Text } from "#kernel/text"
import type { Stage } from "./stage-rules.ts"

export const stageWords: Readonly<Record<Stage, Text>> = {
  aware: { ja: "知ったところ", en: "Aware" },
  interested: { ja: "関心あり", en: "Interested" },
  first: { ja: "はじめての購入", en: "First purchase" },
  repeat: { ja: "くり返し購入", en: "Buys again" },
  loyal: { ja: "お得意様", en: "Loyal" },
  cooling: { ja: "間が空いている", en: "Cooling" },
  dormant: { ja: "お休み中", en: "Dormant" },
  left: { ja: "離れた", en: "Left" },
}
