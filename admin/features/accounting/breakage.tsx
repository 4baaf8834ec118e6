import { getBreakage } from "../../../server/capabilities/accounting/contract.ts"
import { BarChart } from "../../../ui/charts/bar-chart.tsx"
import { LineChart } from "../../../ui/charts/line-chart.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, Section } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { monthWords } from "./words.ts"

/** The curve in a sentence: a line along the ground says as little as none. */
function curveWords(curve: Reply<typeof getBreakage>["curve"]): Text {
  const last = curve.at(-1)
  const months = (last?.age ?? 0) + 1
  const percent = Math.round((last?.used ?? 0) * 1_000) / 10
  return percent === 0
    ? {
        ja: `発行から${months}か月たっても、まだ使われていません。特典を知らせると動き始めます。`,
        en: `Nothing is used ${months} ${months === 1 ? "month" : "months"} after issue. Telling members of rewards sets it going.`,
      }
    : {
        ja: `発行から${months}か月で${percent}%が使われています。`,
        en: `${percent}% is used ${months} ${months === 1 ? "month" : "months"} after issue.`,
      }
}

/** When what is held will expire, and how far points are used. */
export function Breakage() {
  const t = useText()
  const { percent } = useFormat()
  const found = useCall(getBreakage, {})
  return (
    <Loaded of={found}>
      {({ expiring, soon, curve, oldest, liability }) => {
        if (liability.points === 0 && curve.length === 0)
          return (
            <Empty
              title={{ ja: "まだポイントがありません", en: "No points yet" }}
              why={{
                ja: "会員制度を公開すると、ここに残高と失効の予定が並びます。",
                en: "Once a programme is live, balances and what will expire stand here.",
              }}
            />
          )
        return (
          <Columns split="8-4">
            <Section
              title={{ ja: "いつ失効するか", en: "When they expire" }}
              scope={{ ja: "失効月ごとの残高", en: "held now, by month of expiry" }}
            >
              <BarChart
                label={{ ja: "失効月ごとの残高", en: "Points by month of expiry" }}
                per={{ ja: "月", en: "Month" }}
                series={[{ name: { ja: "残高", en: "Held" }, look: "soft" }]}
                bars={expiring.map(({ month, points }) => ({
                  label:
                    month === null
                      ? t({ ja: "期限なし", en: "never" })
                      : month === "sliding"
                        ? t({ ja: "延びる", en: "sliding" })
                        : `${Number(month.slice(5))}`,
                  ...(month?.endsWith("-01") ? { group: month.slice(0, 4) } : {}),
                  ...(month !== null && month !== "sliding" && month <= soon ? { look: "hatch" as const } : {}),
                  values: [points],
                }))}
              />
            </Section>
            <Section
              title={{ ja: "どこまで使われるか", en: "How far they are used" }}
              scope={{ ja: "発行からの月数", en: "months since issue" }}
            >
              {curve.length === 0 ? (
                <p className="quiet">
                  {t({ ja: "まだ言えません。ひと月たつと出ます。", en: "Too early to say: after a month." })}
                </p>
              ) : (
                <>
                  <p className="quiet">{t(curveWords(curve))}</p>
                  <LineChart
                    label={{ ja: "使われた割合", en: "Share used" }}
                    per={{ ja: "か月", en: "Months" }}
                    at={curve.map(({ age }) => String(age + 1))}
                    lines={[
                      { name: { ja: "全体", en: "All" }, look: "dashed", values: curve.map(({ used }) => used) },
                      ...(oldest
                        ? [
                            {
                              name: monthWords(oldest.month),
                              look: "main" as const,
                              values: curve.map((_, i) => oldest.used[i] ?? null),
                            },
                          ]
                        : []),
                    ]}
                    write={percent}
                    writeAxis={(rate) => percent(rate, 0)}
                    height={160}
                  />
                </>
              )}
            </Section>
          </Columns>
        )
      }}
    </Loaded>
  )
}
