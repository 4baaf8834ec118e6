import { counted, type Language, type Text } from "#kernel/text"
import type { Benefit } from "./model.ts"

type Cells = { readonly label: string; readonly cells: readonly string[] }

const names: Readonly<Record<Benefit["kind"], Text>> = {
  "points-bonus": { ja: "ポイント", en: "Points" },
  "free-shipping": { ja: "送料", en: "Shipping" },
  "early-access": { ja: "先行販売", en: "Early access" },
  gift: { ja: "贈りもの", en: "Gift" },
  words: { ja: "ほかに", en: "Also" },
}

/** What ranks give, side by side: a row for each kind of benefit that any of them has, a cell for each rank. */
export function benefitRows(ranks: readonly { readonly benefits: readonly Benefit[] }[], language: Language): Cells[] {
  const kinds = new Set(ranks.flatMap(({ benefits }) => benefits.map(({ kind }) => kind)))
  return (["points-bonus", "free-shipping", "early-access", "gift", "words"] as const)
    .filter((kind) => kinds.has(kind))
    .map((kind) => ({
      label: names[kind][language],
      cells: ranks.map(
        ({ benefits }) =>
          benefits
            .filter((benefit) => benefit.kind === kind)
            .map((benefit) => cellWords(benefit)[language])
            .join(language === "ja" ? "、" : ", ") || "—",
      ),
    }))
}

/** A benefit in the fewest words, beside the name of its row. */
function cellWords(benefit: Benefit): Text {
  switch (benefit.kind) {
    case "points-bonus": {
      const percent = `+${benefit.bonusBp / 100}%`
      return { ja: percent, en: percent }
    }
    case "free-shipping":
      return { ja: "無料", en: "Free" }
    case "early-access": {
      const inDays = benefit.hours % 24 === 0
      const count = inDays ? benefit.hours / 24 : benefit.hours
      return { ja: `${count}${inDays ? "日" : "時間"}前`, en: `${counted(count, inDays ? "day" : "hour")} before` }
    }
    default:
      return benefit.words
  }
}
