import type { getToday } from "../../../server/capabilities/tracking/contract-today.ts"
import { BarChart } from "../../../ui/charts/bar-chart.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import type { Reply } from "../../app/call.ts"

/** Orders in each hour of today, with what such a day usually looks like once there is enough to say so. */
export function HoursChart({ day }: { day: Reply<typeof getToday> }) {
  const t = useText()
  const { number } = useFormat()
  const { hours, usual, count } = day.orders
  return (
    <div className="home-hours">
      <p className="small quiet">{t({ ja: "1時間ごとの注文", en: "Orders by hour" })}</p>
      <BarChart
        height={130}
        // Orders come whole: lines between whole figures stay without one.
        write={(value) => (Number.isInteger(value * 2) ? number(value, Number.isInteger(value) ? 0 : 1) : "")}
        label={{
          ja: `きょうの1時間ごとの注文。合わせて${number(count)}件`,
          en: `Orders by hour today, ${number(count)} in all`,
        }}
        per={{ ja: "時", en: "Hour" }}
        series={[{ name: { ja: "きょう", en: "Today" }, look: "main" }]}
        bars={hours.map((value, hour) => ({ label: t({ ja: `${hour}時`, en: `${hour}:00` }), values: [value] }))}
        {...(usual && {
          usual: {
            name: { ja: "いつもの同じ曜日（4週の中央値）", en: "Usual such day (median of 4 weeks)" },
            values: usual,
          },
        })}
      />
      {!usual && (
        <p className="tiny quiet">
          {t({
            ja: "同じ曜日の注文が4週分たまると、いつもの日との比較が出ます。",
            en: "With four weeks of the same weekday, a usual day is drawn beside it.",
          })}
        </p>
      )}
    </div>
  )
}
