import type { Text } from "#kernel/text"
import { bonusOf } from "./benefits-rules.ts"
import type { RanksDocument } from "./model-ranks.ts"

export type Finding = { readonly severity: "stop" | "warn"; readonly rank: string | null; readonly words: Text }

/** What to know before ranks are published: what to do about it stands in each sentence. */
export function rankFindings(document: RanksDocument, before: RanksDocument | null): Finding[] {
  const found: Finding[] = []
  const gone = (before?.ranks ?? []).filter((rank) => !document.ranks.some(({ key }) => key === rank.key))
  for (const rank of gone)
    found.push({
      severity: "warn",
      rank: rank.key,
      words: {
        ja: `「${rank.name.ja}」がなくなります。このランクを使っているセグメントやフローを直してください。`,
        en: `"${rank.name.en}" goes. Change segments and flows that ask for it.`,
      },
    })
  document.ranks.forEach((rank, i) => {
    const lower = document.ranks[i - 1]
    if (lower && bonusOf(rank.benefits) < bonusOf(lower.benefits))
      found.push({
        severity: "warn",
        rank: rank.key,
        words: {
          ja: `「${rank.name.ja}」のポイント上乗せが、下の「${lower.name.ja}」より少なくなっています。`,
          en: `"${rank.name.en}" adds fewer points than "${lower.name.en}" below it.`,
        },
      })
    if (i > 0 && rank.benefits.length === 0)
      found.push({
        severity: "warn",
        rank: rank.key,
        words: {
          ja: `「${rank.name.ja}」に特典がありません。上がる理由になる特典を足してください。`,
          en: `"${rank.name.en}" gives nothing. Add what makes it worth reaching.`,
        },
      })
  })
  if (before && before.metric !== document.metric)
    found.push({
      severity: "warn",
      rank: null,
      words: {
        ja: "数えるものが変わるので、ほとんどの会員のランクが変わるかもしれません。人数を確かめてから公開してください。",
        en: "Something else is counted now: most members' ranks may change. Look at the numbers before you publish.",
      },
    })
  return found
}
