import { getJournal } from "../../../server/capabilities/accounting/contract.ts"
import { MoneyText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { accountText, monthWords, moveWords } from "./words.ts"

type JournalItem = Reply<typeof getJournal>["items"][number]

/** A month's entries, summed up by account. */
export function Journal({ month }: { month: string }) {
  const t = useText()
  const found = useCall(getJournal, { month }, { keep: true })
  const columns: Column<JournalItem>[] = [
    { key: "kind", head: { ja: "できごと", en: "What" }, cell: ({ kind }) => t(moveWords[kind] ?? same(kind)) },
    { key: "debit", head: { ja: "借方", en: "Debit" }, cell: ({ debit }) => t(accountText(debit)) },
    { key: "credit", head: { ja: "貸方", en: "Credit" }, cell: ({ credit }) => t(accountText(credit)) },
    {
      key: "amount",
      head: { ja: "金額", en: "Amount" },
      end: true,
      cell: ({ amount }) => <MoneyText minor={amount} />,
    },
  ]
  return (
    <Section
      title={{ ja: "仕訳", en: "Journal" }}
      scope={{
        ja: `${monthWords(month).ja}の合計。日ごとはCSVで`,
        en: `Sums of ${monthWords(month).en}; day by day as CSV`,
      }}
    >
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "動きがありません", en: "Nothing moved" }}
              why={{ ja: "この月にポイントの動きはありません。", en: "No points moved in this month." }}
            />
          ) : (
            <Table
              label={{ ja: "仕訳", en: "Journal" }}
              columns={columns}
              rows={summed(items)}
              rowKey={({ kind, debit, credit }) => `${kind}${debit}${credit}`}
            />
          )
        }
      </Loaded>
    </Section>
  )
}

function summed(items: readonly JournalItem[]): JournalItem[] {
  const sums = new Map<string, JournalItem>()
  for (const item of items) {
    const key = `${item.kind} ${item.debit} ${item.credit}`
    const known = sums.get(key)
    sums.set(key, known ? { ...known, amount: known.amount + item.amount, points: known.points + item.points } : item)
  }
  return [...sums.values()]
}
