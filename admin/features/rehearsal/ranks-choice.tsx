import type { RanksThen } from "../../../server/capabilities/rehearsal/model.ts"
import { Radios } from "../../../ui/choices.tsx"
import { Field } from "../../../ui/field.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Note } from "../../../ui/layout.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { counted, joined, type Text } from "../../../ui/text.ts"
import type { Whole } from "./outcome.tsx"

type Change = NonNullable<Whole["rankChange"]>
type Line = Change["ranks"][number]
type Metric = Change["metric"]["live"]

const metricWords: Readonly<Record<Metric, Text>> = {
  spend: { ja: "お買い上げ金額", en: "Money spent" },
  orders: { ja: "お買い上げ回数", en: "Orders" },
  points: { ja: "たまったポイント", en: "Points earned" },
}

/** Ranks are live and other ones were played: what is different, and which are to hold from now on. */
export function RanksChoice(props: {
  change: Change
  currency: string
  value: RanksThen
  onChange: (value: RanksThen) => void
}) {
  const t = useText()
  const { number, money } = useFormat()
  const { change, currency } = props
  const needs = (metric: Metric, value: number): string =>
    metric === "spend"
      ? money(value, currency)
      : t(
          metric === "orders"
            ? { ja: `${number(value)}回`, en: counted(value, "order") }
            : { ja: `${number(value)}ポイント`, en: counted(value, "point") },
        )
  const side = (found: Line["live"], metric: Metric) =>
    found ? (
      <>
        {t(found.name)}・{found.needs === 0 ? t({ ja: "入会時から", en: "from joining" }) : needs(metric, found.needs)}
        <span className="under">
          {found.benefits.length > 0 ? t(joined(found.benefits)) : t({ ja: "特典なし", en: "No benefits" })}
        </span>
      </>
    ) : (
      t({ ja: "なし", en: "None" })
    )
  const columns: Column<Line>[] = [
    { key: "live", head: { ja: "いまのランク", en: "Live now" }, cell: ({ live }) => side(live, change.metric.live) },
    {
      key: "played",
      head: { ja: "試したランク", en: "As played" },
      cell: ({ played }) => side(played, change.metric.played),
    },
  ]
  return (
    <>
      <p>
        {t({
          ja: "試したランクは、いま動いているランクとちがいます。",
          en: "The ranks that were played are not those that are live.",
        })}
      </p>
      <Table
        label={{ ja: "ランクのちがい", en: "How the ranks differ" }}
        columns={columns}
        rows={change.ranks}
        rowKey={({ key }) => key}
      />
      {change.metric.live !== change.metric.played && (
        <p>
          {t({
            ja: `ランクを決めるもの: ${metricWords[change.metric.live].ja} → ${metricWords[change.metric.played].ja}`,
            en: `What counts: ${metricWords[change.metric.live].en} → ${metricWords[change.metric.played].en}`,
          })}
        </p>
      )}
      {change.isJudgedOtherwise && (
        <p>
          {t({
            ja: "数える期間や判定のしかたも変わります。",
            en: "The time that counts or the way they are judged changes, too.",
          })}
        </p>
      )}
      <Field group label={{ ja: "公開したあとのランク", en: "Ranks after publishing" }}>
        <Radios<RanksThen>
          value={props.value}
          onChange={props.onChange}
          options={[
            {
              value: "as-live",
              label: { ja: "いまのランクのままにする", en: "Keep the ranks that are live" },
              hint: {
                ja: "ルールだけを公開します。見込みは試したランクでの数字なので、実績とは少しずれます。",
                en: "Only the rules are published. The forecast was played with the other ranks and fits a little less.",
              },
            },
            {
              value: "as-played",
              label: { ja: "試したランクに置きかえる", en: "Replace them by the ranks that were played" },
              hint: {
                ja: "会員のランクは新しい条件で判定しなおされ、「試したランク」にない特典はなくなります。",
                en: "Members are judged anew, and benefits that do not stand under “As played” are gone.",
              },
            },
          ]}
        />
      </Field>
      {props.value === "as-played" && (
        <Note>
          {t({
            ja: "いまのランクは自動では元に戻せません。戻すときは、ランクのページで「いまのランク」の内容を入れ直して公開します。",
            en: "There is no button that brings back the ranks that are live: to have them again, enter what stands under “Live now” on the page of ranks and publish it.",
          })}
        </Note>
      )}
    </>
  )
}
