import type { Metric } from "../../../server/capabilities/experiments/model.ts"
import type { Comparison, Lift, Verdict } from "../../../server/capabilities/experiments/model-lift.ts"
import type { Standing } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"

export const metricWords: Readonly<Record<Metric, Text>> = {
  orders: { ja: "注文", en: "Orders" },
  revenue: { ja: "売上", en: "Revenue" },
  repeat: { ja: "リピート", en: "Repeat purchases" },
  unsubscribes: { ja: "配信停止", en: "Unsubscribes" },
}

export const verdictStanding = ({ kind }: Verdict): { is: Standing; label: Text } =>
  ({
    better: { is: "done" as const, label: { ja: "効果あり", en: "It helps" } },
    worse: { is: "failed" as const, label: { ja: "逆効果", en: "It hurts" } },
    same: { is: "none" as const, label: { ja: "差はわずか", en: "No real difference" } },
    gathering: { is: "waiting" as const, label: { ja: "データ不足", en: "Not enough data yet" } },
  })[kind]

/** "Not enough data yet, about three more weeks." */
export function waitWords({ weeks }: Verdict): Text {
  if (weeks === null) return { ja: "まだ言えません。データが足りません。", en: "Not enough data to say anything yet." }
  if (weeks >= 260)
    return {
      ja: "今のペースでは、何年もかかります。送らない人の割合を増やすと早まります。",
      en: "At this pace it would take years. Keeping more people apart would speed it up.",
    }
  return {
    ja: `まだデータが足りません。あと約${weeks}週間。`,
    en: `Not enough data yet, about ${weeks} more ${weeks === 1 ? "week" : "weeks"}.`,
  }
}

export type Writing = {
  readonly money: (minor: number, currency?: string) => string
  readonly number: (value: number, digits?: number) => string
  readonly percent: (rate: number, digits?: number) => string
}

/** One person's share of a metric, as it is written: yen, orders, or a rate. */
export function written(metric: Metric, value: number, { money, number, percent }: Writing, currency: string): string {
  if (metric === "revenue") return money(Math.round(value), currency)
  return metric === "orders" ? number(value, 3) : percent(value, 2)
}

const signed = (text: string, value: number) => (value > 0 ? `+${text}` : text)

/** What it came to over everybody so far: what a person who pays for it wants to know. */
function withTotal(said: Text, { total, totalLow, totalHigh }: Comparison, write: (value: number) => string): Text {
  if (total === null || totalLow === null || totalHigh === null) return said
  return {
    ja: `${said.ja}これまでの合計は ${write(total)}（${write(totalLow)} から ${write(totalHigh)}）。`,
    en: `${said.en} So far ${write(total)} in all (${write(totalLow)} to ${write(totalHigh)}).`,
  }
}

/** What one comparison says, as a sentence. */
export function sentenceOf(lift: Pick<Lift, "metric" | "currency">, compared: Comparison, writing: Writing): Text {
  const { difference, low, high, relative, verdict } = compared
  if (difference === null || low === null || high === null) return waitWords(verdict)
  const write = (value: number) => signed(written(lift.metric, value, writing, lift.currency), value)
  const share = relative === null ? "" : `（${signed(writing.percent(relative, 0), relative)}）`
  const shareEn = relative === null ? "" : ` (${signed(writing.percent(relative, 0), relative)})`
  const said: Text = {
    ja: `1人あたり ${write(difference)}${share}。本当の差は ${write(low)} から ${write(high)} の間。`,
    en: `${write(difference)} per person${shareEn}. The true difference lies between ${write(low)} and ${write(high)}.`,
  }
  if (verdict.kind !== "gathering") return lift.metric === "revenue" ? withTotal(said, compared, write) : said
  const wait = waitWords(verdict)
  return { ja: `${said.ja}${wait.ja}`, en: `${said.en} ${wait.en}` }
}
