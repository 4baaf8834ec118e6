import type { WrittenLetter } from "../../../server/capabilities/templates/model.ts"
import { type Language, languageNames, languages } from "../../../ui/text.ts"
import { blockLines } from "../../app/blocks/block-lines.ts"
import { channelWords } from "./words.ts"

const partWords = {
  fromName: { ja: "差出人の名前", en: "From" },
  subject: { ja: "件名", en: "Subject" },
  preheader: { ja: "一覧に出る文", en: "Preheader" },
  altText: { ja: "トーク一覧に出る文", en: "Line in the list" },
  text: { ja: "文", en: "Text" },
  title: { ja: "題", en: "Title" },
  to: { ja: "行き先", en: "Leads to" },
  label: { ja: "ボタンの言葉", en: "Words of the button" },
  say: { ja: "送られる言葉", en: "What is said" },
} as const

/** A letter as lines that two versions can be compared by. */
export function linesOfLetter({ words }: WrittenLetter, speech: Language): string[] {
  return languages.flatMap((language) => {
    const one = words[language]
    if (!one) return []
    const heads = (["mail", "line", "sms", "push", "dm"] as const).flatMap((channel) =>
      one[channel] ? [`● ${channelWords[channel][speech]}`, ...headLines(one[channel], speech)] : [],
    )
    return [`◆ ${languageNames[language]}`, ...heads, ...blockLines(one.blocks, speech)]
  })
}

const headLines = (head: object, speech: Language): string[] =>
  Object.entries(partWords).flatMap(([key, label]) =>
    valuesOf(head, key).map((value) => `　${label[speech]}: ${value}`),
  )

function valuesOf(value: unknown, wanted: string): string[] {
  if (typeof value !== "object" || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item) => valuesOf(item, wanted))
  return Object.entries(value).flatMap(([key, part]) =>
    typeof part === "string" ? (key === wanted && part !== "" ? [part] : []) : valuesOf(part, wanted),
  )
}
