import type { Language } from "../../../ui/text.ts"
import { type BlockKind, blockShapes } from "./block-words.ts"

const conditionWord = { ja: "出す条件", en: "Shown when" }
const yes = { ja: "はい", en: "yes" }
const no = { ja: "いいえ", en: "no" }

function said(value: unknown, language: Language): string {
  if (typeof value === "boolean") return (value ? yes : no)[language]
  if (Array.isArray(value)) return value.map((item) => said(item, language)).join("\n")
  if (typeof value === "object" && value !== null)
    return Object.values(value)
      .map((part) => said(part, language))
      .join(" · ")
  return String(value)
}

/** Blocks as lines that two versions can be compared by. */
export const blockLines = (blocks: readonly { readonly kind: BlockKind }[], language: Language): string[] =>
  blocks.flatMap(({ kind, ...parts }) => {
    const texts = Object.entries(parts).flatMap(([key, value]) => {
      const field = blockShapes[kind].fields.find((f) => f.key === key)
      const label = field?.label[language] ?? conditionWord[language]
      return said(value, language)
        .split("\n")
        .map((line, index) => (index === 0 ? `　${label}: ${line}` : `　　${line}`))
    })
    return [`■ ${blockShapes[kind].label[language]}`, ...texts]
  })
