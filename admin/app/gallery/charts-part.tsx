import { MoneyText, NumberText } from "../../../ui/figures.tsx"
import { BarChart } from "../../../ui/charts/bar-chart.tsx"
import { Bars, ShareBar, Ticks } from "../../../ui/charts/bars.tsx"
import { IntervalChart } from "../../../ui/charts/interval-chart.tsx"
import { LineChart, Sparkline } from "../../../ui/charts/line-chart.tsx"
import { money, percent } from "../../../ui/format.ts"
import { Columns, Rows, Section } from "../../../ui/layout.tsx"
import { same } from "../../../ui/text.ts"

const expiring = [
  12, 48, 53, 54, 52, 60, 66, 71, 78, 86, 95, 108, 128, 145, 160, 182, 204, 226, 250, 282, 320, 364, 410, 464, 520,
]
const hours = [12, 7, 3, 0, 0, 2, 9, 22, 32, 52, 18]
const usual = [10, 6, 3, 1, 2, 4, 12, 20, 30, 42, 46, 44, 40, 52, 48, 40, 38, 36, 38, 44, 58, 72, 84, 60, 34]

export const ChartsPart = () => (
  <Columns split="7-5">
    <Section
      title={{ ja: "いつ失効するか", en: "When points expire" }}
      scope={{ ja: "失効月ごとの残高", en: "balance per month" }}
      first
    >
      <BarChart
        label={{
          ja: "月ごとに失効する残高。1月末までに114,940pt",
          en: "Balance expiring per month; 114,940 pt by the end of January",
        }}
        per={{ ja: "月", en: "Month" }}
        series={[{ name: { ja: "残高", en: "Balance" }, look: "soft" }]}
        bars={expiring.map((value, index) => ({
          label: String(((index + 10) % 12) + 1),
          values: [value * 1000],
          ...(index < 3 && { look: "hatch" }),
          ...((index === 0 || (index + 10) % 12 === 0) && { group: `${2026 + Math.floor((index + 10) / 12)}年` }),
        }))}
      />
    </Section>
    <Section title={{ ja: "1時間ごとの注文", en: "Orders per hour" }} scope={{ ja: "きょう", en: "today" }}>
      <BarChart
        label={{
          ja: "1時間ごとの注文。いつもの金曜より少し多い",
          en: "Orders per hour, slightly above a usual Friday",
        }}
        per={{ ja: "時", en: "Hour" }}
        series={[{ name: { ja: "きょう", en: "Today" }, look: "main" }]}
        usual={{
          name: { ja: "いつもの金曜（4週の中央値）", en: "A usual Friday (median of 4 weeks)" },
          values: usual.slice(0, 24),
        }}
        bars={usual.slice(0, 24).map((_, hour) => ({ label: `${hour}`, values: [hours[hour] ?? 0] }))}
      />
    </Section>
    <Section title={{ ja: "曜日ごとの送信", en: "Sends per weekday" }}>
      <BarChart
        labelled
        label={{
          ja: "曜日ごとの送信。第3版は木曜と金曜だけ",
          en: "Sends per weekday; version 3 only Thursday and Friday",
        }}
        per={{ ja: "曜日", en: "Weekday" }}
        series={[
          { name: { ja: "第2版", en: "Version 2" }, look: "outline" },
          { name: { ja: "第3版", en: "Version 3" }, look: "main" },
        ]}
        bars={[2190, 2080, 2110, 2240, 2310, 2020, 1870].map((value, day) => ({
          label: "月火水木金土日"[day] ?? "",
          values: [value, [0, 0, 0, 9846, 4116, 0, 0][day] ?? 0],
        }))}
      />
    </Section>
    <Section
      title={{ ja: "LINE の通数", en: "LINE messages" }}
      scope={{ ja: "上限 月3万通", en: "limit 30,000 a month" }}
    >
      <BarChart
        stacked
        label={{
          ja: "月ごとの LINE の通数。11月に上限を超える",
          en: "LINE messages a month; November crosses the limit",
        }}
        per={{ ja: "月", en: "Month" }}
        series={[
          { name: { ja: "ほか", en: "Others" }, look: "soft" },
          { name: { ja: "このフロー", en: "This flow" }, look: "main" },
        ]}
        limit={{ value: 30_000, label: same("3万") }}
        bars={[26_000, 30_100, 24_000, 22_000, 29_200, 25_000].map((value, index) => ({
          label: `${((index + 9) % 12) + 1}月`,
          values: [value, 900],
          ...(index === 1 && { note: "超過 1,058" }),
        }))}
      />
    </Section>
    <Section title={{ ja: "どこまで使われるか", en: "How far points are used" }}>
      <LineChart
        label={{ ja: "発行から24か月までの利用率", en: "Share used within 24 months" }}
        per={{ ja: "月", en: "Month" }}
        at={Array.from({ length: 25 }, (_, month) => `${month}か月`)}
        lines={[
          {
            name: { ja: "2025年10月発行分", en: "Issued October 2025" },
            look: "main",
            values: Array.from({ length: 25 }, (_, m) => (m < 14 ? 0.82 * (1 - Math.exp(-m / 7)) : null)),
          },
          {
            name: { ja: "2年分の平均", en: "Mean of two years" },
            look: "dashed",
            values: Array.from({ length: 25 }, (_, m) => 0.83 * (1 - Math.exp(-m / 7.4))),
          },
        ]}
        write={(value) => percent(value)}
        writeAxis={(value) => percent(value, 0)}
      />
    </Section>
    <Section title={{ ja: "効果", en: "Lift" }} scope={{ ja: "1人あたりの売上", en: "revenue per person" }}>
      <IntervalChart
        label={{ ja: "送らない人との差と、その幅", en: "The difference to those kept apart, and its interval" }}
        rows={[
          {
            name: { ja: "お礼", en: "Thanks" },
            value: { low: 40, middle: 120, high: 200 },
            nothing: same(""),
          },
          {
            name: { ja: "カートの思い出し", en: "Cart reminder" },
            value: { low: -60, middle: 50, high: 160 },
            nothing: same(""),
          },
          {
            name: { ja: "お帰りなさい", en: "Win-back" },
            value: null,
            nothing: { ja: "あと約3週間", en: "About 3 more weeks" },
          },
        ]}
        write={(value) => money(Math.round(value), "JPY")}
      />
    </Section>
    <Section
      title={{ ja: "主な数字", en: "Main figures" }}
      scope={{ ja: "同じ30日・前年比", en: "same 30 days, year on year" }}
    >
      <Rows
        rows={[
          {
            label: { ja: "売上", en: "Revenue" },
            under: "4,862件・平均 ¥7,100",
            value: (
              <span style={{ display: "flex", gap: 16, alignItems: "center" }}>
                <MoneyText minor={34_520_200} />
                <Sparkline
                  label={{ ja: "売上は増えている", en: "Revenue grows" }}
                  values={[3, 4, 5, 4, 6, 8, 7, 9, 12, 11, 13, 14]}
                />
              </span>
            ),
          },
          {
            label: { ja: "Shopify の注文", en: "Shopify orders" },
            value: (
              <Ticks
                label={{ ja: "24時間とぎれなし", en: "24 hours without a gap" }}
                ticks={Array.from({ length: 24 }, (_, i) => (i > 20 ? "missing" : i > 17 ? "closed" : "ok"))}
              />
            ),
          },
        ]}
      />
    </Section>
    <Section
      title={{ ja: "送ったから増えた売上", en: "Lift" }}
      scope={{ ja: "10/21〜11/19（30日）", en: "Oct 21 – Nov 19" }}
    >
      <Bars
        rows={[
          {
            label: { ja: "経由した売上", en: "Attributed" },
            under: "クリック後5日以内",
            value: 6_213_600,
            text: money(6_213_600, "JPY"),
            look: "other",
          },
          {
            label: { ja: "増えた売上", en: "Lift" },
            under: "対照群との差",
            value: 2_480_000,
            interval: [1_120_000, 3_840_000],
            text: money(2_480_000, "JPY"),
            below: "¥1,120,000〜¥3,840,000",
            look: "main",
          },
        ]}
      />
    </Section>
    <Section title={{ ja: "届く手段", en: "Reach" }} scope={{ ja: "2,146人の内訳", en: "of 2,146 people" }}>
      <ShareBar
        label={{
          ja: "届く手段。メールだけ942人、どちらも870人、LINEだけ334人",
          en: "Reach: e-mail only 942, both 870, LINE only 334",
        }}
        shares={[
          { label: { ja: "メールだけ", en: "E-mail only" }, count: 942, look: "soft" },
          { label: { ja: "どちらも", en: "Both" }, count: 870, look: "hatch" },
          { label: { ja: "LINEだけ", en: "LINE only" }, count: 334, look: "main" },
        ]}
      />
      <p className="hidden-text">
        <NumberText value={1} />
      </p>
    </Section>
  </Columns>
)
