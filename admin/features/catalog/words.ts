import type { Text } from "../../../ui/text.ts"
import type { Product } from "./whole-product.ts"

export const statusWords: Record<Product["status"], Text> = {
  active: { ja: "販売中", en: "On sale" },
  draft: { ja: "下書き", en: "Draft" },
  archived: { ja: "販売終了", en: "Archived" },
  deleted: { ja: "削除済み", en: "Deleted" },
}

export const statusStandings = { active: "live", draft: "draft", archived: "none", deleted: "none" } as const

export const stageWords = {
  shipped: { ja: "発送のお知らせ", en: "With the shipping notice" },
  tracking: { ja: "お届けのページ", en: "On the tracking page" },
  delivered: { ja: "お届けのあと", en: "After delivery" },
  any: { ja: "いつでも", en: "Always" },
} as const satisfies Record<string, Text>

export const shortStageWords = {
  shipped: { ja: "発送", en: "shipped" },
  tracking: { ja: "お届けのページ", en: "tracking" },
  delivered: { ja: "お届け後", en: "delivered" },
  any: { ja: "いつでも", en: "always" },
} as const satisfies Record<string, Text>

export const kindWords = {
  "how-to": { ja: "使い方", en: "How to use" },
  ingredients: { ja: "成分・原材料", en: "Ingredients" },
  materials: { ja: "素材", en: "Materials" },
  care: { ja: "お手入れ", en: "Care" },
  sustainability: { ja: "環境のこと", en: "Sustainability" },
  note: { ja: "ひとこと", en: "Note" },
} as const satisfies Record<string, Text>
