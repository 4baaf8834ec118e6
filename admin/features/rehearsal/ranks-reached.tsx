import type { Forecast } from "../../../server/capabilities/rehearsal/model.ts"
import { BarChart } from "../../../ui/charts/bar-chart.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import type { Whole } from "./outcome.tsx"

/** How many people each rank held at the end, beside what is live. Nothing where there are no ranks. */
export function RanksReached({ whole: { result, ranks } }: { whole: Whole }) {
  const t = useText()
  if (!result?.draft.ranks.some(({ key }) => key !== "")) return null
  const nameOf = (key: string) => t(ranks.find((rank) => rank.key === key)?.name ?? { ja: "ランクなし", en: "No rank" })
  const keys = [...new Set([...(result.live?.ranks ?? []), ...result.draft.ranks].map(({ key }) => key))]
  const order = ["", ...ranks.map(({ key }) => key)]
  const count = (forecast: Forecast | null, key: string) =>
    Math.round(forecast?.ranks.find((rank) => rank.key === key)?.people.value ?? 0)
  return (
    <Section
      title={{ ja: "ランクごとの人数", en: "People in each rank" }}
      scope={{ ja: "期間の終わり", en: "at the end of the time" }}
    >
      <BarChart
        label={{ ja: "ランクごとの人数", en: "People in each rank" }}
        per={{ ja: "ランク", en: "Rank" }}
        series={[
          ...(result.live ? [{ name: { ja: "稼働中", en: "Live" }, look: "outline" as const }] : []),
          { name: { ja: "下書き", en: "Draft" }, look: "main" as const },
        ]}
        bars={keys
          .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
          .map((key) => ({
            label: nameOf(key),
            values: [...(result.live ? [count(result.live, key)] : []), count(result.draft, key)],
          }))}
        labelled
      />
    </Section>
  )
}
