import { useState } from "react"
import { BarChart } from "../../../ui/charts/bar-chart.tsx"
import { LineChart } from "../../../ui/charts/line-chart.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import type { ProfileFound } from "./known.ts"
import { moodWords } from "./profile-words.ts"

const few = 3

/** How she felt, month by month, beside what she did (A04); each sign opens to what it was read from. */
export function CustomerMood({ mood }: { mood: ProfileFound["mood"] }) {
  const t = useText()
  const { change } = useFormat()
  const [all, setAll] = useState(false)
  const months = mood.months.map(({ firstDay }) => t(monthText(firstDay)))
  const write = (value: number) => change(Math.round(value))
  return (
    <Section
      title={{ ja: "気持ちと行動", en: "Mood and behaviour" }}
      scope={{ ja: "12か月・気持ちは -100〜100", en: "12 months; mood from -100 to 100" }}
    >
      {mood.now === null ? (
        <p className="customer-empty">
          {t({
            ja: "気持ちの分かる記録がまだありません。話をしたら記録してください。レビューとアンケートからも分かります。",
            en: "Nothing tells her mood yet. Write down conversations; reviews and surveys tell it, too.",
          })}
        </p>
      ) : (
        <LineChart
          label={{
            ja: `月ごとの気持ち。いまは${moodWords(mood.now).ja}`,
            en: `Mood by month. Now: ${moodWords(mood.now).en}`,
          }}
          per={{ ja: "月", en: "Month" }}
          at={months}
          lines={[
            {
              name: { ja: "気持ち", en: "Mood" },
              look: "main",
              values: mood.months.map((one) => (one.mood === null ? null : one.mood * 100)),
            },
          ]}
          height={150}
          write={write}
          writeAxis={write}
        />
      )}
      <BarChart
        label={{ ja: "月ごとの注文と、そのほかの行動", en: "Orders and other deeds by month" }}
        per={{ ja: "月", en: "Month" }}
        series={[
          { name: { ja: "注文", en: "Orders" }, look: "main" },
          { name: { ja: "見た・開いた・答えた", en: "Looked, opened, answered" }, look: "soft" },
        ]}
        bars={mood.months.map(({ orders, deeds }, index) => ({ label: months[index] ?? "", values: [orders, deeds] }))}
        height={130}
      />
      {mood.signals.length > 0 && (
        <ul className="customer-list">
          {mood.signals.slice(0, all ? undefined : few).map((signal) => (
            <li key={`${signal.at.toISOString()} ${signal.source} ${signal.how.en}`}>
              <span>
                {signal.text ?? t(signal.how)}
                <span className="under">
                  <DateText at={signal.at} only="date" />
                  {signal.text !== null && ` · ${t(signal.how)}`}
                </span>
              </span>
              <span className="end">{t(moodWords(signal.value))}</span>
            </li>
          ))}
        </ul>
      )}
      {mood.signals.length > few && (
        <p className="customer-empty">
          <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {t(
              all
                ? { ja: "最近だけ", en: "Only the last ones" }
                : { ja: `${mood.signals.length}件すべて`, en: `All ${mood.signals.length}` },
            )}
          </button>
        </p>
      )}
    </Section>
  )
}

const english = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
const monthText = (firstDay: string) => {
  const month = Number(firstDay.slice(5, 7))
  return { ja: `${month}月`, en: english[month - 1] ?? "" }
}
