import type { Language, Text } from "../../../ui/text.ts"

const facts: Readonly<Record<string, Text>> = {
  "order.number": { ja: "注文番号", en: "order number" },
  "refund.amount": { ja: "返金額", en: "amount" },
  "customer.name": { ja: "お名前", en: "name" },
  "parcel.number": { ja: "お問い合わせ番号", en: "tracking number" },
}
const nameOf = (path: string, language: Language) =>
  (Object.hasOwn(facts, path) ? facts[path]?.[language] : undefined) ?? path.split(".").at(-1) ?? path

/** A subject line for a list: facts by their names, and of what depends on the order both ways. */
export function subjectInWords(subject: string, language: Language): string {
  const [open, close] = language === "ja" ? ["〔", "〕"] : ["[", "]"]
  return subject
    .replace(/\{%-?\s*else\s*-?%\}/g, language === "ja" ? "／" : " / ")
    .replace(/\{%.*?%\}/g, "")
    .replace(
      /([（(])\{\{-?\s*([\w.]+)[^}]*\}\}([)）])/g,
      (_, before, path: string, after) => before + nameOf(path, language) + after,
    )
    .replace(/\{\{-?\s*([\w.]+)[^}]*\}\}/g, (_, path: string) => `${open}${nameOf(path, language)}${close}`)
}
