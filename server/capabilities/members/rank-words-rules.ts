import type { Text } from "#kernel/text"
import type { RanksDocument } from "./model-ranks.ts"
import { dateWords, pageDay } from "./my-page-words-rules.ts"
import { windowAt, yearJudgements } from "./rank-windows-rules.ts"

type Counting = Pick<RanksDocument, "metric" | "window">

const counts: Record<RanksDocument["metric"], Text> = {
  spend: { ja: "お支払い額", en: "what you pay" },
  orders: { ja: "お買い物の回数", en: "how often you buy" },
  points: { ja: "付いたポイント", en: "the points you earn" },
}

/** The time that counts, in a word: 「直近12か月」. */
function timeWords({ window }: Counting): Text {
  switch (window.kind) {
    case "ever":
      return { ja: "これまで", en: "so far" }
    case "rolling":
      return { ja: `直近${window.months}か月`, en: `in the last ${window.months} months` }
    case "calendar-year":
      return { ja: "今年", en: "this year" }
    case "fiscal-year":
      return { ja: "今年度", en: "this year of ours" }
  }
}

/** 「いまは「ひなた」。直近12か月で33,990円」: where she stands, and by what. */
export function countedWords(document: Counting, rank: Text, total: string): Text {
  const time = timeWords(document)
  return {
    ja: `いまは「${rank.ja}」です。${time.ja}で${total}`,
    en: `You are at ${rank.en}, with ${total} ${time.en}.`,
  }
}

/** What counts, from when to when, and when it is looked at: published beside the ranks and on her page. */
export function howItCounts(document: RanksDocument, zone: string, now: Date): Text {
  const { metric, window, judged, graceDays } = document
  const what = counts[metric]
  const parts: Text[] = []
  if (judged.every === "period") {
    const { from, to } = windowAt(window, zone, now)
    const [first, last] = [dateWords(from, zone), pageDay(to, zone)]
    const [at] = yearJudgements(window, judged.afterDays, zone, now, now)
    const day = at && dateWords(at, zone)
    parts.push({
      ja: `${first.ja}〜${last.ja}の${what.ja}で数えます。${day ? `${day.ja}に見直します。` : ""}`,
      en: `What counts is ${what.en} from ${first.en} to ${last.en}.${day ? ` It is looked at on ${day.en}.` : ""}`,
    })
  } else {
    const time = timeWords(document)
    const ja = judged.every === "month" ? "毎月1日に見直します。" : "毎日見直します。"
    const en = judged.every === "month" ? "It is looked at on the first of each month." : "It is looked at each day."
    parts.push({ ja: `${time.ja}の${what.ja}で数えます。${ja}`, en: `What counts is ${what.en} ${time.en}. ${en}` })
  }
  parts.push({ ja: "達すると、すぐに上がります。", en: "You rise at once." })
  if (graceDays > 0)
    parts.push({
      ja: `下回っても、${graceDays}日のあいだは続きます。`,
      en: `If you fall short, you keep your rank for ${graceDays} more days.`,
    })
  return { ja: parts.map(({ ja }) => ja).join(""), en: parts.map(({ en }) => en).join(" ") }
}
