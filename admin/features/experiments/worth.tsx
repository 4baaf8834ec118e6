import type { getLift } from "../../../server/capabilities/experiments/contract.ts"
import { MoneyText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Note, Section } from "../../../ui/layout.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import { channelWords } from "./words.ts"

type Found = Reply<typeof getLift>["worth"]
type Row = Found["channels"][number]

/** What letters cost and what followed them, by channel: beside the lift, and never instead of it. */
export function Worth({ worth: { attributionDays, currency, channels } }: { worth: Found }) {
  const t = useText()
  if (channels.length === 0) return null
  const columns: Column<Row>[] = [
    { key: "channel", head: { ja: "チャネル", en: "Channel" }, cell: ({ channel }) => t(channelWords(channel)) },
    {
      key: "letters",
      head: { ja: "通数", en: "Letters" },
      end: true,
      cell: ({ letters }) => <NumberText value={letters} />,
    },
    {
      key: "cost",
      head: { ja: "費用", en: "Cost" },
      end: true,
      cell: ({ costYen }) => <MoneyText minor={Math.round(costYen)} currency="JPY" />,
    },
    {
      key: "orders",
      head: { ja: "注文", en: "Orders" },
      end: true,
      cell: ({ orders }) => <NumberText value={orders} />,
    },
    {
      key: "revenue",
      head: { ja: "売上", en: "Revenue" },
      end: true,
      cell: ({ revenue }) => <MoneyText minor={revenue} currency={currency} />,
    },
    {
      key: "returned",
      head: { ja: "費用に対して", en: "For each yen" },
      end: true,
      cell: ({ returned }) =>
        returned === null ? (
          t({ ja: "費用なし", en: "No cost" })
        ) : (
          <NumberText value={returned} digits={1} unit={t({ ja: "倍", en: "×" })} />
        ),
    },
  ]
  return (
    <Section
      title={{ ja: "配信のあとの注文", en: "Orders after letters" }}
      scope={{ ja: `届いてから${attributionDays}日以内`, en: `Within ${attributionDays} days` }}
    >
      <Table
        label={{ ja: "チャネルごとの費用と注文", en: "Cost and orders by channel" }}
        columns={columns}
        rows={channels}
        rowKey={({ channel }) => channel}
      />
      <Note>
        {t({
          ja: "注文は、買う前に最後に届いたお便りに付けます。送らなくても買った人を含むので、効いた分は上の「効果」で見てください。",
          en: "An order counts for the last letter before it. It includes people who would have bought anyway: what was gained is the lift above.",
        })}
      </Note>
    </Section>
  )
}
