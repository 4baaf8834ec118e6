import { counted, type Text } from "#kernel/text"
import type { Benefit } from "./model.ts"

/** What these add to base points, hundredths of a per cent. */
export const bonusOf = (benefits: readonly Benefit[]): number =>
  benefits.reduce((sum, benefit) => sum + (benefit.kind === "points-bonus" ? benefit.bonusBp : 0), 0)

/** The longest head start of these, in hours. */
export const headStart = (benefits: readonly Benefit[]): number =>
  Math.max(0, ...benefits.map((benefit) => (benefit.kind === "early-access" ? benefit.hours : 0)))

/** A benefit in a few words. */
export function benefitWords(benefit: Benefit): Text {
  switch (benefit.kind) {
    case "points-bonus": {
      const percent = `${benefit.bonusBp / 100}%`
      return { ja: `ポイントが${percent}多くたまる`, en: `${percent} more points` }
    }
    case "free-shipping":
      return { ja: "送料無料", en: "Free shipping" }
    case "early-access":
      return {
        ja: `新作や限定品に${hoursJa(benefit.hours)}早く`,
        en: `New and limited goods ${hoursEn(benefit.hours)} early`,
      }
    default:
      return benefit.words
  }
}

const hoursJa = (hours: number) => (hours % 24 === 0 ? `${hours / 24}日` : `${hours}時間`)
const hoursEn = (hours: number) => (hours % 24 === 0 ? counted(hours / 24, "day") : counted(hours, "hour"))
