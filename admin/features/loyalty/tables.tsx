import { NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Status } from "../../../ui/status.tsx"
import { Table } from "../../../ui/table.tsx"
import { factWords, onceWords, type Overview, timesWords } from "./words.ts"

type Props = { found: Overview; programme: NonNullable<Overview["programme"]> }

const states = {
  running: { is: "live", label: { ja: "実施中", en: "Running" } },
  "to-come": { is: "waiting", label: { ja: "これから", en: "To come" } },
  over: { is: "done", label: { ja: "終わった", en: "Over" } },
  off: { is: "paused", label: { ja: "休み", en: "Resting" } },
} as const

/** Campaigns that multiply what purchases earn, and what they have cost. */
export function MultiplierTable({ found, programme }: Props) {
  const t = useText()
  const sums = new Map(found.multipliers.map((sum) => [sum.key, sum]))
  return (
    <Section
      title={{ ja: "倍率キャンペーン", en: "Multipliers" }}
      scope={{ ja: "始めてからの合計", en: "since they began" }}
      beside={<Link to="/loyalty/programme">{t({ ja: "足す・直す", en: "Add or edit" })}</Link>}
    >
      {programme.multipliers.length === 0 ? (
        <p className="quiet">
          {t({
            ja: "まだありません。期間・セグメント・商品を選んで、ポイント2倍などを用意できます。",
            en: "None yet. Double points for a time, a segment or some goods are made in the rules.",
          })}
        </p>
      ) : (
        <Table
          label={{ ja: "倍率キャンペーン", en: "Multipliers" }}
          rows={programme.multipliers}
          rowKey={({ key }) => key}
          columns={[
            { key: "name", head: { ja: "キャンペーン", en: "Campaign" }, cell: ({ name }) => t(name) },
            { key: "times", head: { ja: "倍率", en: "Rate" }, cell: ({ bonusBp }) => t(timesWords(bonusBp)) },
            {
              key: "state",
              head: { ja: "状態", en: "State" },
              cell: ({ key }) => <Status {...states[sums.get(key)?.state ?? "off"]} />,
            },
            {
              key: "people",
              head: { ja: "人数", en: "People" },
              end: true,
              cell: ({ key }) => <NumberText value={sums.get(key)?.people ?? 0} />,
            },
            {
              key: "points",
              head: { ja: "上乗せ", en: "On top" },
              end: true,
              cell: ({ key }) => <NumberText value={sums.get(key)?.points ?? 0} unit="pt" />,
            },
          ]}
        />
      )}
    </Section>
  )
}

/** What earns beside buying, and how often it has this month. */
export function ActionTable({ found, programme }: Props) {
  const t = useText()
  const sums = new Map(found.actions.map((sum) => [sum.action, sum]))
  return (
    <Section
      title={{ ja: "アクション", en: "Actions that earn" }}
      scope={{ ja: "今月", en: "this month" }}
      beside={<Link to="/loyalty/programme">{t({ ja: "足す・直す", en: "Add or edit" })}</Link>}
    >
      <Table
        label={{ ja: "アクション", en: "Actions that earn" }}
        rows={programme.actions}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "title",
            head: { ja: "アクション", en: "Action" },
            cell: ({ title, on }) => (
              <>
                {t(title)}
                <span className="under">{t(factWords(on))}</span>
              </>
            ),
          },
          {
            key: "points",
            head: { ja: "付く数", en: "Points" },
            end: true,
            cell: ({ points }) => <NumberText value={points} unit="pt" />,
          },
          { key: "once", head: { ja: "回数", en: "How often" }, cell: ({ once }) => t(onceWords[once]) },
          {
            key: "state",
            head: { ja: "状態", en: "State" },
            cell: ({ isOn }) => <Status {...states[isOn ? "running" : "off"]} />,
          },
          {
            key: "people",
            head: { ja: "人数", en: "People" },
            end: true,
            cell: ({ key }) => <NumberText value={sums.get(key)?.people ?? 0} />,
          },
          {
            key: "sum",
            head: { ja: "付けた", en: "Given" },
            end: true,
            cell: ({ key }) => <NumberText value={sums.get(key)?.points ?? 0} unit="pt" />,
          },
        ]}
      />
    </Section>
  )
}
