import { isDeepStrictEqual } from "node:util"
import { benefitWords, type RanksDocument } from "#members"
import type { Text } from "#kernel/text"

/** One rank as it is live and as it was played; null where there is none on that side. */
type Side = { readonly name: Text; readonly needs: number; readonly benefits: Text[] }
export type RankChange = {
  readonly metric: { readonly live: RanksDocument["metric"]; readonly played: RanksDocument["metric"] }
  readonly ranks: { readonly key: string; readonly live: Side | null; readonly played: Side | null }[]
  /** The time that counts, the judgement or what a refund does is another. */
  readonly isJudgedOtherwise: boolean
}

const sideOf = (document: RanksDocument, key: string): Side | null => {
  const rank = document.ranks.find((one) => one.key === key)
  return rank ? { name: rank.name, needs: rank.needs, benefits: rank.benefits.map(benefitWords) } : null
}

/** What publishing the played ranks would do to those that are live; null where it changes nothing or none are live. */
export function rankChange(live: RanksDocument | undefined, played: RanksDocument | null): RankChange | null {
  if (!live || !played || isDeepStrictEqual(live, played)) return null
  const { ranks: liveRanks, metric: liveMetric, ...liveRules } = live
  const { ranks: playedRanks, metric, ...rules } = played
  return {
    metric: { live: liveMetric, played: metric },
    ranks: [...new Set([...liveRanks, ...playedRanks].map(({ key }) => key))].map((key) => ({
      key,
      live: sideOf(live, key),
      played: sideOf(played, key),
    })),
    isJudgedOtherwise: !isDeepStrictEqual(liveRules, rules),
  }
}
